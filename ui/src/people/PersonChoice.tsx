// One person, or several, out of many: found by name, each with what one must know to choose, or why it cannot be.
import { useId, useState } from 'react'
import { useText } from '../messages/text'
import { Problem } from '../parts/Input'
import './people.css'

export type Choosable = {
  id: string
  name: string
  /** Roles, municipalities, absence. */
  about?: string
  /** Why it cannot be chosen. */
  whyNot?: string | null
}

type Props = {
  label: string
  hint?: string
  problem?: string | undefined
  persons: readonly Choosable[]
  chosen: ReadonlySet<string>
  set: (chosen: ReadonlySet<string>) => void
  several?: boolean
}

const MANY = 8

export function PersonChoice({ label, hint, problem, persons, chosen, set, several }: Props) {
  const t = useText()
  const id = useId()
  const [search, setSearch] = useState('')
  const wanted = search.trim().toLocaleLowerCase('de')
  const fits = (one: Choosable) => `${one.name} ${one.about ?? ''}`.toLocaleLowerCase('de').includes(wanted)
  const shown = persons.filter(one => chosen.has(one.id) || fits(one))
  const choose = (person: string) => {
    if (!several) return set(new Set([person]))
    const next = new Set(chosen)
    if (!next.delete(person)) next.add(person)
    set(next)
  }
  return (
    <fieldset className="form-part persons">
      <legend className="kern-label">{label}</legend>
      {hint && <div className="kern-hint">{hint}</div>}
      {persons.length > MANY && (
        <input
          type="search"
          className="kern-form-input__input"
          aria-label={t('people.search')}
          placeholder={t('people.search')}
          value={search}
          onChange={event => setSearch(event.target.value)}
          onKeyDown={event => {
            if (event.key === 'Enter') event.preventDefault()
          }}
        />
      )}
      <div className="persons__list">
        {shown.map(person => (
          <label key={person.id} className="person" aria-disabled={person.whyNot ? true : undefined}>
            <input
              type={several ? 'checkbox' : 'radio'}
              name={id}
              checked={chosen.has(person.id)}
              disabled={Boolean(person.whyNot)}
              onChange={() => choose(person.id)}
            />
            <span>
              {person.name}
              {person.about && <span className="person__about">{person.about}</span>}
              {person.whyNot && <span className="person__why">{person.whyNot}</span>}
            </span>
          </label>
        ))}
        {shown.length === 0 && <p className="kern-body">{t('people.nobody')}</p>}
      </div>
      {problem && <Problem words={problem} />}
    </fieldset>
  )
}
