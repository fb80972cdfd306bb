import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router'
import { act, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { beforeEach, expect, test, vi } from 'vitest'
import { expectAccessible, show } from '../../testing/page'
import type { TaskRow } from './queries'
import { NOTHING } from './selection'
import { TaskGrid } from './TaskGrid'

function row(number: number): TaskRow {
  return {
    __typename: 'Task',
    id: `task-${number}`,
    title: 'Haushaltsmittel freigeben',
    kind: 'RELEASE_BUDGET',
    state: 'OPEN',
    dueOn: number === 0 ? '2026-11-20' : '2026-11-27',
    followUpOn: null,
    priority: 5,
    version: 1,
    roles: ['BUDGET'],
    openedAt: '2026-11-20T08:00:00Z',
    closedAt: null,
    outcomeTitle: null,
    assignee: null,
    body: { __typename: 'Body', id: 'body', name: 'Linz am Rhein' },
    case: {
      __typename: 'Case',
      id: 'c',
      fileReference: '60.31',
      subject: `Sache ${number}`,
      phaseTitle: null,
    },
  }
}

function List({ rows, keys }: { rows: TaskRow[]; keys: (key: string) => boolean }) {
  const [selection, select] = useState(NOTHING)
  return (
    <TaskGrid
      rows={rows}
      hasMore={false}
      columns={['body', 'assignee']}
      sortedBy="due"
      today="2026-11-22"
      me="me"
      selection={selection}
      select={select}
      loadMore={() => undefined}
      onKey={keys}
      returnTo={null}
      closed={false}
    />
  )
}

async function list(count: number, keys: (key: string) => boolean = () => false) {
  const rows = Array.from({ length: count }, (_, number) => row(number))
  const root = createRootRoute({ component: () => <List rows={rows} keys={keys} /> })
  const router = createRouter({ routeTree: root, history: createMemoryHistory({ initialEntries: ['/'] }) })
  await router.load()
  // biome-ignore lint/suspicious/noExplicitAny: a small router of this test, not the page's own
  const drawn = show(<RouterProvider router={router as any} />)
  await screen.findByRole('grid')
  return drawn
}

beforeEach(() => {
  vi.stubGlobal('innerHeight', 800)
})

test('arrows move the focus, Space chooses, and keys of the page reach it', async () => {
  const keys = vi.fn(() => true)
  await list(20, keys)
  const user = userEvent.setup()
  const lines = () => screen.getAllByRole('row').slice(1)
  act(() => lines()[0]?.focus())
  await user.keyboard('{ArrowDown}')
  expect(document.activeElement?.getAttribute('data-id')).toBe('task-1')
  await user.keyboard(' ')
  expect(document.activeElement?.getAttribute('aria-selected')).toBe('true')
  await user.keyboard('ü')
  expect(keys).toHaveBeenCalledWith('ü')
})

test('overdue is said in words, and axe finds nothing', async () => {
  const { container } = await list(3)
  expect(screen.getByText('2 Tage überfällig')).toBeTruthy()
  await expectAccessible(container)
})
