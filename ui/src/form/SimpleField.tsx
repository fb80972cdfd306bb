// One input, by its kind.

import { useForm } from './context'
import { DayInput } from './DayInput'
import { FieldFrame, type Ties } from './FieldFrame'
import { NumberInput } from './NumberInput'
import { ReferenceInput } from './ReferenceInput'
import type { Kind } from './schema'
import { at } from './values'
import { useFormWords } from './words'

type Props = { name: string; kind: Kind; pointer: string; required: boolean; bare?: boolean }

export function SimpleField(props: Props) {
  const { name, kind, pointer, required, bare } = props
  if (kind.is === 'boolean') return <Tick {...props} />
  return (
    <FieldFrame name={name} pointer={pointer} required={required} bare={bare}>
      {ties => <Input kind={kind} pointer={pointer} required={required} ties={ties} />}
    </FieldFrame>
  )
}

function Input({
  kind,
  pointer,
  required,
  ties,
}: {
  kind: Kind
  pointer: string
  required: boolean
  ties: Ties
}) {
  const form = useForm()
  const value = at(form.tree, pointer)
  const set = (next: unknown) => form.set(pointer, next)
  const text = typeof value === 'string' ? value : ''
  switch (kind.is) {
    case 'long_text':
      return (
        <textarea
          {...ties}
          className="kern-form-input__input long-text"
          rows={3}
          value={text}
          onChange={event => set(event.target.value === '' ? undefined : event.target.value)}
        />
      )
    case 'money':
    case 'decimal':
    case 'integer':
      return <NumberInput kind={kind} value={value} set={set} ties={ties} />
    case 'day':
      return <DayInput value={value} set={set} ties={ties} today={form.surroundings.today} />
    case 'choice':
      return <Select options={kind.options} value={text} required={required} set={set} ties={ties} />
    case 'reference':
      return <ReferenceInput to={kind.to} value={value} required={required} set={set} ties={ties} />
    default:
      return (
        <input
          {...ties}
          type="text"
          autoComplete="off"
          className="kern-form-input__input"
          value={text}
          onChange={event => set(event.target.value === '' ? undefined : event.target.value)}
        />
      )
  }
}

function Select(props: {
  options: readonly string[]
  value: string
  required: boolean
  set: (next: unknown) => void
  ties: Ties
}) {
  const words = useFormWords()
  return (
    <div className="kern-form-input__select-wrapper">
      <select
        {...props.ties}
        className="kern-form-input__select"
        value={props.value}
        onChange={event => props.set(event.target.value === '' ? undefined : event.target.value)}
      >
        <option value="">{words.t('form.choose')}</option>
        {props.options.map(option => (
          <option key={option} value={option}>
            {words.value(option)}
          </option>
        ))}
      </select>
    </div>
  )
}

function Tick({ name, pointer }: Props) {
  const form = useForm()
  const words = useFormWords()
  return (
    <label className="tick">
      <input
        type="checkbox"
        checked={at(form.tree, pointer) === true}
        disabled={form.disabled}
        onChange={event => form.set(pointer, event.target.checked)}
      />
      <span>{words.label(name)}</span>
    </label>
  )
}
