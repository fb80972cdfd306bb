import { expect, test } from 'vitest'
import { sorted } from './verb'

test('what was refused stands at its field, and what has none stands above', () => {
  const errors = [
    { field: 'deputyId', code: 'SAME_PERSON', message: 'Niemand vertritt sich selbst.' },
    { field: 'bodyIds/1', code: 'NOT_FOUND', message: 'Diese Kommune gibt es nicht.' },
    { field: null, code: 'NO_RIGHT', message: 'Das dürfen Sie nicht.' },
    { field: 'version', code: 'STALE', message: 'Inzwischen geändert.' },
  ]
  expect(sorted(errors, ['deputyId', 'bodyIds'])).toEqual({
    at: { deputyId: 'Niemand vertritt sich selbst.', bodyIds: 'Diese Kommune gibt es nicht.' },
    general: ['Das dürfen Sie nicht.', 'Inzwischen geändert.'],
  })
})
