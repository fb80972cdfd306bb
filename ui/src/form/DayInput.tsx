// A day as clerks type it, "22.11.2026" or "22.11.", with the browser's own calendar beside it.
import { useRef, useState } from 'react'
import { day, isDay, parseDay } from '../format/day'
import { useText } from '../messages/text'
import { IconButton } from '../parts/Button'
import type { Ties } from './FieldFrame'

type Props = { value: unknown; set: (next: unknown) => void; ties: Ties; today: string }

export function DayInput({ value, set, ties, today }: Props) {
  const t = useText()
  const [typing, setTyping] = useState<string | null>(null)
  const calendar = useRef<HTMLInputElement>(null)
  const iso = typeof value === 'string' ? value : ''
  return (
    <span className="day-input">
      <input
        {...ties}
        type="text"
        autoComplete="off"
        placeholder={t('form.day_placeholder')}
        className="kern-form-input__input"
        value={typing ?? (isDay(iso) ? day(iso) : iso)}
        onChange={event => {
          const text = event.target.value
          setTyping(text)
          if (text.trim() === '') set(undefined)
          else set(parseDay(text, today) ?? text)
        }}
        onBlur={() => setTyping(null)}
      />
      <IconButton
        icon="calendar-today"
        label={t('form.calendar')}
        disabled={ties.disabled}
        onClick={() => calendar.current?.showPicker()}
      />
      <input
        ref={calendar}
        type="date"
        className="day-input__calendar"
        tabIndex={-1}
        aria-hidden="true"
        value={isDay(iso) ? iso : ''}
        onChange={event => set(event.target.value === '' ? undefined : event.target.value)}
      />
    </span>
  )
}
