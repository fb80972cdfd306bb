import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { expectAccessible, show } from '../../testing/page'
import { Chain } from './Chain'
import { factsOf } from './facts'
import type { Audit } from './queries'
import { Rules } from './Rules'
import { Steps } from './Steps'

const STEPS: Audit['steps'] = [
  {
    __typename: 'AuditedStep',
    number: 1,
    at: '2026-11-20T08:00:00Z',
    event: 'REQUESTED',
    sentence: 'Erika Sommer hat einen Bedarf gemeldet.',
    actor: { __typename: 'Person', id: 'a', name: 'Erika Sommer' },
    actingFor: null,
    facts: { estimateNetCents: 100_000 },
    texts: [],
    rules: [],
    hash: 'ab12',
  },
  {
    __typename: 'AuditedStep',
    number: 2,
    at: '2026-11-21T08:00:00Z',
    event: 'PROCEDURE_CHOSEN',
    sentence: 'Das Verfahren wurde gewählt.',
    actor: { __typename: 'Person', id: 'b', name: 'Benedikt Kern' },
    actingFor: { __typename: 'Person', id: 'c', name: 'Jonas Wolf' },
    facts: {},
    texts: ['Unter der Grenze.'],
    rules: ['RP_DIRECT_ORDER'],
    hash: 'cd34',
  },
]

test('every step says who, acting for whom, and leads to its rule', async () => {
  const { container } = show(<Steps steps={STEPS} />)
  const row = within(screen.getByText('Das Verfahren wurde gewählt.').closest('tr') as HTMLElement)
  expect(row.getByText('Benedikt Kern')).toBeTruthy()
  expect(row.getByText('in Vertretung für Jonas Wolf')).toBeTruthy()
  expect(row.getByText('Unter der Grenze.')).toBeTruthy()
  expect(row.getByRole('link', { name: 'RP_DIRECT_ORDER' }).getAttribute('href')).toBe(
    '#regel-RP_DIRECT_ORDER',
  )
  await expectAccessible(container)
})

test('searching the steps finds persons too, and says how many are shown', async () => {
  show(<Steps steps={STEPS} />)
  await userEvent.type(screen.getByLabelText('In den Schritten suchen'), 'jonas')
  expect(screen.getByRole('status').textContent).toBe('1 von 2 Schritten')
  expect(screen.queryByText(/einen Bedarf gemeldet/)).toBeNull()
})

const CHAIN: Audit['chain'] = {
  __typename: 'AuditedChain',
  verifiedAt: '2026-11-22T08:00:00Z',
  holds: false,
  entries: 12,
  head: 'ef56',
  finding: 'Die Kette ist ab Eintrag 7 nicht unversehrt.',
  sealedUpTo: null,
}

test('a broken chain is an alarm that is read aloud', async () => {
  const { container } = show(<Chain chain={CHAIN} busy={false} again={() => undefined} />)
  expect(screen.getByRole('alert').textContent).toContain('ab Eintrag 7')
  await expectAccessible(container)
})

test('a rule nobody has confirmed yet says so', () => {
  const rule = {
    __typename: 'AuditedRule' as const,
    key: 'RP_DIRECT_ORDER',
    validFrom: '2024-01-01',
    validTo: null,
    source: 'VV',
    unconfirmed: true,
    record: { limit: { cents: 300_000 } },
  }
  show(<Rules rules={[rule]} />)
  expect(screen.getByText('noch von niemandem bestätigt')).toBeTruthy()
  expect(screen.getByText('limit.cents')).toBeTruthy()
})

test('facts are read however deep they lie, and nothing empty is shown', () => {
  expect(factsOf({ a: 1, b: { c: 'x', d: null }, e: ['y', 'z'] })).toEqual([
    ['a', '1'],
    ['b.c', 'x'],
    ['e.0', 'y'],
    ['e.1', 'z'],
  ])
  expect(factsOf(null)).toEqual([])
})
