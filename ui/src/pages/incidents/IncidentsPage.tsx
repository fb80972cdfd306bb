// What went wrong and waits for a decision: try again, leave out, or end; the last two only with a reason.
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useIntl } from 'react-intl'
import { useMutation, useQuery } from 'urql'
import { outcomeOf } from '../../api/outcome'
import { instant } from '../../format/day'
import type { IncidentsQuery, Resolution } from '../../gql/graphql'
import { useText } from '../../messages/text'
import { Alert } from '../../parts/Alert'
import { Button } from '../../parts/Button'
import { PageTitle } from '../../parts/PageTitle'
import { QueryFault } from '../../parts/QueryFault'
import { Waiting } from '../../parts/Waiting'
import { announce } from '../../state/announce'
import { INCIDENTS, RESOLVE } from './queries'
import { ReasonDialog } from './ReasonDialog'
import '../tables.css'
import './incidents.css'

type Incident = IncidentsQuery['incidents']['nodes'][number]

export function IncidentsPage() {
  const t = useText()
  const [{ data, error }, again] = useQuery({ query: INCIDENTS })
  const [{ fetching }, resolve] = useMutation(RESOLVE)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [asking, setAsking] = useState<'SKIP' | 'ABORT' | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const decide = async (resolution: Resolution, reason: string | null) => {
    setAsking(null)
    const ids = [...chosen]
    const { data: said, error: failed } = await resolve({ input: { ids, resolution, reason } })
    const outcome = outcomeOf(said?.resolveIncidents, failed)
    if (outcome.kind === 'done') {
      setChosen(new Set())
      setRefused(null)
      announce(t('incidents.done', { count: ids.length }))
    } else {
      setRefused(
        outcome.kind === 'refused' ? outcome.errors.map(one => one.message).join(' ') : t('incidents.failed'),
      )
    }
    again({ requestPolicy: 'network-only' })
  }
  const rows = data?.incidents.nodes ?? []
  const toggle = (id: string) =>
    setChosen(now => new Set(now.has(id) ? [...now].filter(one => one !== id) : [...now, id]))
  return (
    <>
      <PageTitle title={t('incidents.title')} />
      <p className="kern-body incidents__intro">{t('incidents.intro')}</p>
      {refused && <Alert tone="danger" title={refused} live />}
      {error && !data && <QueryFault error={error} retry={() => again({ requestPolicy: 'network-only' })} />}
      {!data && !error && <Waiting />}
      {data && rows.length === 0 && <Alert tone="success" title={t('incidents.none')} />}
      {rows.length > 0 && (
        <>
          <div className="incidents__actions">
            <span role="status">{t('incidents.chosen', { count: chosen.size })}</span>
            <Button
              kind="primary"
              busy={fetching}
              disabled={chosen.size === 0}
              onClick={() => void decide('RETRY', null)}
            >
              {t('incidents.retry')}
            </Button>
            <Button disabled={chosen.size === 0} onClick={() => setAsking('SKIP')}>
              {t('incidents.skip')}
            </Button>
            <Button disabled={chosen.size === 0} onClick={() => setAsking('ABORT')}>
              {t('incidents.abort')}
            </Button>
          </div>
          <Table rows={rows} chosen={chosen} toggle={toggle} />
        </>
      )}
      {asking && (
        <ReasonDialog
          kind={asking}
          onClose={() => setAsking(null)}
          decide={reason => void decide(asking, reason)}
        />
      )}
    </>
  )
}

function Table({
  rows,
  chosen,
  toggle,
}: {
  rows: Incident[]
  chosen: ReadonlySet<string>
  toggle: (id: string) => void
}) {
  const t = useText()
  const locale = useIntl().locale
  return (
    <div className="kern-table-responsive">
      <table className="data-table">
        <caption className="kern-sr-only">{t('incidents.table')}</caption>
        <thead>
          <tr>
            <td />
            <th scope="col">{t('incidents.what')}</th>
            <th scope="col">{t('incidents.step')}</th>
            <th scope="col">{t('incidents.case')}</th>
            <th scope="col">{t('incidents.since')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={row.id}>
              <td>
                <input
                  type="checkbox"
                  className="incidents__choose"
                  aria-label={t('incidents.choose', { kind: row.kind })}
                  checked={chosen.has(row.id)}
                  onChange={() => toggle(row.id)}
                />
              </td>
              <td>
                <code>{row.kind}</code>
                <div className="incidents__cause">{row.cause}</div>
              </td>
              <td>{row.step}</td>
              <td>
                {row.case && (
                  <Link className="kern-link" to="/vorgaenge/$caseId" params={{ caseId: row.case.id }}>
                    {row.case.fileReference}
                  </Link>
                )}
                <div>{row.body?.name}</div>
              </td>
              <td>{instant(row.openedAt, locale)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
