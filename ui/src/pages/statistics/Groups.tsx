// By step and by municipality: what is open and how old it is, what was finished and how long it took.
import { useIntl } from 'react-intl'
import { useText } from '../../messages/text'
import { Bars, barsHeight } from '../../parts/chart/Bars'
import { ChartWithTable } from '../../parts/chart/ChartWithTable'
import type { Statistics } from './queries'
import { duration } from './range'

/** Older than this on average, a step is drawn as one where work is stuck. */
const OLD_S = 14 * 86_400

export function Stuck({ open }: { open: Statistics['open'] }) {
  const t = useText()
  const { locale } = useIntl()
  const steps = open
    .filter(figure => figure.step)
    .sort((a, b) => (b.meanSeconds ?? -1) - (a.meanSeconds ?? -1))
  const whole = open.find(figure => !figure.step)
  const hidden = t('statistics.hidden')
  if (steps.length === 0)
    return (
      <section>
        <h2 className="chart__title">{t('statistics.stuck')}</h2>
        <p>{t('statistics.stuck_nothing')}</p>
      </section>
    )
  const bars = steps.map(figure => ({
    key: figure.step ?? '',
    label: figure.stepTitle ?? '',
    value: figure.meanSeconds ?? null,
    text: typeof figure.meanSeconds === 'number' ? duration(figure.meanSeconds, t, locale) : hidden,
    ...((figure.meanSeconds ?? 0) > OLD_S && { tone: 'warning' as const }),
  }))
  return (
    <ChartWithTable
      title={t('statistics.stuck')}
      summary={t('statistics.stuck_summary', { step: bars[0]?.label ?? '' })}
      height={barsHeight(bars)}
      columns={[
        { title: t('statistics.step') },
        { title: t('statistics.tasks'), amount: true },
        { title: t('statistics.age'), amount: true },
      ]}
      rows={[...steps, ...(whole ? [whole] : [])].map(figure => ({
        key: figure.step ?? 'whole',
        sum: !figure.step,
        cells: [
          figure.stepTitle ?? t('statistics.together'),
          figure.tasks ?? hidden,
          typeof figure.meanSeconds === 'number' ? duration(figure.meanSeconds, t, locale) : hidden,
        ],
      }))}
      note={
        bars.some(bar => bar.value === null) && <p className="chart__note">{t('statistics.hidden_mark')}</p>
      }
    >
      {width => <Bars bars={bars} width={width} />}
    </ChartWithTable>
  )
}

type ByBodyProps = { title: string; figures: Statistics['openByBody']; mean: string }

export function ByBody({ title, figures, mean }: ByBodyProps) {
  const t = useText()
  const { locale } = useIntl()
  const hidden = t('statistics.hidden')
  const bodies = figures.filter(figure => figure.body).sort((a, b) => (b.tasks ?? -1) - (a.tasks ?? -1))
  const whole = figures.find(figure => !figure.body)
  const bars = bodies.map(figure => ({
    key: figure.body?.id ?? '',
    label: figure.body?.name ?? '',
    value: figure.tasks ?? null,
    text: typeof figure.tasks === 'number' ? t('statistics.figure', { count: figure.tasks }) : hidden,
  }))
  if (bodies.length === 0) return null
  return (
    <ChartWithTable
      title={title}
      summary={t('statistics.by_body_summary', { count: bodies.length })}
      height={barsHeight(bars)}
      columns={[
        { title: t('statistics.body') },
        { title: t('statistics.tasks'), amount: true },
        { title: mean, amount: true },
      ]}
      rows={[...bodies, ...(whole ? [whole] : [])].map(figure => ({
        key: figure.body?.id ?? 'whole',
        sum: !figure.body,
        cells: [
          figure.body?.name ?? t('statistics.together'),
          figure.tasks ?? hidden,
          typeof figure.meanSeconds === 'number' ? duration(figure.meanSeconds, t, locale) : hidden,
        ],
      }))}
      note={
        bars.some(bar => bar.value === null) && <p className="chart__note">{t('statistics.hidden_mark')}</p>
      }
    >
      {width => <Bars bars={bars} width={width} />}
    </ChartWithTable>
  )
}
