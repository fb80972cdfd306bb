// Taking back what was just finished, for the seconds the server allows.

import { useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import { useClient } from 'urql'
import { outcomeOf } from '../../api/outcome'
import { useText } from '../../messages/text'
import { type Notice, notify } from '../../state/notices'
import { UNDO } from './queries'

export function useUndo() {
  const t = useText()
  const client = useClient()
  const navigate = useNavigate()
  return useCallback(
    (id: string, until: string | null): Partial<Pick<Notice, 'action' | 'until'>> => {
      if (until === null) return {}
      const run = async () => {
        const { data, error } = await client.mutation(UNDO, { input: { id } }).toPromise()
        const result = outcomeOf(data?.undoCompletion, error)
        if (result.kind === 'done') {
          notify({ tone: 'info', text: t('task.undone') })
          void navigate({ to: '/aufgaben/$taskId', params: { taskId: id } })
        } else {
          const said = result.kind === 'refused' ? result.errors[0]?.message : result.message
          notify({ tone: 'danger', text: said ?? t('task.no_answer') })
        }
      }
      return { until: Date.parse(until), action: { text: t('task.undo'), run: () => void run() } }
    },
    [client, navigate, t],
  )
}
