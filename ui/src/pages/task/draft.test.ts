import { expect, test } from 'vitest'
import { asDraft, beginning } from './draft'

const typed = { outcome: 'RELEASE', forms: { RELEASE: { note: 'hier' } } }
const saved = { data: { outcome: null, forms: {} }, savedAt: '2026-11-22T10:00:00Z', version: 3 }

test('what only this browser has goes on when it grew out of what the server has', () => {
  const begun = beginning({ data: typed, version: 3 }, saved)
  expect(begun.data).toEqual(typed)
  expect(begun.state.is).toBe('kept_here')
})

test('two different drafts are both shown, neither is overwritten', () => {
  const begun = beginning({ data: typed, version: 2 }, saved)
  expect(begun.data).toEqual(typed)
  expect(begun.state).toMatchObject({ is: 'conflict', theirVersion: 3 })
})

test('a damaged draft is an empty one', () => {
  for (const wrong of [null, 7, 'x', [], { forms: 7, outcome: {} }]) {
    expect(asDraft(wrong)).toEqual({ outcome: null, forms: {} })
  }
})
