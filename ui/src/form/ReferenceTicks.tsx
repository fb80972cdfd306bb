// Chooses several things by name, with a field to find them among many.
import { useState } from 'react'
import { useForm } from './context'
import { useOptions } from './references'
import type { Reference } from './schema'
import { at, fieldId } from './values'
import { useFormWords } from './words'

const MANY = 8

export function ReferenceTicks({ to, pointer }: { to: Reference; pointer: string }) {
  const form = useForm()
  const words = useFormWords()
  const [search, setSearch] = useState('')
  const { found: options, more, textOf } = useOptions(to, search)
  const value = at(form.tree, pointer)
  const chosen: readonly unknown[] = Array.isArray(value) ? value : []
  const wanted = search.trim().toLocaleLowerCase('de')
  const kept = chosen.filter(one => typeof one === 'number' && !options?.some(option => option.value === one))
  const shown = [
    ...(kept as number[]).map(value => ({ value, text: textOf(value) })),
    ...(options ?? []).filter(
      option => chosen.includes(option.value) || option.text.toLocaleLowerCase('de').includes(wanted),
    ),
  ]
  const searchId = `${fieldId(form.id, pointer)}-search`
  return (
    <div className="ticks">
      {((options?.length ?? 0) > MANY || search !== '') && (
        <>
          <label className="kern-sr-only" htmlFor={searchId}>
            {words.t('form.search')}
          </label>
          <input
            id={searchId}
            type="search"
            className="kern-form-input__input"
            placeholder={words.t('form.search')}
            value={search}
            onChange={event => setSearch(event.target.value)}
            onKeyDown={event => {
              // sends no form
              if (event.key === 'Enter') event.preventDefault()
            }}
          />
        </>
      )}
      <div className="ticks__list">
        {shown.map(option => (
          <label key={option.value} className="tick">
            <input
              type="checkbox"
              disabled={form.disabled}
              checked={chosen.includes(option.value)}
              onChange={event =>
                form.set(
                  pointer,
                  event.target.checked
                    ? [...chosen, option.value]
                    : chosen.filter(one => one !== option.value),
                )
              }
            />
            <span>{option.text}</span>
          </label>
        ))}
        {options !== null && shown.length === 0 && (
          <p className="kern-body">{words.t('form.nothing_found')}</p>
        )}
      </div>
      {more && (
        <span className="reference__count" role="status">
          {words.t('form.more_found', { count: options?.length ?? 0 })}
        </span>
      )}
    </div>
  )
}
