// The first page of the day: what is due, what is free to take, what waits for another day. Every figure leads to the
// list behind it. Who operates the engine sees what went wrong.
import { Link } from '@tanstack/react-router'
import { useQuery, useSubscription } from 'urql'
import { graphql } from '../../gql'
import { useText } from '../../messages/text'
import { cx } from '../../parts/cx'
import { Icon } from '../../parts/Icon'
import { PageTitle } from '../../parts/PageTitle'
import { QueryFault } from '../../parts/QueryFault'
import { Waiting } from '../../parts/Waiting'
import { useViewer } from '../../shell/ViewerContext'
import { DueMark } from '../tasks/DueMark'
import { CHANGED, type TaskRow } from '../tasks/queries'
import type { ListSearch } from '../tasks/search'
import './start.css'

const START = graphql(`
  query Start {
    workListCounts {
      mine
      mineOverdue
      unassigned
      overdue
      followUp
    }
    mine: workList(filter: { shelf: MINE }, first: 6) {
      nodes {
        ...TaskRow
      }
    }
    free: workList(filter: { shelf: UNASSIGNED }, first: 6) {
      nodes {
        ...TaskRow
      }
    }
  }
`)

const TROUBLE = graphql(`
  query StartTrouble {
    incidents(first: 5, openOnly: true) {
      nodes {
        id
        kind
        case {
          id
          subject
          fileReference
        }
      }
    }
  }
`)

export function StartPage() {
  const t = useText()
  const viewer = useViewer()
  const [{ data, error }, again] = useQuery({ query: START })
  useSubscription({ query: CHANGED }, (_, told) => {
    again({ requestPolicy: 'network-only' })
    return told
  })
  const watches = viewer.grants.some(grant => grant.role === 'OPERATOR' || grant.role === 'LEAD')
  if (error && !data)
    return <QueryFault error={error} retry={() => again({ requestPolicy: 'network-only' })} />
  const counts = data?.workListCounts
  return (
    <>
      <PageTitle title={t('start.title', { name: viewer.name ?? '' })} />
      {!counts && <Waiting />}
      {counts && (
        <ul className="figures">
          <Figure
            count={counts.mineOverdue}
            words={t('start.overdue')}
            late
            search={{ ablage: 'meine', faellig: 'overdue' }}
          />
          <Figure count={counts.mine} words={t('start.mine')} search={{ ablage: 'meine' }} />
          <Figure count={counts.unassigned} words={t('start.unassigned')} search={{ ablage: 'frei' }} />
          <Figure count={counts.followUp} words={t('start.follow_up')} search={{ ablage: 'wiedervorlage' }} />
        </ul>
      )}
      {data && (
        <div className="start-lists">
          <Tasks
            title={t('start.my_next')}
            rows={data.mine.nodes}
            nothing={t('start.nothing_mine')}
            search={{ ablage: 'meine' }}
          />
          <Tasks
            title={t('start.free_next')}
            rows={data.free.nodes}
            nothing={t('start.nothing_free')}
            search={{ ablage: 'frei' }}
          />
          {watches && <Trouble />}
        </div>
      )}
    </>
  )
}

function Figure(props: { count: number; words: string; late?: boolean; search: ListSearch }) {
  const { count, words, late, search } = props
  const warns = late && count > 0
  return (
    <li className={cx('figure', warns && 'figure--late')}>
      <Link to="/aufgaben" search={search}>
        <span className="figure__count">
          {warns && <Icon name="danger" />}
          {count}
        </span>
        <span>{words}</span>
      </Link>
    </li>
  )
}

function Tasks(props: { title: string; rows: readonly TaskRow[]; nothing: string; search: ListSearch }) {
  const t = useText()
  const { today } = useViewer()
  const { title, rows, nothing, search } = props
  return (
    <section className="start-list">
      <h2>{title}</h2>
      {rows.length === 0 && <p className="muted">{nothing}</p>}
      <ul>
        {rows.map(row => (
          <li key={row.id}>
            <Link to="/aufgaben/$taskId" params={{ taskId: row.id }}>
              <span className="start-list__task">
                <strong>{row.title}</strong>
                <span className="muted">
                  {row.case?.subject}, {row.body?.name}
                </span>
              </span>
              <DueMark dueOn={row.dueOn} today={today} />
            </Link>
          </li>
        ))}
      </ul>
      {rows.length > 0 && (
        <Link to="/aufgaben" search={search} className="kern-link">
          {t('start.all')}
          <span className="kern-sr-only">: {title}</span>
        </Link>
      )}
    </section>
  )
}

function Trouble() {
  const t = useText()
  const [{ data }] = useQuery({ query: TROUBLE })
  const incidents = data?.incidents.nodes ?? []
  if (incidents.length === 0) return null
  return (
    <section className="start-list">
      <h2>{t('start.trouble')}</h2>
      <ul>
        {incidents.map(incident => (
          <li key={incident.id}>
            <Link to="/stoerungen">
              <span className="start-list__task">
                <strong>{incident.case?.subject ?? incident.kind}</strong>
                <span className="muted">{incident.case?.fileReference}</span>
              </span>
              <Icon name="warning" />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
