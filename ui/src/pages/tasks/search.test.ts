import { expect, test } from 'vitest'
import { filterOf, readListSearch, searchOfView, viewColumns } from './search'

test('an address with rubbish shows the usual list', () => {
  const search = readListSearch({ ablage: 'x', prio: 'viel', faellig: 7, spalten: {}, kommune: '' })
  expect(filterOf(search)).toMatchObject({ shelf: 'UNASSIGNED', bodyIds: null, priorityUntil: null })
})

test('a saved view leads to the very list it was saved from', () => {
  const search = readListSearch({
    ablage: 'meine',
    kommune: 'a,b',
    faellig: 'overdue',
    prio: 2,
    sort: 'prio',
    suche: 'Stühle',
    spalten: 'body,phase',
  })
  const { shelf = 'UNASSIGNED', ...filter } = filterOf(search)
  const view = { filter: { ...filter, shelf }, columns: viewColumns(search), sort: 'PRIORITY' }
  expect(searchOfView(view)).toEqual(search)
})
