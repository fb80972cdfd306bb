import { render, screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { expectAccessible, show } from '../../testing/page'
import { Bars, barsHeight } from './Bars'
import { ChartWithTable } from './ChartWithTable'
import { Columns } from './Columns'
import { bandPath, layoutFlow } from './flow'
import { marks } from './scale'

const WEEKS = [
  { key: '1', label: 'KW 45', value: 12, text: '12' },
  { key: '2', label: 'KW 46', value: null, text: 'ausgeblendet' },
]

test('every picture has its table, and its summary for those who do not see it', async () => {
  const { container } = show(
    <ChartWithTable
      title="Erledigt je Woche"
      summary="Zwölf in Woche 45."
      height={200}
      columns={[{ title: 'Woche' }, { title: 'Aufgaben', amount: true }]}
      rows={WEEKS.map(week => ({ key: week.key, cells: [week.label, week.text] }))}
    >
      {width => <Columns columns={WEEKS} width={width} height={200} axis={String} />}
    </ChartWithTable>,
  )
  expect(screen.getByRole('img', { name: 'Zwölf in Woche 45.' })).toBeTruthy()
  const table = within(container.querySelector('table') as HTMLElement)
  expect(table.getByText('KW 46')).toBeTruthy()
  expect(table.getByText('ausgeblendet')).toBeTruthy()
  await expectAccessible(container)
})

test('what is hidden is drawn as hidden, not as nothing', () => {
  const { container } = render(
    <svg>
      <title>x</title>
      <Bars bars={[{ key: 'a', label: 'Bestellung', value: null, text: '–' }]} width={400} />
    </svg>,
  )
  expect(container.querySelector('.chart__hidden')).toBeTruthy()
  expect(barsHeight([])).toBeGreaterThan(0)
})

test('the marks of an axis are round and reach above the largest value', () => {
  expect(marks(0)).toEqual([0, 1])
  expect(marks(3)).toEqual([0, 1, 2, 3])
  expect(marks(37)).toEqual([0, 10, 20, 30, 40])
  for (const largest of [0.3, 7, 99, 101, 36_731_642])
    expect(marks(largest).at(-1)).toBeGreaterThanOrEqual(largest)
})

test('bands leave nothing out: what leaves the sources arrives at the sinks', () => {
  const layout = layoutFlow({
    sources: [
      { key: 'p', name: 'Personal' },
      { key: 's', name: 'Software' },
    ],
    sinks: [
      { key: 'a', name: 'Kusel' },
      { key: 'b', name: 'Linz' },
    ],
    amounts: [
      [300, 100],
      [200, -5],
    ],
  })
  expect(layout.bands.map(band => band.amount)).toEqual([300, 100, 200])
  const out = layout.sources.reduce((sum, node) => sum + node.high, 0)
  const arrived = layout.sinks.reduce((sum, node) => sum + node.high, 0)
  expect(Math.abs(out - arrived)).toBeLessThan(1e-9)
  for (const band of layout.bands) expect(bandPath(band, 0, 100)).not.toContain('NaN')
  for (const node of [...layout.sources, ...layout.sinks])
    expect(node.y + node.high).toBeLessThanOrEqual(layout.height + 1e-9)
})

test('nothing to share is an empty picture, not a broken one', () => {
  const layout = layoutFlow({ sources: [], sinks: [], amounts: [] })
  expect(layout.bands).toEqual([])
  expect(layout.height).toBeGreaterThan(0)
})
