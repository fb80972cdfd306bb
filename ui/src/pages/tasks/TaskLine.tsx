// One row of the work list. Its cells follow the chosen columns; on a phone CSS makes a card of it.
import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import { useIntl } from 'react-intl'
import { instant } from '../../format/day'
import { useText } from '../../messages/text'
import { Badge } from '../../parts/Badge'
import { cx } from '../../parts/cx'
import { DueMark } from './DueMark'
import type { TaskRow } from './queries'
import type { Column } from './search'

type Props = {
  row: TaskRow
  index: number
  columns: readonly Column[]
  today: string
  me: string
  active: boolean
  chosen: boolean
  focusable: boolean
  top: number
  onChoose: (id: string) => void
  onActivate: (id: string) => void
  measure: (element: HTMLElement | null) => void
}

export const TaskLine = memo(function TaskLine(props: Props) {
  const t = useText()
  const { row, index, columns, today, active, chosen, top } = props
  const name = row.case ? `${row.title}: ${row.case.subject}` : row.title
  return (
    <div
      role="row"
      ref={props.measure}
      data-index={index}
      data-id={row.id}
      aria-rowindex={index + 2}
      aria-selected={chosen}
      tabIndex={props.focusable ? 0 : -1}
      className={cx('task-line', 'task-cells', active && 'task-line--active', chosen && 'task-line--chosen')}
      style={{ transform: `translateY(${top}px)` }}
      onFocus={() => props.onActivate(row.id)}
    >
      <div role="gridcell" className="cell cell--choose">
        <input
          type="checkbox"
          tabIndex={-1}
          checked={chosen}
          onChange={() => props.onChoose(row.id)}
          aria-label={t('tasks.choose', { name })}
        />
      </div>
      <div role="gridcell" className="cell cell--due">
        <DueMark dueOn={row.dueOn} today={today} closed={row.state !== 'OPEN'} />
      </div>
      <div role="gridcell" className="cell cell--task">
        <Link to="/aufgaben/$taskId" params={{ taskId: row.id }} tabIndex={-1} className="task-line__title">
          {row.title}
        </Link>
        <span className="task-line__subject">{row.case?.subject}</span>
      </div>
      {columns.map(column => (
        <div role="gridcell" key={column} className={`cell cell--${column}`}>
          <Cell column={column} row={row} me={props.me} />
        </div>
      ))}
    </div>
  )
})

function Cell({ column, row, me }: { column: Column; row: TaskRow; me: string }) {
  const t = useText()
  const { locale } = useIntl()
  switch (column) {
    case 'body':
      return <>{row.body?.name}</>
    case 'file':
      return <span className="file-reference">{row.case?.fileReference}</span>
    case 'phase':
      return <>{row.outcomeTitle ?? row.case?.phaseTitle}</>
    case 'assignee':
      if (!row.assignee) return <span className="muted">{t('tasks.free')}</span>
      return row.assignee.id === me ? <strong>{t('tasks.me')}</strong> : <>{row.assignee.name}</>
    case 'roles':
      return <>{row.roles.map(role => t(`enums.role.${role}`)).join(', ')}</>
    case 'priority':
      if (row.priority >= 5) return <span className="muted">{t('tasks.priority.ordinary')}</span>
      return (
        <Badge tone={row.priority <= 2 ? 'danger' : 'warning'}>
          {t('tasks.priority.urgent', { priority: row.priority })}
        </Badge>
      )
    case 'opened':
      return <>{instant(row.closedAt ?? row.openedAt, locale)}</>
  }
}
