// Wiedervorlage: on which day shall this come back?
import { useState } from 'react'
import { addDays, day, isDay, parseDay } from '../../format/day'
import { useText } from '../../messages/text'
import { Button } from '../../parts/Button'
import { Dialog } from '../../parts/Dialog'
import { useViewer } from '../../shell/ViewerContext'

type Props = { now: string | null; onClose: () => void; onChosen: (day: string | null) => void }

const USUAL = [1, 7, 14, 30] as const

export function FollowUpDialog({ now, onClose, onChosen }: Props) {
  const t = useText()
  const { today } = useViewer()
  const [text, setText] = useState(now ? day(now) : '')
  const chosen = parseDay(text, today)
  const wrong = text.trim() !== '' && (chosen === null || !isDay(chosen))
  return (
    <Dialog
      title={t('task.follow_up')}
      onClose={onClose}
      footer={
        <>
          <Button kind="primary" disabled={chosen === null} onClick={() => onChosen(chosen)}>
            {t('task.follow_up_do')}
          </Button>
          {now && <Button onClick={() => onChosen(null)}>{t('task.follow_up_clear')}</Button>}
        </>
      }
    >
      <div className="kern-form-input">
        <label className="kern-label" htmlFor="follow-up-day">
          {t('task.follow_up_day')}
        </label>
        <input
          id="follow-up-day"
          className="kern-form-input__input"
          autoComplete="off"
          placeholder={t('form.day_placeholder')}
          value={text}
          aria-invalid={wrong || undefined}
          onChange={event => setText(event.target.value)}
        />
      </div>
      <div className="follow-up-usual">
        {USUAL.map(days => (
          <Button key={days} small onClick={() => setText(day(addDays(today, days)))}>
            {t('task.follow_up_in', { days })}
          </Button>
        ))}
      </div>
    </Dialog>
  )
}
