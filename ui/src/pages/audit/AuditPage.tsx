// One case for the Rechnungsprüfung, to read only: every step, who, when, acting for whom, under which rule; its papers;
// the chain verified as the page was opened; the same to take away. That somebody looked stands in the case's history.
import { Link, useParams } from '@tanstack/react-router'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useIntl } from 'react-intl'
import { useMutation, useQuery } from 'urql'
import { outcomeOf } from '../../api/outcome'
import { instant } from '../../format/day'
import { useText } from '../../messages/text'
import { Alert } from '../../parts/Alert'
import { Button } from '../../parts/Button'
import { Icon } from '../../parts/Icon'
import { PageTitle } from '../../parts/PageTitle'
import { Waiting } from '../../parts/Waiting'
import { NotFound } from '../../shell/NotFound'
import { Chain } from './Chain'
import { Papers } from './Papers'
import { type Audit, NUMBER, OPEN } from './queries'
import { Rules } from './Rules'
import { Steps } from './Steps'
import '../tables.css'
import './audit.css'

export function AuditPage() {
  const t = useText()
  const { locale } = useIntl()
  const { caseId } = useParams({ strict: false }) as { caseId: string }
  const { audit, refused, busy, read } = useAudit(caseId)
  const [{ data }] = useQuery({ query: NUMBER, variables: { id: caseId } })
  const number = data?.case?.number
  if (data && !data.case && !audit) return <NotFound />
  return (
    <>
      <PageTitle
        about={caseId}
        title={audit?.subject ?? data?.case?.subject ?? t('audit.title')}
        above={
          <>
            <Link to="/pruefung" className="back">
              <Icon name="arrow-back" />
              {t('audit.title')}
            </Link>
            <span className="audit__reference">{audit?.fileReference}</span>
            {audit && <span>{t('audit.read_at', { when: instant(audit.madeAt, locale) })}</span>}
          </>
        }
        beside={
          number !== undefined && (
            <span className="audit__downloads no-print">
              <a
                className="kern-btn kern-btn--secondary btn"
                href={`/audit/cases/${number}/record.pdf`}
                download
              >
                <Icon name="download" />
                <span className="kern-label">{t('audit.pdf')}</span>
              </a>
              <a
                className="kern-btn kern-btn--secondary btn"
                href={`/audit/cases/${number}/record.json`}
                download
              >
                <Icon name="download" />
                <span className="kern-label">{t('audit.json')}</span>
              </a>
            </span>
          )
        }
      />
      {refused && (
        <Alert tone="danger" title={refused} live>
          <Button onClick={read}>{t('shell.fault.retry')}</Button>
        </Alert>
      )}
      {!audit && !refused && <Waiting />}
      {audit && <Record audit={audit} busy={busy} read={read} caseId={caseId} />}
    </>
  )
}

function Record(props: { audit: Audit; busy: boolean; read: () => void; caseId: string }) {
  const t = useText()
  const { audit, busy, read, caseId } = props
  return (
    <div className="audit">
      <p className="audit__about">
        {t('audit.about', { body: audit.bodyName, office: audit.officeBodyName })}{' '}
        <Link className="kern-link" to="/vorgaenge/$caseId" params={{ caseId }}>
          {t('audit.to_case')}
        </Link>
      </p>
      <p className="audit__seen">
        <Icon name="info" />
        {t('audit.journalled')}
      </p>
      <section aria-labelledby="audit-chain">
        <h2 id="audit-chain">{t('audit.chain')}</h2>
        <Chain chain={audit.chain} busy={busy} again={read} />
      </section>
      <section aria-labelledby="audit-steps">
        <h2 id="audit-steps">{t('audit.steps', { count: audit.steps.length })}</h2>
        <Steps steps={audit.steps} />
      </section>
      <section aria-labelledby="audit-rules">
        <h2 id="audit-rules">{t('audit.rules')}</h2>
        <Rules rules={audit.rules} />
      </section>
      <section aria-labelledby="audit-papers">
        <h2 id="audit-papers">{t('audit.documents')}</h2>
        <Papers documents={audit.documents} />
      </section>
    </div>
  )
}

/** Opens the case once, and again when asked to; each is a look that is written down. */
function useAudit(caseId: string) {
  const t = useText()
  const [{ fetching }, open] = useMutation(OPEN)
  const [audit, setAudit] = useState<Audit | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const opened = useRef<string | null>(null)
  const read = useCallback(async () => {
    const { data, error } = await open({ input: { caseId } })
    const outcome = outcomeOf(data?.auditCase, error)
    if (outcome.kind === 'done' && outcome.data.audit) {
      setAudit(outcome.data.audit)
      setRefused(null)
      return
    }
    const words = outcome.kind === 'refused' ? outcome.errors.map(one => one.message).join(' ') : null
    setRefused(words ?? t('audit.failed'))
  }, [open, caseId, t])
  useEffect(() => {
    if (opened.current === caseId) return
    opened.current = caseId
    setAudit(null)
    void read()
  }, [caseId, read])
  return { audit, refused, busy: fetching, read: () => void read() }
}
