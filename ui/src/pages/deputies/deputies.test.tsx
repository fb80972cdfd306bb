import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import type { Viewer } from '../../shell/ViewerContext'
import { ME, showAnswering } from '../../testing/answering'
import { expectAccessible } from '../../testing/page'
import { DeputiesPage } from './DeputiesPage'

const person = (id: string, name: string) => ({ __typename: 'Person' as const, id, name })
const body = (id: string, name: string) => ({ __typename: 'Body' as const, id, name })
const CLARA = person('clara', 'Clara Neumann')
const MARA = person('mara', 'Mara Stein')
const LINZ = body('linz', 'Linz am Rhein')
const KUSEL = body('kusel', 'Landkreis Kusel')

const grant = (role: 'CLERK' | 'LEAD', of: typeof LINZ): Viewer['grants'][number] => ({
  __typename: 'Grant',
  role,
  roleTitle: role,
  area: 'ALL',
  validTo: '2030-12-31',
  body: of,
  holder: CLARA,
})

const CLERK: Viewer = { ...ME, grants: [grant('CLERK', LINZ), grant('CLERK', KUSEL)] }
const LEAD: Viewer = { ...ME, grants: [...CLERK.grants, grant('LEAD', KUSEL)] }

const ANSWERS = {
  Deputies: {
    deputyships: [
      {
        id: 'one',
        principal: CLARA,
        deputy: MARA,
        setBy: CLARA,
        validFrom: '2026-11-20',
        validTo: '2026-12-04',
        bodies: [LINZ],
        roles: ['CLERK'],
        areas: [],
      },
    ],
    absences: [{ id: 'away', person: MARA, setBy: MARA, validFrom: '2026-12-01', validTo: '2026-12-24' }],
  },
  Colleagues: {
    colleagues: [
      { person: CLARA, bodies: [LINZ, KUSEL], roles: ['CLERK'] },
      { person: MARA, bodies: [KUSEL], roles: ['REQUESTER'] },
    ],
  },
  SetDeputy: { setDeputy: { deputyship: null, userErrors: [] } },
  RedistributeTasks: {
    redistributeTasks: {
      results: [
        {
          id: 't1',
          task: {
            id: 't1',
            title: 'Angebote einholen',
            assignee: null,
            case: { id: 'c', subject: 'Regale' },
          },
          userErrors: [],
        },
        { id: 't2', task: null, userErrors: [{ code: 'FOUR_EYES', field: null, message: 'Vier Augen.' }] },
      ],
      userErrors: [],
    },
  },
}

test('who stands in for me, until when and for what is seen at once', async () => {
  const { container } = await showAnswering(<DeputiesPage />, ANSWERS, CLERK)
  const mine = await screen.findByRole('region', { name: 'Wer mich vertritt' })
  expect(within(mine).getByText('Mara Stein')).toBeDefined()
  expect(within(mine).getByText(/20\.11\.2026 bis 04\.12\.2026/)).toBeDefined()
  expect(within(mine).getByText('Linz am Rhein')).toBeDefined()
  expect(screen.queryByRole('button', { name: 'Aufgaben umverteilen' }), 'for leaders only').toBeNull()
  await expectAccessible(container)
})

test('a deputy gets one municipality of two and nothing else', async () => {
  const { sent } = await showAnswering(<DeputiesPage />, ANSWERS, CLERK)
  await userEvent.click(screen.getByRole('button', { name: 'Vertretung einrichten' }))
  expect(screen.queryByLabelText('Wer wird vertreten?'), 'others are represented by leaders').toBeNull()
  await userEvent.click(await screen.findByRole('radio', { name: /Mara Stein/ }))
  await userEvent.click(screen.getByLabelText('Nur für einen Teil der Rechte'))
  await userEvent.click(screen.getByLabelText('Landkreis Kusel'))
  const until = screen.getByLabelText('Bis einschließlich')
  await userEvent.clear(until)
  await userEvent.type(until, '24.12.')
  await userEvent.click(screen.getByRole('button', { name: 'Einrichten' }))
  expect(sent.find(one => one.name === 'SetDeputy')?.variables).toEqual({
    input: {
      deputyId: 'mara',
      principalId: null,
      validFrom: '2026-11-23',
      validTo: '2026-12-24',
      bodyIds: ['kusel'],
      roles: null,
      areas: null,
    },
  })
})

test('what was refused stands at its field', async () => {
  const refused = [{ code: 'PERIOD_TOO_LONG', field: 'validTo', message: 'Höchstens zwei Jahre.' }]
  const answers = { ...ANSWERS, SetDeputy: { setDeputy: { deputyship: null, userErrors: refused } } }
  await showAnswering(<DeputiesPage />, answers, CLERK)
  await userEvent.click(screen.getByRole('button', { name: 'Vertretung einrichten' }))
  await userEvent.click(await screen.findByRole('radio', { name: /Mara Stein/ }))
  await userEvent.click(screen.getByRole('button', { name: 'Einrichten' }))
  await screen.findByText('Höchstens zwei Jahre.')
  expect(screen.getByLabelText('Bis einschließlich').getAttribute('aria-invalid')).toBe('true')
})

test('a leader frees the tasks of somebody, and sees which one stayed and why', async () => {
  const { sent } = await showAnswering(<DeputiesPage />, ANSWERS, LEAD)
  await userEvent.click(screen.getByRole('button', { name: 'Aufgaben umverteilen' }))
  await screen.findByRole('option', { name: 'Mara Stein' })
  await userEvent.selectOptions(screen.getByLabelText('Wessen Aufgaben?'), 'mara')
  await userEvent.click(screen.getByRole('button', { name: 'Aufgaben freigeben' }))
  await screen.findByText('Eine Aufgabe umverteilt')
  expect(screen.getByText('Vier Augen.')).toBeDefined()
  expect(sent.at(-1)?.variables).toEqual({
    input: { personId: 'mara', toPersonIds: [], bodyIds: null },
  })
})
