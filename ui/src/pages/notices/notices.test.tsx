import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { showAnswering } from '../../testing/answering'
import { expectAccessible } from '../../testing/page'
import { NoticesPage } from './NoticesPage'

const notice = (id: string, readAt: string | null) => ({
  id,
  at: '2026-11-23T08:00:00Z',
  kind: 'TASK_ASSIGNED',
  readAt,
  sentence: `Mitteilung ${id}`,
  task: null,
})

test('one notice is marked as read, or all of them', async () => {
  const { sent, container } = await showAnswering(<NoticesPage />, {
    Notices: {
      notifications: {
        nodes: [notice('eins', null), notice('zwei', '2026-11-23T09:00:00Z')],
        pageInfo: { hasNextPage: false, endCursor: null },
      },
    },
    MarkNoticesRead: { markNotificationsRead: { unread: 0, userErrors: [] } },
  })
  await screen.findByText('Mitteilung eins')
  expect(screen.getAllByText('neu')).toHaveLength(1)
  await expectAccessible(container)
  await userEvent.click(screen.getByRole('button', { name: 'Als gelesen kennzeichnen: Mitteilung eins' }))
  await userEvent.click(screen.getByRole('button', { name: 'Alle als gelesen kennzeichnen' }))
  const marked = sent.filter(one => one.name === 'MarkNoticesRead').map(one => one.variables)
  expect(marked).toEqual([{ input: { ids: ['eins'] } }, { input: { ids: null } }])
})
