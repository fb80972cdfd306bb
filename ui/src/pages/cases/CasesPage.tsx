// The cases of one's bodies, newest first. Where the filter stands is in the address.
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useIntl } from 'react-intl'
import { useQuery } from 'urql'
import { instant } from '../../format/day'
import { graphql } from '../../gql'
import { useText } from '../../messages/text'
import { Badge } from '../../parts/Badge'
import { Button } from '../../parts/Button'
import { PageTitle } from '../../parts/PageTitle'
import { QueryFault } from '../../parts/QueryFault'
import { Waiting } from '../../parts/Waiting'
import '../tables.css'
import './cases.css'

const CASES = graphql(`
  query Cases($first: Int!, $runningOnly: Boolean!) {
    cases(first: $first, runningOnly: $runningOnly) {
      nodes {
        id
        fileReference
        subject
        phaseTitle
        startedAt
        endedAt
        body {
          id
          name
        }
      }
      pageInfo {
        hasNextPage
      }
    }
  }
`)

const PAGE = 50
/** What the server gives at once; older cases are found by search or file reference. */
const MOST = 100

export function CasesPage() {
  const t = useText()
  const locale = useIntl().locale
  const navigate = useNavigate()
  const search: { alle?: unknown } = useSearch({ strict: false })
  const runningOnly = search.alle === undefined
  const [first, setFirst] = useState(PAGE)
  const [{ data, error }, again] = useQuery({ query: CASES, variables: { first, runningOnly } })
  const rows = data?.cases.nodes ?? []
  return (
    <>
      <PageTitle
        title={t('cases.title')}
        beside={
          <label className="cases__filter">
            <input
              type="checkbox"
              checked={runningOnly}
              onChange={event =>
                void navigate({
                  to: '/vorgaenge',
                  search: event.target.checked ? {} : ({ alle: 1 } as never),
                  replace: true,
                })
              }
            />
            {t('cases.running_only')}
          </label>
        }
      />
      {error && !data && <QueryFault error={error} retry={() => again({ requestPolicy: 'network-only' })} />}
      {!data && !error && <Waiting />}
      {data && rows.length === 0 && <p>{t('cases.none')}</p>}
      {rows.length > 0 && (
        <div className="kern-table-responsive">
          <table className="data-table cases">
            <caption className="kern-sr-only">{t('cases.table')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('cases.subject')}</th>
                <th scope="col">{t('cases.phase')}</th>
                <th scope="col">{t('cases.body')}</th>
                <th scope="col">{t('cases.reference')}</th>
                <th scope="col">{t('cases.started')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(row => (
                <tr key={row.id}>
                  <td>
                    <Link className="kern-link" to="/vorgaenge/$caseId" params={{ caseId: row.id }}>
                      {row.subject}
                    </Link>
                  </td>
                  <td>
                    {row.phaseTitle && (
                      <Badge tone={row.endedAt ? 'neutral' : 'info'} icon={null}>
                        {row.phaseTitle}
                      </Badge>
                    )}
                  </td>
                  <td>{row.body?.name}</td>
                  <td className="cases__reference">{row.fileReference}</td>
                  <td className="cases__when">{instant(row.startedAt, locale)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {data?.cases.pageInfo.hasNextPage && first < MOST && (
        <Button onClick={() => setFirst(MOST)}>{t('cases.more')}</Button>
      )}
    </>
  )
}
