// Chooses one thing by name where the form wants its number. A select: it works with every keyboard and screen reader,
// and typing the first letters finds the entry. Where there are too many for a list, a search above it narrows it.
import { useState } from 'react'
import type { Ties } from './FieldFrame'
import { useOptions } from './references'
import type { Reference } from './schema'
import { useFormWords } from './words'

type Props = { to: Reference; value: unknown; required: boolean; set: (next: unknown) => void; ties: Ties }

export function ReferenceInput({ to, value, set, ties }: Props) {
  const words = useFormWords()
  const [search, setSearch] = useState('')
  const { found, more, textOf } = useOptions(to, search)
  const known = found?.some(option => option.value === value)
  const searched = more || search !== ''
  return (
    <>
      {searched && (
        <input
          type="search"
          className="kern-form-input__input reference__search"
          aria-label={words.t('form.search_firm')}
          placeholder={words.t('form.search_firm')}
          disabled={ties.disabled}
          value={search}
          onChange={event => setSearch(event.target.value)}
          onKeyDown={event => {
            // sends no form
            if (event.key === 'Enter') event.preventDefault()
          }}
        />
      )}
      <div className="kern-form-input__select-wrapper">
        <select
          {...ties}
          className="kern-form-input__select"
          value={typeof value === 'number' ? String(value) : ''}
          onChange={event => set(event.target.value === '' ? undefined : Number(event.target.value))}
        >
          <option value="">{words.t(found === null ? 'form.loading' : 'form.choose')}</option>
          {typeof value === 'number' && !known && <option value={value}>{textOf(value)}</option>}
          {found?.map(option => (
            <option key={option.value} value={option.value}>
              {option.text}
            </option>
          ))}
        </select>
      </div>
      {searched && (
        <span className="reference__count" role="status">
          {words.t(more ? 'form.more_found' : 'form.found', { count: found?.length ?? 0 })}
        </span>
      )}
    </>
  )
}
