// When a task is due, at a glance: icon and words, never colour alone.
import { useIntl } from 'react-intl'
import { day, daysBetween, NO_DAY } from '../../format/day'
import { useText } from '../../messages/text'
import { cx } from '../../parts/cx'
import { Icon } from '../../parts/Icon'

export function DueMark({ dueOn, today, closed }: { dueOn: string; today: string; closed?: boolean }) {
  const t = useText()
  const { locale } = useIntl()
  if (dueOn === NO_DAY) return <span className="due">{t('tasks.due.none')}</span>
  const date = day(dueOn, locale)
  if (closed) return <span className="due">{date}</span>
  const days = daysBetween(today, dueOn)
  const late = days < 0
  const soon = days >= 0 && days <= 2
  return (
    <span className={cx('due', late && 'due--late', soon && 'due--soon')}>
      {(late || soon) && <Icon name={late ? 'danger' : 'warning'} />}
      <span>
        <span className="due__date">{date}</span>
        <span className="due__words">{dueWords(days)}</span>
      </span>
    </span>
  )

  function dueWords(left: number): string {
    if (left < 0) return t('tasks.due.late', { days: -left })
    if (left === 0) return t('tasks.due.today')
    return t('tasks.due.in', { days: left })
  }
}
