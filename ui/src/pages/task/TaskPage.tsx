// One task: what is to be done, the form, and beside it everything one needs to know to do it.
import { getRouteApi, Link } from '@tanstack/react-router'
import { useCallback, useEffect, useRef } from 'react'
import { useIntl } from 'react-intl'
import { useQuery, useSubscription } from 'urql'
import { onSocketBack } from '../../api/socket'
import { instant } from '../../format/day'
import { useText } from '../../messages/text'
import { Alert } from '../../parts/Alert'
import { Badge } from '../../parts/Badge'
import { Icon } from '../../parts/Icon'
import { PageTitle } from '../../parts/PageTitle'
import { QueryFault } from '../../parts/QueryFault'
import { Waiting } from '../../parts/Waiting'
import { useViewer } from '../../shell/ViewerContext'
import { onBack } from '../../state/connection'
import { DueMark } from '../tasks/DueMark'
import { cameFrom } from '../tasks/memory'
import { Actions } from './Actions'
import { Comments } from './Comments'
import { Documents } from './Documents'
import { Eligible } from './Eligible'
import { Facts } from './Facts'
import { History } from './History'
import { CASE_CHANGED, TASK, type TaskDetails } from './queries'
import { OpenRequests, Requests } from './Requests'
import { Signatures } from './Signatures'
import { Work } from './Work'
import './together.css'

const route = getRouteApi('/aufgaben/$taskId')

export function TaskPage() {
  const t = useText()
  const { taskId } = route.useParams()
  const [{ data, error, fetching }, again] = useQuery({ query: TASK, variables: { id: taskId } })
  const refetch = useCallback(() => again({ requestPolicy: 'network-only' }), [again])
  const task = data?.task
  useLive(task?.case?.id ?? null, refetch)
  if (error && !data) return <QueryFault error={error} retry={refetch} />
  if (!data || (fetching && task?.id !== taskId)) return <Waiting />
  if (!task) {
    return (
      <>
        <PageTitle title={t('task.gone')} />
        <p className="kern-body">{t('task.gone_body')}</p>
        <Link className="kern-link" to={cameFrom()}>
          {t('task.back')}
        </Link>
      </>
    )
  }
  return <OneTask key={task.id} task={task} refetch={refetch} />
}

function OneTask({ task, refetch }: { task: TaskDetails; refetch: () => void }) {
  const t = useText()
  const viewer = useViewer()
  const subject = task.case?.subject ?? ''
  return (
    <>
      <PageTitle
        about={task.id}
        title={task.title}
        above={
          <>
            <Link to={cameFrom()} className="back">
              <Icon name="arrow-back" />
              {t('task.back')}
            </Link>
            <span>{task.body?.name}</span>
            <span className="file-reference">{task.case?.fileReference}</span>
          </>
        }
        beside={<Actions task={task} refetch={refetch} />}
      />
      <p className="task-subject">
        <strong>{subject}</strong>
        <span className="task-subject__marks">
          <DueMark dueOn={task.dueOn} today={viewer.today} closed={task.state !== 'OPEN'} />
          <Holder task={task} me={viewer.person.id} />
        </span>
      </p>
      <div className="task-page">
        <div className="task-page__work">
          <Closed task={task} />
          <OpenRequests task={task} refetch={refetch} />
          <Signatures task={task} />
          <Work task={task} refetch={refetch} />
        </div>
        <aside className="task-page__beside" aria-label={t('task.beside')}>
          <Requests task={task} />
          {task.case && <Facts facts={task.case} />}
          {task.state === 'OPEN' && <Eligible task={task} />}
          {task.case && <Documents facts={task.case} refetch={refetch} />}
          {task.case && <Comments facts={task.case} taskId={task.id} />}
          {task.case && <History caseId={task.case.id} version={task.version} />}
        </aside>
      </div>
    </>
  )
}

function Holder({ task, me }: { task: TaskDetails; me: string }) {
  const t = useText()
  if (task.state !== 'OPEN') return null
  if (!task.assignee) return <Badge>{t('task.free')}</Badge>
  if (task.assignee.id === me) return <Badge tone="info">{t('task.mine')}</Badge>
  if (task.delegatedBy?.id === me)
    return <Badge tone="info">{t('task.delegated_at', { name: task.assignee.name ?? '' })}</Badge>
  return <Badge tone="warning">{t('task.held_by', { name: task.assignee.name ?? '' })}</Badge>
}

function Closed({ task }: { task: TaskDetails }) {
  const t = useText()
  const { locale } = useIntl()
  if (task.state === 'OPEN' || !task.closedAt) return null
  const who = task.closedBy?.name ?? t('task.machine')
  const words = task.closedFor
    ? t('task.closed_for', {
        who,
        represented: task.closedFor.name ?? '',
        when: instant(task.closedAt, locale),
      })
    : t('task.closed_by', { who, when: instant(task.closedAt, locale) })
  return (
    <Alert tone={task.state === 'DONE' ? 'success' : 'info'} title={task.outcomeTitle ?? t('task.cancelled')}>
      <p className="kern-body">{words}</p>
    </Alert>
  )
}

/** What others do to this task or its case is fetched at once; typed text is not touched by it. */
function useLive(caseId: string | null, refetch: () => void) {
  const [event] = useSubscription({
    query: CASE_CHANGED,
    variables: { id: caseId ?? '' },
    pause: caseId === null,
  })
  const told = event.data?.caseChanged
  const first = useRef(true)
  useEffect(() => {
    if (first.current) {
      first.current = false
      return
    }
    if (told) refetch()
  }, [told, refetch])
  useEffect(() => {
    const ends = [onSocketBack(refetch), onBack(refetch)]
    return () => {
      for (const end of ends) end()
    }
  }, [refetch])
}
