import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { StartQuery } from '../../gql/graphql'
import { expectAccessible, showWithLinks } from '../../testing/page'
import { Figures } from './Figures'
import { placeOf } from './places'

type Sum = StartQuery['startPage'][number]

const SUMS: Sum[] = [
  {
    __typename: 'StartFigure',
    code: 'MINE_OVERDUE',
    part: 'DUE',
    title: 'Meine Aufgaben, überfällig',
    number: 2,
  },
  { __typename: 'StartFigure', code: 'UNASSIGNED', part: 'DUE', title: 'Freie Aufgaben', number: 0 },
  {
    __typename: 'StartFigure',
    code: 'DELIVERY_AWAITED',
    part: 'WAITING',
    title: 'Lieferung wird erwartet',
    number: 4,
  },
  { __typename: 'StartFigure', code: 'INCIDENTS', part: 'WRONG', title: 'Störungen', number: 0 },
]

test('what is due, what waits on others and what went wrong stand apart, each sum with its list', async () => {
  const { container } = await showWithLinks(<Figures sums={SUMS} followUp={3} />)
  const due = within(screen.getByRole('heading', { name: 'Was ansteht' }).parentElement as HTMLElement)
  expect(due.getByRole('link', { name: /2\s*Meine Aufgaben, überfällig/ }).getAttribute('href')).toContain(
    'faellig=overdue',
  )
  expect(due.getByRole('link', { name: /3\s*Zur Wiedervorlage/ })).toBeTruthy()
  expect(screen.getByRole('heading', { name: 'Worauf Sie warten' })).toBeTruthy()
  await expectAccessible(container)
})

test('that nothing went wrong is said once, instead of zeros', async () => {
  await showWithLinks(<Figures sums={SUMS} followUp={0} />)
  expect(screen.getByText('Nichts ist schiefgegangen.')).toBeTruthy()
  expect(screen.queryByRole('link', { name: /Störungen/ })).toBeNull()
})

test('a part that concerns nobody of these roles is left out', async () => {
  await showWithLinks(<Figures sums={SUMS.filter(sum => sum.part === 'DUE')} followUp={0} />)
  expect(screen.queryByRole('heading', { name: 'Was schiefging' })).toBeNull()
})

test('what nobody did leads to the most urgent tasks first', () => {
  expect(placeOf('ESCALATED')).toEqual({ to: '/aufgaben', search: { ablage: 'offen', sort: 'prio' } })
})
