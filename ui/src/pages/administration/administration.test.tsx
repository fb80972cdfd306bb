import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { showAnswering } from '../../testing/answering'
import { expectAccessible } from '../../testing/page'
import { Approvals } from './Approvals'
import { Persons } from './Persons'
import type { Administration } from './queries'
import { Rules } from './Rules'
import { readAdministrationSearch } from './search'

const person = (id: string, name: string) => ({ __typename: 'Person' as const, id, name })

const FOUND: Administration = {
  __typename: 'Administration',
  mayChange: true,
  body: {
    __typename: 'Body',
    id: 'linz',
    ars: '071385004000',
    name: 'Linz am Rhein',
    kind: 'MUNICIPAL_ASSOCIATION',
    population: 19053,
    populationOn: '2024-12-31',
    officeBody: null,
  },
  record: null,
  persons: [
    {
      __typename: 'AdministeredPerson',
      name: 'Hanna Vogt',
      subject: 'hanna.vogt',
      deactivatedAt: null,
      person: { __typename: 'Person', id: 'hanna' },
      grants: [
        {
          __typename: 'RoleGrant',
          number: 7,
          role: 'BUDGET',
          roleTitle: 'Mittelbewirtschaftung',
          area: 'PROCUREMENT',
          areaTitle: 'Beschaffung',
          validFrom: '2026-01-01',
          validTo: '2030-12-31',
          countsToday: true,
        },
      ],
      limits: [
        { __typename: 'OrderingLimit', limit: 500_000, validFrom: '2026-01-01', validTo: '2030-12-31' },
      ],
    },
  ],
}

const RULE = {
  key: 'rp-direct',
  category: 'SUPPLIES_SERVICES',
  procedure: 'DIRECT_ORDER',
  procedureTitle: 'Direktauftrag',
  place: 'RP',
  limit: 1_000_000,
  limitKind: 'AMOUNT',
  comparison: 'AT_MOST',
  confidence: 'PRIMARY',
  unconfirmed: false,
  minInvited: null,
  rotate: false,
  own: false,
  source: 'VwV',
  validFrom: '2025-01-01',
  validTo: null,
  holdsToday: true,
}

const change = (number: number, by: { id: string; name: string }) => ({
  number,
  kind: 'END',
  state: 'PROPOSED',
  source: 'Runderlass',
  lastOn: '2026-12-31',
  proposedAt: '2026-11-23T08:00:00Z',
  decidedAt: null,
  proposedBy: by,
  decidedBy: null,
  rule: RULE,
})

const nothing = () => undefined

test('a right is granted for the municipality one looks at', async () => {
  const answers = { GrantRole: { grantRole: { userErrors: [] } } }
  const { sent, container } = await showAnswering(<Persons found={FOUND} refetch={nothing} />, answers)
  expect(screen.getByText(/Mittelbewirtschaftung, nur Beschaffung/)).toBeDefined()
  expect(screen.getByText(/bis 5\.000,00/)).toBeDefined()
  await expectAccessible(container)
  await userEvent.click(screen.getByRole('button', { name: 'Ändern' }))
  await userEvent.click(screen.getByRole('button', { name: 'Recht geben …' }))
  await userEvent.selectOptions(screen.getByLabelText('Rolle'), 'BUYER')
  await userEvent.click(screen.getByRole('button', { name: 'Recht geben' }))
  expect(sent.at(-1)?.variables).toEqual({
    input: {
      bodyId: 'linz',
      personId: 'hanna',
      role: 'BUYER',
      area: 'ALL',
      validFrom: '2026-11-23',
      validTo: '2031-12-31',
    },
  })
})

test('who may only read is offered nothing to change', async () => {
  await showAnswering(<Persons found={{ ...FOUND, mayChange: false }} refetch={nothing} />, {})
  expect(screen.queryByRole('button')).toBeNull()
})

test('an amount that is none is not sent', async () => {
  const { sent } = await showAnswering(<Approvals found={FOUND} />, { ApprovalRules: { approvalRules: [] } })
  await userEvent.click(await screen.findByRole('button', { name: 'Regel eintragen' }))
  await userEvent.type(screen.getByLabelText('Ab Betrag (brutto)'), '12.50')
  await userEvent.type(screen.getByLabelText('Quelle'), 'Hauptsatzung')
  await userEvent.click(screen.getByRole('button', { name: 'Eintragen' }))
  expect(screen.getByText(/Bitte einen Betrag/)).toBeDefined()
  expect(sent.map(one => one.name)).toEqual(['ApprovalRules'])
})

test('a second person confirms a change of the rules; the first can only take it back', async () => {
  const { sent, container } = await showAnswering(<Rules found={FOUND} />, {
    Rules: {
      procurementRules: [RULE],
      ruleChanges: [change(1, person('clara', 'Clara Neumann')), change(2, person('dirk', 'Dirk Albrecht'))],
    },
    DecideRuleChange: { decideRuleChange: { userErrors: [] } },
  })
  const list = await screen.findByRole('region', { name: 'Vorschläge' })
  const [mine, theirs] = within(list).getAllByRole('listitem')
  if (!mine || !theirs) throw new Error('two proposals')
  expect(within(mine).queryByRole('button', { name: 'Bestätigen' })).toBeNull()
  expect(within(mine).getByRole('button', { name: 'Zurücknehmen' })).toBeDefined()
  await userEvent.click(within(theirs).getByRole('button', { name: 'Bestätigen' }))
  expect(sent.find(one => one.name === 'DecideRuleChange')?.variables).toEqual({
    input: { bodyId: 'linz', change: 2, confirm: true },
  })
  expect(screen.getAllByText(/bis 10\.000,00/).length).toBeGreaterThan(0)
  await expectAccessible(container)
})

test('an address that names no part there is opens the first', () => {
  expect(readAdministrationSearch({ bereich: 'regeln', kommune: 'x' })).toEqual({
    bereich: 'regeln',
    kommune: 'x',
  })
  expect(readAdministrationSearch({ bereich: 'alles', kommune: 7 })).toEqual({})
})
