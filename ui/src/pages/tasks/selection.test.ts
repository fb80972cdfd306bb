import { expect, test } from 'vitest'
import { chooseAll, move, NOTHING, settle, toggle } from './selection'

const IDS = ['a', 'b', 'c', 'd']

test('arrows stop at both ends', () => {
  const first = move(NOTHING, IDS, 'down', false)
  expect(first.activeId).toBe('a')
  expect(move(first, IDS, 'up', false).activeId).toBe('a')
  expect(move(first, IDS, 'page_down', false).activeId).toBe('d')
})

test('shift and arrow choose everything in between, and less again on the way back', () => {
  let now = move(NOTHING, IDS, 'down', false)
  now = move(now, IDS, 'down', true)
  now = move(now, IDS, 'down', true)
  expect([...now.chosen]).toEqual(['a', 'b', 'c'])
  now = move(now, IDS, 'up', true)
  expect([...now.chosen]).toEqual(['a', 'b'])
})

test('when the current row is finished its neighbour takes its place', () => {
  const now = toggle(NOTHING, 'b')
  const after = settle(now, IDS, ['a', 'c', 'd'])
  expect(after.activeId).toBe('c')
  expect(after.chosen.size).toBe(0)
  expect(settle(toggle(NOTHING, 'd'), IDS, ['a', 'b']).activeId).toBe('b')
})

test('choosing all twice chooses none', () => {
  const all = chooseAll(NOTHING, IDS)
  expect(all.chosen.size).toBe(4)
  expect(chooseAll(all, IDS).chosen.size).toBe(0)
})
