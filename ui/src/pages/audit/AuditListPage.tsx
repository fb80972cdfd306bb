// Prüfung: the cases an auditor may look into, newest first, page by page.
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useIntl } from 'react-intl'
import { useQuery } from 'urql'
import { instant } from '../../format/day'
import { useText } from '../../messages/text'
import { Alert } from '../../parts/Alert'
import { Button } from '../../parts/Button'
import { PageTitle } from '../../parts/PageTitle'
import { QueryFault } from '../../parts/QueryFault'
import { Scrolling } from '../../parts/Scrolling'
import { Waiting } from '../../parts/Waiting'
import { CASES } from './queries'
import '../tables.css'
import './audit.css'

const PAGE = 50

export function AuditListPage() {
  const t = useText()
  const { locale } = useIntl()
  /** Cursors of the pages walked through; the last one is where this page starts. */
  const [walked, setWalked] = useState<readonly string[]>([])
  const [{ data, error, fetching }, again] = useQuery({
    query: CASES,
    variables: { first: PAGE, after: walked.at(-1) ?? null },
  })
  const rows = data?.cases.nodes ?? []
  const { hasNextPage, endCursor } = data?.cases.pageInfo ?? { hasNextPage: false, endCursor: null }
  return (
    <>
      <PageTitle title={t('audit.title')} />
      <p className="kern-body audit__intro">{t('audit.intro')}</p>
      {error && !data && <QueryFault error={error} retry={() => again({ requestPolicy: 'network-only' })} />}
      {!data && !error && <Waiting />}
      {data && rows.length === 0 && <Alert tone="info" title={t('audit.none')} />}
      {rows.length > 0 && (
        <Scrolling label={t('audit.cases')}>
          <table className="data-table audit__cases">
            <caption className="kern-sr-only">{t('audit.cases')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('audit.reference')}</th>
                <th scope="col">{t('audit.subject')}</th>
                <th scope="col">{t('audit.body')}</th>
                <th scope="col">{t('audit.phase')}</th>
                <th scope="col">{t('audit.started')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(row => (
                <tr key={row.id}>
                  <td className="audit__reference">{row.fileReference}</td>
                  <td>
                    <Link
                      className="kern-link"
                      to="/pruefung/$caseId"
                      params={{ caseId: row.id }}
                      preload={false}
                    >
                      {row.subject}
                    </Link>
                  </td>
                  <td>{row.body?.name}</td>
                  <td>
                    {row.endedAt ? t('audit.ended', { when: instant(row.endedAt, locale) }) : row.phaseTitle}
                  </td>
                  <td>{instant(row.startedAt, locale)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scrolling>
      )}
      {(walked.length > 0 || hasNextPage) && (
        <div className="audit__pages no-print">
          <Button disabled={walked.length === 0} onClick={() => setWalked(walked.slice(0, -1))}>
            {t('audit.newer')}
          </Button>
          <Button
            busy={fetching}
            disabled={!hasNextPage || !endCursor}
            onClick={() => endCursor && setWalked([...walked, endCursor])}
          >
            {t('audit.older')}
          </Button>
        </div>
      )}
    </>
  )
}
