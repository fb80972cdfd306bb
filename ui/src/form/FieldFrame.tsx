// Label, hint, problem and input of one field, tied together for screen readers.
import type { ReactNode } from 'react'
import { cx } from '../parts/cx'
import { useForm } from './context'
import { fieldId } from './values'
import { useFormWords } from './words'

export type Ties = {
  id: string
  'aria-describedby'?: string
  'aria-invalid'?: true
  'aria-required'?: true
  disabled: boolean
}

type Props = {
  name: string
  pointer: string
  required: boolean
  /** In a table the heading of the column is seen, the label only read. */
  bare?: boolean
  children: (ties: Ties) => ReactNode
}

export function FieldFrame({ name, pointer, required, bare, children }: Props) {
  const form = useForm()
  const words = useFormWords()
  const id = fieldId(form.id, pointer)
  const problem = form.problems.get(pointer)
  const hint = bare ? null : words.hint(name)
  const described = [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(' ')
  return (
    <div className={cx('kern-form-input field', problem && 'kern-form-input--error')}>
      <label className={cx('kern-label', bare && 'kern-sr-only')} htmlFor={id}>
        {words.label(name)}
        {!required && !bare && <span className="kern-label__optional"> {words.t('form.optional')}</span>}
      </label>
      {hint && (
        <div className="kern-hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      {children({
        id,
        'aria-describedby': described || undefined,
        'aria-invalid': problem ? true : undefined,
        'aria-required': required ? true : undefined,
        disabled: form.disabled,
      })}
      {problem && (
        <p className="kern-error" id={`${id}-problem`}>
          <span className="kern-icon kern-icon--danger icon" aria-hidden="true" />
          <span className="kern-body">{words.problem(problem, name)}</span>
        </p>
      )}
    </div>
  )
}
