// What the case waits for, and for whom.
import { Link } from '@tanstack/react-router'
import { useIntl } from 'react-intl'
import { day, instant, NO_DAY } from '../../format/day'
import type { CasePageQuery } from '../../gql/graphql'
import { useText } from '../../messages/text'
import { nameOf } from './names'

type Task = NonNullable<CasePageQuery['case']>['tasks'][number]

export function WaitingTasks({ tasks, ended }: { tasks: Task[]; ended: string | null }) {
  const t = useText()
  const locale = useIntl().locale
  const open = tasks.filter(task => task.state === 'OPEN')
  if (open.length === 0)
    return <p>{ended ? t('case.tasks.ended', { when: instant(ended, locale) }) : t('case.tasks.machine')}</p>
  return (
    <ul className="case__list">
      {open.map(task => (
        <li key={task.id}>
          <Link className="kern-link" to="/aufgaben/$taskId" params={{ taskId: task.id }}>
            {task.title}
          </Link>
          <span className="case__beside">
            {task.assignee ? t('case.tasks.held', { name: nameOf(task.assignee, t) }) : t('case.tasks.free')}
            {task.dueOn !== NO_DAY && `, ${t('case.tasks.due', { day: day(task.dueOn, locale) })}`}
          </span>
        </li>
      ))}
    </ul>
  )
}
