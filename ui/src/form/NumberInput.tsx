// Money, quantities, rates and counts as clerks write them. While typing the text stands as typed; on leaving the field
// it is written the usual way. A text that is no number stays where it is.
import { useState } from 'react'
import { decimal, parseDecimal } from '../format/decimal'
import { moneyInput, parseMoney } from '../format/money'
import type { Ties } from './FieldFrame'
import type { Kind } from './schema'

type NumberKind = Kind & { is: 'money' | 'decimal' | 'integer' }
type Props = { kind: NumberKind; value: unknown; set: (next: unknown) => void; ties: Ties }

function places(kind: NumberKind): number {
  return kind.is === 'decimal' ? kind.places : 0
}

function written(kind: NumberKind, value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value !== 'number') return ''
  return kind.is === 'money' ? moneyInput(value) : decimal(value, places(kind))
}

function read(kind: NumberKind, text: string): number | null {
  return kind.is === 'money' ? parseMoney(text) : parseDecimal(text, places(kind))
}

export function NumberInput({ kind, value, set, ties }: Props) {
  const [typing, setTyping] = useState<string | null>(null)
  const unit = kind.is === 'money' ? '€' : kind.is === 'decimal' && kind.unit === 'percent' ? '%' : null
  return (
    <span className="with-unit">
      <input
        {...ties}
        type="text"
        inputMode="decimal"
        autoComplete="off"
        className="kern-form-input__input number"
        value={typing ?? written(kind, value)}
        onFocus={event => event.target.select()}
        onChange={event => {
          const text = event.target.value
          setTyping(text)
          if (text.trim() === '') set(undefined)
          else set(read(kind, text) ?? text)
        }}
        onBlur={() => setTyping(null)}
      />
      {unit && (
        <span className="with-unit__unit" aria-hidden="true">
          {unit}
        </span>
      )}
    </span>
  )
}
