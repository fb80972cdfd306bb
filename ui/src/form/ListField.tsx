// A list in a form. Rows with several short fields become a table one can type through; a list of references becomes
// ticks. Adding puts the focus into the new row, taking one away puts it on what follows.
import { useEffect, useRef } from 'react'
import { Button, IconButton } from '../parts/Button'
import { useForm } from './context'
import { ReferenceTicks } from './ReferenceTicks'
import { SimpleField } from './SimpleField'
import type { Field, Kind } from './schema'
import { at, begin, fieldId } from './values'
import { useFormWords } from './words'

type ListKind = Kind & { is: 'list' }

export function ListField({ field, kind, pointer }: { field: Field; kind: ListKind; pointer: string }) {
  const form = useForm()
  const words = useFormWords()
  const id = fieldId(form.id, pointer)
  const problem = form.problems.get(pointer)
  return (
    <fieldset
      className="form-part"
      id={id}
      tabIndex={-1}
      aria-describedby={problem ? `${id}-problem` : undefined}
    >
      <legend className="kern-label">{words.label(field.name)}</legend>
      {problem && (
        <p className="kern-error" id={`${id}-problem`}>
          <span className="kern-icon kern-icon--danger icon" aria-hidden="true" />
          <span className="kern-body">{words.problem(problem, field.name)}</span>
        </p>
      )}
      {kind.item.is === 'reference' ? (
        <ReferenceTicks to={kind.item.to} pointer={pointer} />
      ) : (
        <Rows name={field.name} kind={kind} pointer={pointer} />
      )}
    </fieldset>
  )
}

function Rows({ name, kind, pointer }: { name: string; kind: ListKind; pointer: string }) {
  const form = useForm()
  const words = useFormWords()
  const value = at(form.tree, pointer)
  const items: readonly unknown[] = Array.isArray(value) ? value : []
  const columns: readonly Field[] =
    kind.item.is === 'object' ? kind.item.fields : [{ name, required: true, kind: kind.item }]
  const place = (index: number, column: Field) =>
    kind.item.is === 'object' ? `${pointer}/${index}/${column.name}` : `${pointer}/${index}`
  const focusRow = useFocusRow(items.length, index => {
    const column = columns[0]
    return column ? fieldId(form.id, place(index, column)) : ''
  })
  const add = () => {
    focusRow(items.length)
    form.set(pointer, [...items, begin(name, kind.item, form.surroundings.today) ?? null])
  }
  const remove = (index: number) => {
    focusRow(Math.max(0, Math.min(index, items.length - 2)))
    form.set(
      pointer,
      items.filter((_, at) => at !== index),
    )
  }
  return (
    <div className="rows">
      <table className="kern-table kern-table--small rows__table">
        <thead className="kern-table__head">
          <tr>
            {columns.map(column => (
              <th key={column.name} scope="col" className={`rows__${column.kind.is}`}>
                {words.label(column.name)}
              </th>
            ))}
            <th className="rows__action">
              <span className="kern-sr-only">{words.t('form.row_action')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((_, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place, pointers name it by that
            <tr key={index}>
              {columns.map(column => (
                <td
                  key={column.name}
                  data-label={words.label(column.name)}
                  className={`rows__${column.kind.is}`}
                >
                  <SimpleField
                    bare
                    name={column.name}
                    kind={column.kind}
                    required={column.required}
                    pointer={place(index, column)}
                  />
                </td>
              ))}
              <td className="rows__action">
                <IconButton
                  icon="delete"
                  label={words.t('form.remove_row', { row: index + 1 })}
                  disabled={form.disabled || items.length <= kind.min}
                  onClick={() => remove(index)}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Button
        small
        icon="add"
        onClick={add}
        disabled={form.disabled || (kind.max !== null && items.length >= kind.max)}
      >
        {words.t('form.add_row')}
      </Button>
    </div>
  )
}

function useFocusRow(count: number, idOf: (index: number) => string) {
  const wanted = useRef<number | null>(null)
  const id = useRef(idOf)
  id.current = idOf
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when rows came or went
  useEffect(() => {
    if (wanted.current === null) return
    document.getElementById(id.current(wanted.current))?.focus()
    wanted.current = null
  }, [count])
  return (index: number) => {
    wanted.current = index
  }
}
