// Which days the statistics are about, and how spans and durations are written.

import { addDays } from '../../format/day'
import type { RangeDivision } from '../../gql/graphql'
import type { Text } from '../../messages/text'

export const RANGES = ['4w', '12w', '12m'] as const
export type RangeName = (typeof RANGES)[number]

export function rangeOf(name: unknown): RangeName {
  return RANGES.find(one => one === name) ?? '12w'
}

export function daysOf(name: RangeName, today: string) {
  const division: RangeDivision = name === '12m' ? 'MONTH' : 'WEEK'
  const back = { '4w': 21, '12w': 77, '12m': 335 }[name]
  return { firstOn: addDays(today, -back), lastOn: today, division }
}

/** "KW 47" or "Nov. 2026". */
export function spanName(firstOn: string, division: RangeDivision, t: Text, locale: string): string {
  if (division === 'WEEK') return t('statistics.week', { week: weekOf(firstOn) })
  const when = new Date(`${firstOn}T00:00:00Z`)
  return new Intl.DateTimeFormat(locale, { month: 'short', year: '2-digit', timeZone: 'UTC' }).format(when)
}

/** The week's number as the calendar on the wall has it (ISO 8601). */
export function weekOf(iso: string): number {
  const day = new Date(`${iso}T00:00:00Z`)
  const thursday = new Date(day)
  thursday.setUTCDate(day.getUTCDate() + 4 - (day.getUTCDay() || 7))
  const year = Date.UTC(thursday.getUTCFullYear(), 0, 1)
  return Math.ceil(((thursday.getTime() - year) / 86_400_000 + 1) / 7)
}

const DAY_S = 86_400
const HOUR_S = 3600

/** Days with one place; hours below a day and a half. */
export function duration(seconds: number, t: Text, locale: string): string {
  const number = (value: number, places: number) =>
    new Intl.NumberFormat(locale, { maximumFractionDigits: places }).format(value)
  if (seconds < 1.5 * DAY_S)
    return t('statistics.hours', { hours: number(seconds / HOUR_S, seconds < HOUR_S ? 1 : 0) })
  return t('statistics.days', { days: number(seconds / DAY_S, 1) })
}
