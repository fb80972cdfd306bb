// The first page of the day, by role: what is due, what waits on others, what went wrong. Every figure leads to the list
// behind it; leads find their statistics.
import { Link } from '@tanstack/react-router'
import { useQuery, useSubscription } from 'urql'
import { graphql } from '../../gql'
import { useText } from '../../messages/text'
import { PageTitle } from '../../parts/PageTitle'
import { QueryFault } from '../../parts/QueryFault'
import { Waiting } from '../../parts/Waiting'
import { useViewer } from '../../shell/ViewerContext'
import { DueMark } from '../tasks/DueMark'
import { CHANGED, type TaskRow } from '../tasks/queries'
import type { ListSearch } from '../tasks/search'
import { Figures } from './Figures'
import './start.css'

const START = graphql(`
  query Start {
    startPage {
      code
      part
      title
      number
    }
    workListCounts {
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

export function StartPage() {
  const t = useText()
  const viewer = useViewer()
  const [{ data, error }, again] = useQuery({ query: START })
  useSubscription({ query: CHANGED }, (_, told) => {
    again({ requestPolicy: 'network-only' })
    return told
  })
  const leads = viewer.grants.some(grant => grant.role === 'LEAD')
  if (error && !data)
    return <QueryFault error={error} retry={() => again({ requestPolicy: 'network-only' })} />
  return (
    <>
      <PageTitle
        title={t('start.title', { name: viewer.name ?? '' })}
        beside={
          leads && (
            <Link className="kern-link" to="/auswertung">
              {t('start.statistics')}
            </Link>
          )
        }
      />
      {!data && <Waiting />}
      {data && <Figures sums={data.startPage} followUp={data.workListCounts.followUp} />}
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
        </div>
      )}
    </>
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
