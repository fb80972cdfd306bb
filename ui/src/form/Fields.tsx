// The fields of an object, one under the other; short ones beside each other where there is room.
import { cx } from '../parts/cx'
import { useForm } from './context'
import { ListField } from './ListField'
import { SimpleField } from './SimpleField'
import type { Field, Kind } from './schema'
import { at, initialValue } from './values'
import { useFormWords } from './words'

export function Fields({ fields, base = '' }: { fields: readonly Field[]; base?: string }) {
  return (
    <div className="fields">
      {fields.map(field => (
        <div key={field.name} className={cx('fields__one', wide(field.kind) && 'fields__one--wide')}>
          <OneField field={field} pointer={`${base}/${field.name}`} />
        </div>
      ))}
    </div>
  )
}

function wide(kind: Kind): boolean {
  return (
    kind.is === 'long_text' ||
    kind.is === 'reference' ||
    kind.is === 'object' ||
    kind.is === 'list' ||
    (kind.is === 'text' && (kind.max ?? 0) > 100)
  )
}

function OneField({ field, pointer }: { field: Field; pointer: string }) {
  if (field.kind.is === 'object') return <ObjectField field={field} kind={field.kind} pointer={pointer} />
  if (field.kind.is === 'list') return <ListField field={field} kind={field.kind} pointer={pointer} />
  return <SimpleField name={field.name} kind={field.kind} pointer={pointer} required={field.required} />
}

/** An optional part of a form is opened by a tick. */
function ObjectField({
  field,
  kind,
  pointer,
}: {
  field: Field
  kind: Kind & { is: 'object' }
  pointer: string
}) {
  const form = useForm()
  const words = useFormWords()
  const there = at(form.tree, pointer) !== undefined && at(form.tree, pointer) !== null
  return (
    <fieldset className="form-part">
      <legend className="kern-label">
        {field.required ? (
          words.label(field.name)
        ) : (
          <label className="tick">
            <input
              type="checkbox"
              checked={there}
              disabled={form.disabled}
              onChange={event =>
                form.set(
                  pointer,
                  event.target.checked ? initialValue(kind.fields, form.surroundings.today) : undefined,
                )
              }
            />
            <span>{words.label(field.name)}</span>
          </label>
        )}
      </legend>
      {(there || field.required) && <Fields fields={kind.fields} base={pointer} />}
    </fieldset>
  )
}
