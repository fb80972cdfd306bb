// Week by week or month by month: how much was finished, and how long it had been open.
import { useIntl } from 'react-intl'
import { day } from '../../format/day'
import type { RangeDivision } from '../../gql/graphql'
import { useText } from '../../messages/text'
import { ChartWithTable } from '../../parts/chart/ChartWithTable'
import { Columns } from '../../parts/chart/Columns'
import type { Statistics } from './queries'
import { duration, spanName } from './range'

const HIGH = 220
const DAY_S = 86_400

type Props = { found: Statistics; division: RangeDivision; step: string }

export function OverTime({ found, division, step }: Props) {
  const t = useText()
  const { locale } = useIntl()
  const spans = found.spans.map(span => {
    const figure = found.finished.find(one => one.span?.firstOn === span.firstOn && (one.step ?? '') === step)
    const hidden = figure !== undefined && typeof figure.tasks !== 'number'
    return {
      key: span.firstOn,
      label: spanName(span.firstOn, division, t, locale),
      days: `${day(span.firstOn, locale)} – ${day(span.lastOn, locale)}`,
      hidden,
      tasks: hidden ? null : (figure?.tasks ?? 0),
      mean: hidden ? null : (figure?.meanSeconds ?? 0),
    }
  })
  const hiddenWord = t('statistics.hidden')
  const written = (mean: number | null) =>
    mean === null ? hiddenWord : mean === 0 ? '–' : duration(mean, t, locale)
  const most = Math.max(0, ...spans.map(span => span.tasks ?? 0))
  const longest = Math.max(0, ...spans.map(span => span.mean ?? 0))
  const note = spans.some(span => span.hidden) && <p className="chart__note">{t('statistics.hidden_mark')}</p>
  return (
    <>
      <ChartWithTable
        title={t('statistics.finished')}
        summary={t('statistics.finished_summary', { count: spans.length, most })}
        height={HIGH}
        note={note}
        columns={[{ title: t('statistics.span') }, { title: t('statistics.tasks'), amount: true }]}
        rows={spans.map(span => ({
          key: span.key,
          cells: [`${span.label} (${span.days})`, span.tasks ?? hiddenWord],
        }))}
      >
        {width => (
          <Columns
            width={width}
            height={HIGH}
            axis={String}
            columns={spans.map(span => ({
              ...span,
              value: span.tasks,
              text: String(span.tasks ?? hiddenWord),
            }))}
          />
        )}
      </ChartWithTable>
      <ChartWithTable
        title={t('statistics.took')}
        summary={t('statistics.took_summary', { count: spans.length, most: duration(longest, t, locale) })}
        height={HIGH}
        note={note}
        columns={[{ title: t('statistics.span') }, { title: t('statistics.mean'), amount: true }]}
        rows={spans.map(span => ({
          key: span.key,
          cells: [`${span.label} (${span.days})`, written(span.mean)],
        }))}
      >
        {width => (
          <Columns
            width={width}
            height={HIGH}
            axis={value => (value === 0 ? '0' : shortDuration(value, longest, locale))}
            columns={spans.map(span => ({
              ...span,
              value: span.mean === null ? null : inUnit(span.mean, longest),
              text: written(span.mean),
            }))}
          />
        )}
      </ChartWithTable>
    </>
  )
}

/** Days where the longest is long, hours where it is short: the axis then has round marks. */
function inUnit(seconds: number, longest: number): number {
  return longest < 1.5 * DAY_S ? seconds / 3600 : seconds / DAY_S
}

function shortDuration(value: number, longest: number, locale: string): string {
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(value)
  if (longest < 1.5 * DAY_S) return `${number} h`
  return locale === 'de' ? `${number} T.` : `${number} d`
}
