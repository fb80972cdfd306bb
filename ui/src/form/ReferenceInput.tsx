// Chooses one thing by name where the form wants its number. A select: it works with every keyboard and screen reader,
// and typing the first letters finds the entry.
import type { Ties } from './FieldFrame'
import { useOptions } from './references'
import type { Reference } from './schema'
import { useFormWords } from './words'

type Props = { to: Reference; value: unknown; required: boolean; set: (next: unknown) => void; ties: Ties }

export function ReferenceInput({ to, value, set, ties }: Props) {
  const words = useFormWords()
  const options = useOptions(to)
  const known = options?.some(option => option.value === value)
  return (
    <div className="kern-form-input__select-wrapper">
      <select
        {...ties}
        className="kern-form-input__select"
        value={typeof value === 'number' ? String(value) : ''}
        onChange={event => set(event.target.value === '' ? undefined : Number(event.target.value))}
      >
        <option value="">{options === null ? words.t('form.loading') : words.t('form.choose')}</option>
        {typeof value === 'number' && !known && <option value={value}>{value}</option>}
        {options?.map(option => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
    </div>
  )
}
