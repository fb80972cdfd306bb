// Inputs of pages that are no task forms: label above, hint and error tied to the input for those who listen.
import { cx } from './cx'

type Base = {
  id: string
  label: string
  value: string
  set: (value: string) => void
  hint?: string | undefined
  error?: string | undefined
  disabled?: boolean | undefined
}

export function Field({
  id,
  label,
  value,
  set,
  hint,
  error,
  disabled,
  long,
  rows = 4,
  numeric,
}: Base & { long?: boolean; rows?: number; numeric?: boolean }) {
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined
  const shared = {
    id,
    value,
    disabled,
    className: cx('kern-form-input__input', error && 'kern-form-input__input--error'),
    'aria-describedby': described,
    'aria-invalid': error !== undefined || undefined,
  }
  return (
    <div className={cx('kern-form-input', error && 'kern-form-input--error')}>
      <label className="kern-label" htmlFor={id}>
        {label}
      </label>
      {hint && (
        <span className="kern-hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {long ? (
        <textarea {...shared} rows={rows} onChange={event => set(event.target.value)} />
      ) : (
        <input
          {...shared}
          type="text"
          inputMode={numeric ? 'decimal' : undefined}
          autoComplete="off"
          onChange={event => set(event.target.value)}
        />
      )}
      {error && <Refused id={id} words={error} />}
    </div>
  )
}

export function Choice({
  id,
  label,
  value,
  set,
  error,
  disabled,
  choices,
}: Omit<Base, 'hint'> & { choices: readonly (readonly [string, string])[] }) {
  return (
    <div className={cx('kern-form-input', error && 'kern-form-input--error')}>
      <label className="kern-label" htmlFor={id}>
        {label}
      </label>
      <div className="kern-form-input__select-wrapper">
        <select
          id={id}
          className="kern-form-input__select"
          value={value}
          disabled={disabled}
          aria-describedby={error && `${id}-error`}
          aria-invalid={error !== undefined || undefined}
          onChange={event => set(event.target.value)}
        >
          {choices.map(([code, name]) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      </div>
      {error && <Refused id={id} words={error} />}
    </div>
  )
}

function Refused({ id, words }: { id: string; words: string }) {
  return (
    <p className="kern-error" id={`${id}-error`}>
      {words}
    </p>
  )
}
