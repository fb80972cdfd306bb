// What is to be corrected, above the form, each with a way to its field. It takes the focus when it appears.
import { useEffect, useRef } from 'react'
import { Alert } from '../parts/Alert'
import { useForm } from './context'
import { fieldId, type Problem } from './values'
import { useFormWords } from './words'

type Props = {
  /** Problems no field is to blame for. */
  general: readonly string[]
  /** Grows with every attempt: each brings the focus here. */
  attempt: number
}

export function Summary({ general, attempt }: Props) {
  const form = useForm()
  const words = useFormWords()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (attempt > 0) box.current?.focus()
  }, [attempt])
  const problems = [...form.problems]
  if (problems.length + general.length === 0) return null
  return (
    <div ref={box} tabIndex={-1} className="summary">
      <Alert tone="danger" title={words.t('form.summary', { count: problems.length + general.length })}>
        <ul className="summary__list">
          {general.map(text => (
            <li key={text}>{text}</li>
          ))}
          {problems.map(([pointer, problem]) => (
            <li key={pointer}>
              <OneLink pointer={pointer} problem={problem} />
            </li>
          ))}
        </ul>
      </Alert>
    </div>
  )
}

function OneLink({ pointer, problem }: { pointer: string; problem: Problem }) {
  const form = useForm()
  const words = useFormWords()
  const parts = pointer.split('/').slice(1)
  const name = parts.filter(part => !/^\d+$/.test(part)).at(-1) ?? ''
  const row = parts.find(part => /^\d+$/.test(part))
  const where = words.label(name)
  const full = row === undefined ? where : words.t('form.in_row', { field: where, row: Number(row) + 1 })
  const id = fieldId(form.id, pointer)
  return (
    <a
      href={`#${id}`}
      className="kern-link"
      onClick={event => {
        event.preventDefault()
        document.getElementById(id)?.focus()
      }}
    >
      {`${full}: ${words.problem(problem, name)}`}
    </a>
  )
}
