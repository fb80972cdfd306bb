// Something is needed: the request a procurement begins with. What was typed survives a reload and the end of the
// session; sent twice it starts one case, for the key travels with it.
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useEffect, useMemo, useRef, useState } from 'react'
import { useMutation } from 'urql'
import { outcomeOf, type UserError } from '../../api/outcome'
import { money } from '../../format/money'
import { useText } from '../../messages/text'
import { Alert } from '../../parts/Alert'
import { Button } from '../../parts/Button'
import { Choice, Field } from '../../parts/Field'
import { PageTitle } from '../../parts/PageTitle'
import { useViewer } from '../../shell/ViewerContext'
import { keep, readKept } from '../../state/kept'
import { START } from './queries'
import { EMPTY, grossCents, problemsOf, requestOf, type Typed, VAT_RATES } from './request'
import './start.css'

const KEPT = 'verbund.start-procurement'

export function StartProcurementPage() {
  const t = useText()
  const viewer = useViewer()
  const navigate = useNavigate()
  const bodies = useMemo(() => requesting(viewer.grants), [viewer.grants])
  const [typed, setTyped] = useState<Typed>(() => restored(bodies[0]?.id ?? ''))
  const [shown, setShown] = useState<UserError[]>([])
  const [failed, setFailed] = useState<string | null>(null)
  const [{ fetching }, start] = useMutation(START)
  const summary = useRef<HTMLDivElement>(null)
  useEffect(() => {
    keep(KEPT, JSON.stringify(typed))
  }, [typed])
  useEffect(() => {
    if (shown.length > 0) summary.current?.focus()
  }, [shown])
  const set = (field: keyof Typed) => (value: string) => setTyped(now => ({ ...now, [field]: value }))
  const wrong = (field: string) => shown.find(error => lastPart(error.field) === field)?.message
  const send = async (event: FormEvent) => {
    event.preventDefault()
    setFailed(null)
    const problems = problemsOf(typed, t)
    setShown(problems)
    if (problems.length > 0) return
    const { data, error } = await start({
      input: { bodyId: typed.bodyId, request: requestOf(typed, viewer.today), requestKey: typed.key },
    })
    const outcome = outcomeOf(data?.startProcurement, error)
    if (outcome.kind === 'refused') return setShown(outcome.errors)
    if (outcome.kind === 'failed' || !outcome.data.case) {
      return setFailed(
        outcome.kind === 'failed' && outcome.message ? outcome.message : t('procurement.failed'),
      )
    }
    keep(KEPT, null)
    await navigate({ to: '/vorgaenge/$caseId', params: { caseId: outcome.data.case.id } })
  }
  if (bodies.length === 0) {
    return (
      <>
        <PageTitle title={t('procurement.title')} />
        <Alert tone="info" title={t('procurement.no_right')} />
      </>
    )
  }
  const gross = grossCents(typed)
  return (
    <>
      <PageTitle title={t('procurement.title')} />
      <p className="kern-body">{t('procurement.intro')}</p>
      <form className="start-form" onSubmit={send} noValidate>
        {shown.length > 0 && (
          <div ref={summary} tabIndex={-1}>
            <Alert tone="danger" title={t('procurement.correct', { count: shown.length })} live>
              <ul>
                {shown.map(error => (
                  <li key={`${error.field} ${error.code}`}>
                    <a href={`#${lastPart(error.field)}`}>{error.message}</a>
                  </li>
                ))}
              </ul>
            </Alert>
          </div>
        )}
        {failed && <Alert tone="danger" title={failed} live />}
        <Choice
          id="bodyId"
          label={t('procurement.body')}
          value={typed.bodyId}
          set={set('bodyId')}
          error={wrong('bodyId')}
          choices={bodies.map(body => [body.id, body.name])}
        />
        <Field
          id="subject"
          label={t('procurement.subject')}
          value={typed.subject}
          set={set('subject')}
          error={wrong('subject')}
        />
        <Choice
          id="category"
          label={t('procurement.category')}
          value={typed.category}
          set={set('category')}
          error={wrong('category')}
          choices={(['SUPPLIES_SERVICES', 'WORKS', 'SOCIAL_SERVICES', 'CONCESSIONS'] as const).map(code => [
            code,
            t(`procurement.category.${code}`),
          ])}
        />
        <Field
          id="commodity"
          label={t('procurement.commodity')}
          hint={t('procurement.commodity_hint')}
          value={typed.commodity}
          set={set('commodity')}
          error={wrong('commodity')}
        />
        <div className="start-form__row">
          <Field
            id="estimateNetCents"
            label={t('procurement.estimate')}
            hint={t('procurement.estimate_hint')}
            value={typed.estimate}
            set={set('estimate')}
            error={wrong('estimateNetCents')}
            numeric
          />
          <Choice
            id="vatRateBp"
            label={t('procurement.vat')}
            value={typed.vat}
            set={set('vat')}
            error={wrong('vatRateBp')}
            choices={VAT_RATES.map(rate => [rate, t('procurement.vat_rate', { rate: Number(rate) / 100 })])}
          />
        </div>
        <output className="start-form__gross" htmlFor="estimateNetCents vatRateBp">
          {gross !== null && t('procurement.gross', { gross: money(gross) })}
        </output>
        <Field
          id="justification"
          label={t('procurement.justification')}
          value={typed.justification}
          set={set('justification')}
          error={wrong('justification')}
          long
        />
        <div className="start-form__row">
          <Field
            id="costCentre"
            label={t('procurement.cost_centre')}
            value={typed.costCentre}
            set={set('costCentre')}
            error={wrong('costCentre')}
          />
          <Field
            id="neededBy"
            label={t('procurement.needed_by')}
            hint={t('procurement.needed_by_hint')}
            value={typed.neededBy}
            set={set('neededBy')}
            error={wrong('neededBy')}
          />
        </div>
        <div className="start-form__row">
          <Button submit kind="primary" busy={fetching}>
            {t('procurement.send')}
          </Button>
        </div>
      </form>
    </>
  )
}

type Grants = ReturnType<typeof useViewer>['grants']

/** Bodies for which this person may ask for something to be bought. */
function requesting(grants: Grants): { id: string; name: string }[] {
  const found = new Map<string, string>()
  for (const grant of grants)
    if (grant.role === 'REQUESTER' && grant.body) found.set(grant.body.id, grant.body.name)
  return [...found].map(([id, name]) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name, 'de'))
}

function restored(bodyId: string): Typed {
  const fresh = { ...EMPTY, bodyId, key: crypto.randomUUID() }
  try {
    const kept: unknown = JSON.parse(readKept(KEPT) ?? 'null')
    return typeof kept === 'object' && kept !== null ? { ...fresh, ...kept } : fresh
  } catch {
    return fresh
  }
}

/** `request/estimateNetCents` is about `estimateNetCents`. */
function lastPart(field: string | null | undefined): string {
  return field?.split(/[/.]/).at(-1) ?? ''
}
