import { expect, test } from 'vitest'
import { BOX, columnsFor, connectors, inRows, rowsHeight, usualWay, wrapped } from './layout'

const step = (code: string, usualPlace: number | null = null) => ({ code, label: code, usualPlace })

test('boxes never overlap, whatever the width of the window', () => {
  const steps = Array.from({ length: 23 }, (_, index) => step(`s${index}`, index + 1))
  for (const width of [200, 320, 768, 1366, 2560]) {
    const columns = columnsFor(width)
    const placed = inRows(steps, columns, 0)
    const places = new Set(placed.map(box => `${box.x} ${box.y}`))
    expect(places.size).toBe(steps.length)
    for (const box of placed) {
      expect(box.x % (BOX.width + BOX.gapX)).toBe(0)
      expect(box.y + BOX.height).toBeLessThanOrEqual(rowsHeight(steps.length, columns))
      if (columns > 1) expect(box.x + BOX.width).toBeLessThanOrEqual(width)
    }
  }
})

test('the usual way stands in its order and side ways do not belong to it', () => {
  const steps = [step('c', 3), step('side'), step('a', 1), step('b', 2)]
  expect(usualWay(steps).map(one => one.code)).toEqual(['a', 'b', 'c'])
})

test('every step of the usual way leads to the next', () => {
  const placed = inRows([step('a', 1), step('b', 2), step('c', 3)], 2, 0)
  const lines = connectors(placed, from => from.code === 'a')
  expect(lines.map(line => line.walked)).toEqual([true, false])
  expect(lines[0]?.path).toContain('H')
  expect(lines[1]?.path).toContain('V')
})

test('no line of a label is wider than its box, and short labels stay whole', () => {
  expect(wrapped('Angebote einholen')).toEqual(['Angebote einholen'])
  expect(wrapped('Mittel freigeben lassen')).toEqual(['Mittel freigeben', 'lassen'])
  for (const label of [
    'Donaudampfschifffahrtsgesellschaft prüft',
    'a b c d e f g h i j k l m n o p q r s t u v w x y',
  ]) {
    const lines = wrapped(label)
    expect(lines.length).toBeLessThanOrEqual(2)
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(20)
  }
})
