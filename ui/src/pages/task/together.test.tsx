import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { showAnswering } from '../../testing/answering'
import { expectAccessible } from '../../testing/page'
import { Actions } from './Actions'
import { Eligible } from './Eligible'
import type { TaskDetails } from './queries'
import { OpenRequests, Requests } from './Requests'
import { Signatures } from './Signatures'

const person = (id: string, name: string) => ({ __typename: 'Person' as const, id, name })
const CLARA = person('clara', 'Clara Neumann')
const DIRK = person('dirk', 'Dirk Albrecht')
const ERIKA = person('erika', 'Erika Sommer')

const TASK = {
  __typename: 'Task',
  id: 'task',
  title: 'Bestellung freigeben',
  kind: 'RELEASE_ORDER',
  state: 'OPEN',
  version: 3,
  roles: ['DECIDER'],
  followUpOn: null,
  assignee: null,
  body: { __typename: 'Body', id: 'linz', name: 'Linz am Rhein' },
  delegatedBy: null,
  signaturesNeeded: 1,
  signatures: [],
  requests: [],
  actions: [],
  eligible: [],
} as unknown as TaskDetails

const nothing = () => undefined

test('what one may not do stays in the menu with its reason', async () => {
  const task: TaskDetails = {
    ...TASK,
    actions: [
      { __typename: 'TaskAction', code: 'CLAIM', allowed: true, whyNot: null },
      {
        __typename: 'TaskAction',
        code: 'DELEGATE',
        allowed: false,
        whyNot: { __typename: 'UserError', code: 'FOUR_EYES', message: 'Das verlangt eine zweite Person.' },
      },
    ],
  }
  const { container } = await showAnswering(<Actions task={task} refetch={nothing} />, {})
  expect(screen.getByRole('button', { name: 'Übernehmen' })).toBeDefined()
  expect(screen.queryByRole('button', { name: 'Zurückgeben' })).toBeNull()
  await userEvent.click(screen.getByRole('button', { name: 'Mehr' }))
  const delegate = screen.getByRole('button', { name: /Delegieren/ })
  expect(delegate.getAttribute('aria-disabled')).toBe('true')
  expect(delegate.textContent).toContain('Das verlangt eine zweite Person.')
  await userEvent.click(delegate)
  expect(screen.queryByRole('dialog')).toBeNull()
  await expectAccessible(container)
})

test('a question is answered where it stands', async () => {
  const task: TaskDetails = {
    ...TASK,
    requests: [
      {
        __typename: 'TaskRequest',
        id: 'question',
        kind: 'QUESTION',
        state: 'OPEN',
        text: 'Reicht das bis Weihnachten?',
        answer: null,
        askedAt: '2026-11-23T08:00:00Z',
        answeredAt: null,
        askedBy: DIRK,
        askedOf: CLARA,
      },
    ],
  }
  const { sent, container } = await showAnswering(
    <>
      <OpenRequests task={task} refetch={nothing} />
      <Requests task={task} />
    </>,
    { AnswerQuestion: { answerQuestion: { task: null, userErrors: [] } } },
  )
  expect(screen.getByText('Dirk Albrecht fragt Sie')).toBeDefined()
  expect(screen.getByText('wartet auf Antwort')).toBeDefined()
  await userEvent.type(screen.getByLabelText('Ihre Antwort'), 'Ja, sicher.')
  await userEvent.click(screen.getByRole('button', { name: 'Antworten' }))
  expect(sent).toEqual([
    { name: 'AnswerQuestion', variables: { input: { id: 'question', text: 'Ja, sicher.' } } },
  ])
  await expectAccessible(container)
})

test('a task is delegated to somebody who works for its municipality', async () => {
  const task: TaskDetails = {
    ...TASK,
    actions: [{ __typename: 'TaskAction', code: 'DELEGATE', allowed: true, whyNot: null }],
  }
  const linz = { __typename: 'Body', id: 'linz', name: 'Linz am Rhein' }
  const unkel = { __typename: 'Body', id: 'unkel', name: 'Unkel' }
  const { sent } = await showAnswering(<Actions task={task} refetch={nothing} />, {
    Colleagues: {
      colleagues: [
        { person: CLARA, bodies: [linz], roles: ['CLERK'] },
        { person: ERIKA, bodies: [linz, unkel], roles: ['REQUESTER'] },
        { person: DIRK, bodies: [unkel], roles: ['DECIDER'] },
      ],
    },
    DelegateTask: { delegateTask: { task: null, userErrors: [] } },
  })
  await userEvent.click(screen.getByRole('button', { name: 'Mehr' }))
  await userEvent.click(screen.getByRole('button', { name: /Delegieren/ }))
  await userEvent.click(await screen.findByLabelText(/Erika Sommer/))
  expect(screen.queryByLabelText(/Clara Neumann/), 'not to oneself').toBeNull()
  expect(screen.queryByLabelText(/Dirk Albrecht/), 'of another municipality').toBeNull()
  await userEvent.type(screen.getByLabelText(/Was möchten Sie wissen/), 'Stimmt die Menge?')
  await userEvent.click(screen.getByRole('button', { name: 'Delegieren' }))
  expect(sent.at(-1)?.variables).toEqual({
    input: { id: 'task', version: 3, personId: 'erika', text: 'Stimmt die Menge?' },
  })
})

test('of three signatures the page shows who gave one and how many are missing', async () => {
  const signature = {
    __typename: 'Signature' as const,
    person: DIRK,
    actingFor: ERIKA,
    signedAt: '2026-11-23T08:00:00Z',
  }
  await showAnswering(
    <Signatures task={{ state: 'OPEN', signaturesNeeded: 3, signatures: [signature] }} />,
    {},
  )
  expect(screen.getByRole('heading', { name: '1 von 3 Unterschriften' })).toBeDefined()
  expect(screen.getByText(/in Vertretung für Erika Sommer/)).toBeDefined()
  expect(screen.getAllByText('fehlt noch')).toHaveLength(2)
})

test('who may do it is named, and who may not with the step that four eyes see', async () => {
  const eligible: TaskDetails['eligible'] = [
    {
      __typename: 'TaskCandidate',
      person: DIRK,
      roles: ['DECIDER'],
      allowed: true,
      absent: true,
      becauseOf: null,
      whyNot: null,
    },
    {
      __typename: 'TaskCandidate',
      person: CLARA,
      roles: ['DECIDER'],
      allowed: false,
      absent: false,
      becauseOf: 'COLLECT_QUOTES',
      whyNot: { __typename: 'UserError', code: 'FOUR_EYES', message: 'Vier Augen.' },
    },
  ]
  await showAnswering(<Eligible task={{ eligible, roles: ['DECIDER'] }} />, {})
  expect(screen.getByText('abwesend')).toBeDefined()
  expect(screen.getByText(/war schon an „Angebote einholen“ beteiligt/)).toBeDefined()
})
