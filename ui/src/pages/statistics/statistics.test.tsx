import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { expectAccessible, show } from '../../testing/page'
import { Stuck } from './Groups'
import { OverTime } from './OverTime'
import type { Statistics } from './queries'
import { daysOf, duration, rangeOf, weekOf } from './range'

const DAY = 86_400
const t = (id: string, values: Record<string, unknown> = {}) => `${id} ${Object.values(values).join()}`

const FOUND: Statistics = {
  __typename: 'LeadStatistics',
  spans: [
    { __typename: 'StatisticsSpan', firstOn: '2026-11-09', lastOn: '2026-11-15' },
    { __typename: 'StatisticsSpan', firstOn: '2026-11-16', lastOn: '2026-11-22' },
  ],
  finished: [
    {
      __typename: 'StatisticsFigure',
      span: { __typename: 'StatisticsSpan', firstOn: '2026-11-09' },
      step: null,
      stepTitle: null,
      tasks: 14,
      meanSeconds: 3 * DAY,
      hiddenBecause: null,
    },
    {
      __typename: 'StatisticsFigure',
      span: { __typename: 'StatisticsSpan', firstOn: '2026-11-16' },
      step: null,
      stepTitle: null,
      tasks: null,
      meanSeconds: null,
      hiddenBecause: 'Ausgeblendet',
    },
  ],
  finishedByBody: [],
  open: [
    {
      __typename: 'StatisticsFigure',
      step: 'COLLECT_QUOTES',
      stepTitle: 'Angebote einholen',
      tasks: 5,
      meanSeconds: 20 * DAY,
      hiddenBecause: null,
    },
    {
      __typename: 'StatisticsFigure',
      step: 'RELEASE_BUDGET',
      stepTitle: 'Haushaltsmittel freigeben',
      tasks: null,
      meanSeconds: null,
      hiddenBecause: 'Ausgeblendet',
    },
  ],
  openByBody: [],
}

test('a hidden week is named as hidden in picture and table, and why stands under it', async () => {
  const { container } = show(<OverTime found={FOUND} division="WEEK" step="" />)
  const finished = within(screen.getByRole('figure', { name: 'Erledigte Aufgaben' }))
  const table = finished.getAllByText('ausgeblendet')
  expect(table.length).toBeGreaterThan(0)
  expect(finished.getByText(/weniger als drei Personen/)).toBeTruthy()
  expect(finished.getByRole('img', { name: /höchstens 14/ })).toBeTruthy()
  expect(container.querySelectorAll('.chart__hidden').length).toBe(2)
  await expectAccessible(container)
})

test('where work lies longest stands first, and is told from the others', async () => {
  const { container } = show(<Stuck open={FOUND.open} />)
  expect(screen.getByRole('img', { name: /Am längsten liegt: Angebote einholen/ })).toBeTruthy()
  expect(container.querySelector('.chart__bar--warning')).toBeTruthy()
  await expectAccessible(container)
})

test('nothing open is said, not drawn', () => {
  show(<Stuck open={[]} />)
  expect(screen.getByText('Zurzeit ist nichts offen.')).toBeTruthy()
})

test('weeks are counted as the calendar on the wall does', () => {
  expect(weekOf('2026-11-16')).toBe(47)
  expect(weekOf('2026-12-28')).toBe(53)
  expect(weekOf('2027-01-04')).toBe(1)
})

test('durations are hours below a day and a half, days above', () => {
  expect(duration(7200, t, 'de')).toBe('statistics.hours 2')
  expect(duration(3.25 * DAY, t, 'de')).toBe('statistics.days 3,3')
})

test('a period that is not known is the usual one; twelve months are divided by month', () => {
  expect(rangeOf('ewig')).toBe('12w')
  expect(daysOf('12m', '2026-11-22')).toEqual({
    firstOn: '2025-12-22',
    lastOn: '2026-11-22',
    division: 'MONTH',
  })
})
