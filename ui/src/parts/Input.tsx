// Inputs for dialogs and pages that are no task: label above, hint and problem tied to the input for those who listen.
import { type ReactNode, useId } from 'react'
import { DayInput } from '../form/DayInput'
import { useText } from '../messages/text'
import { cx } from './cx'

type Base = {
  label: string
  hint?: string | undefined
  problem?: string | undefined
  optional?: boolean
}

type Ties = { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true; disabled: boolean }

/** Label, hint and problem around one input. */
export function Labelled({
  label,
  hint,
  problem,
  optional,
  children,
}: Base & { children: (ties: Ties) => ReactNode }) {
  const t = useText()
  const id = useId()
  const described = [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(' ')
  return (
    <div className={cx('kern-form-input field', problem && 'kern-form-input--error')}>
      <label className="kern-label" htmlFor={id}>
        {label}
        {optional && <span className="kern-label__optional"> {t('form.optional')}</span>}
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
        disabled: false,
      })}
      {problem && <Problem id={`${id}-problem`} words={problem} />}
    </div>
  )
}

export function Problem({ id, words }: { id?: string; words: string }) {
  return (
    <p className="kern-error" id={id}>
      <span className="kern-icon kern-icon--danger icon" aria-hidden="true" />
      <span className="kern-body">{words}</span>
    </p>
  )
}

type Typed = Base & { value: string; set: (value: string) => void }

export function TextInput({
  value,
  set,
  long,
  max,
  numeric,
  ...base
}: Typed & { long?: boolean; max?: number; numeric?: boolean }) {
  return (
    <Labelled {...base}>
      {ties =>
        long ? (
          <textarea
            {...ties}
            className="kern-form-input__input long-text"
            rows={3}
            maxLength={max}
            value={value}
            onChange={event => set(event.target.value)}
          />
        ) : (
          <input
            {...ties}
            type="text"
            autoComplete="off"
            inputMode={numeric ? 'decimal' : undefined}
            className="kern-form-input__input"
            maxLength={max}
            value={value}
            onChange={event => set(event.target.value)}
          />
        )
      }
    </Labelled>
  )
}

/** A day; what is typed and no day stays as it was typed. */
export function DayField({ value, set, today, ...base }: Typed & { today: string }) {
  return (
    <Labelled {...base}>
      {ties => (
        <DayInput
          value={value}
          set={next => set(typeof next === 'string' ? next : '')}
          ties={ties}
          today={today}
        />
      )}
    </Labelled>
  )
}

export type Option = { value: string; text: string }

export function SelectInput({
  value,
  set,
  options,
  empty,
  ...base
}: Typed & { options: readonly Option[]; empty?: string }) {
  return (
    <Labelled {...base}>
      {ties => (
        <div className="kern-form-input__select-wrapper">
          <select
            {...ties}
            className="kern-form-input__select"
            value={value}
            onChange={event => set(event.target.value)}
          >
            {empty !== undefined && <option value="">{empty}</option>}
            {options.map(option => (
              <option key={option.value} value={option.value}>
                {option.text}
              </option>
            ))}
          </select>
        </div>
      )}
    </Labelled>
  )
}

type Ticks = {
  label: string
  hint?: string
  problem?: string | undefined
  options: readonly Option[]
  chosen: ReadonlySet<string>
  set: (chosen: ReadonlySet<string>) => void
}

/** Any number of several. */
export function TickList({ label, hint, problem, options, chosen, set }: Ticks) {
  const toggle = (value: string) => {
    const next = new Set(chosen)
    if (!next.delete(value)) next.add(value)
    set(next)
  }
  return (
    <fieldset className="form-part">
      <legend className="kern-label">{label}</legend>
      {hint && <div className="kern-hint">{hint}</div>}
      <div className="ticks__list">
        {options.map(option => (
          <label key={option.value} className="tick">
            <input type="checkbox" checked={chosen.has(option.value)} onChange={() => toggle(option.value)} />
            <span>{option.text}</span>
          </label>
        ))}
      </div>
      {problem && <Problem words={problem} />}
    </fieldset>
  )
}
