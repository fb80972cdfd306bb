// For leads: throughput, age and bottlenecks, as pictures with the table behind them. Sums and groups only; what could
// point at one person the server hides, and the page says why.
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useQuery } from 'urql'
import { useText } from '../../messages/text'
import { Alert } from '../../parts/Alert'
import { Choice } from '../../parts/Field'
import { PageTitle } from '../../parts/PageTitle'
import { QueryFault } from '../../parts/QueryFault'
import { Waiting } from '../../parts/Waiting'
import { useViewer } from '../../shell/ViewerContext'
import { ByBody, Stuck } from './Groups'
import { OverTime } from './OverTime'
import { STATISTICS } from './queries'
import { daysOf, RANGES, rangeOf } from './range'
import '../tables.css'
import './statistics.css'

type Search = { zeitraum?: unknown; kommune?: unknown; schritt?: unknown }

export function StatisticsPage() {
  const t = useText()
  const viewer = useViewer()
  const navigate = useNavigate()
  const search: Search = useSearch({ strict: false })
  const range = rangeOf(search.zeitraum)
  const led = bodiesLed(viewer.grants)
  const body = led.find(one => one.id === search.kommune)?.id ?? ''
  const step = typeof search.schritt === 'string' ? search.schritt : ''
  const days = daysOf(range, viewer.today)
  const variables = { ...days, bodyIds: body === '' ? null : [body] }
  const [{ data, error }, again] = useQuery({ query: STATISTICS, variables })
  const found = data?.leadStatistics
  const go = (change: Record<string, string | undefined>) =>
    void navigate({ to: '/auswertung', search: { ...search, ...change } as never, replace: true })
  const steps = found ? stepsOf(found.finished) : []
  return (
    <>
      <PageTitle title={t('statistics.title')} />
      <p className="kern-body statistics__intro">{t('statistics.intro')}</p>
      <div className="statistics__choices no-print">
        <Choice
          id="zeitraum"
          label={t('statistics.range')}
          value={range}
          set={zeitraum => go({ zeitraum })}
          choices={RANGES.map(name => [name, t(`statistics.range.${name}`)])}
        />
        <Choice
          id="kommune"
          label={t('statistics.body')}
          value={body}
          set={kommune => go({ kommune: kommune || undefined })}
          choices={[['', t('statistics.all_bodies')], ...led.map(one => [one.id, one.name] as const)]}
        />
        <Choice
          id="schritt"
          label={t('statistics.step')}
          value={steps.some(([code]) => code === step) ? step : ''}
          set={schritt => go({ schritt: schritt || undefined })}
          choices={[['', t('statistics.all_steps')], ...steps]}
        />
      </div>
      {error && !data && <QueryFault error={error} retry={() => again({ requestPolicy: 'network-only' })} />}
      {!data && !error && <Waiting />}
      {data && !found && <Alert tone="info" title={t('statistics.none')} />}
      {found && (
        <>
          <div className="statistics">
            <OverTime found={found} division={days.division} step={step} />
            <Stuck open={found.open} />
            <ByBody
              title={t('statistics.open_by_body')}
              figures={found.openByBody}
              mean={t('statistics.age')}
            />
            <ByBody
              title={t('statistics.finished_by_body')}
              figures={found.finishedByBody}
              mean={t('statistics.mean')}
            />
          </div>
          <details className="statistics__few">
            <summary>{t('statistics.few')}</summary>
            <p className="kern-body">{t('statistics.few_body')}</p>
          </details>
        </>
      )}
    </>
  )
}

type Grants = ReturnType<typeof useViewer>['grants']

function bodiesLed(grants: Grants): { id: string; name: string }[] {
  const found = new Map<string, string>()
  for (const grant of grants)
    if (grant.role === 'LEAD' && grant.body) found.set(grant.body.id, grant.body.name)
  return [...found].map(([id, name]) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name, 'de'))
}

/** Every step that was finished in the range, by name. */
function stepsOf(
  figures: readonly { step?: string | null; stepTitle?: string | null }[],
): [string, string][] {
  const found = new Map<string, string>()
  for (const { step, stepTitle } of figures) if (step) found.set(step, stepTitle ?? step)
  return [...found].sort(([, a], [, b]) => a.localeCompare(b, 'de'))
}
