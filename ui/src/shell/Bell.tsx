// How many notices nobody has read yet, in the head of every page; a new one is said at once, wherever one works.
import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useQuery, useSubscription } from 'urql'
import { onSocketBack } from '../api/socket'
import { graphql } from '../gql'
import { useText } from '../messages/text'
import { Icon } from '../parts/Icon'
import { notify } from '../state/notices'
import { createStore, useStore } from '../state/store'

const UNREAD = graphql(`
  query UnreadNotices {
    unreadNotifications
  }
`)

const NOTIFIED = graphql(`
  subscription Notified {
    notified {
      unread
      latest {
        id
        sentence
        task {
          id
        }
      }
    }
  }
`)

/** Grows whenever the list of notices changed: here by a new one, on its page by reading. */
export const noticesChanged = createStore(0)

const MOST_SHOWN = 99

export function Bell() {
  const t = useText()
  const [{ data }, again] = useQuery({ query: UNREAD })
  const [{ data: told }] = useSubscription({ query: NOTIFIED })
  const changed = useStore(noticesChanged)
  const seen = useRef<string | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: read again whenever the list changed
  useEffect(() => {
    if (changed > 0) again({ requestPolicy: 'network-only' })
  }, [changed])
  useEffect(() => onSocketBack(() => noticesChanged.set(now => now + 1)), [])
  const latest = told?.notified.latest
  useEffect(() => {
    if (!latest || latest.id === seen.current) return
    seen.current = latest.id
    noticesChanged.set(now => now + 1)
    notify({
      tone: 'info',
      text: latest.sentence,
      link: latest.task ? { text: t('notices.to_task'), to: `/aufgaben/${latest.task.id}` } : undefined,
    })
  }, [latest, t])
  const unread = data?.unreadNotifications ?? 0
  const label = t('notices.bell', { count: unread })
  return (
    <Link to="/mitteilungen" className="bell" title={label}>
      <Icon name="mail" />
      <span className="kern-sr-only">{label}</span>
      {unread > 0 && (
        <span className="bell__count" aria-hidden="true">
          {unread > MOST_SHOWN ? `${MOST_SHOWN}+` : unread}
        </span>
      )}
    </Link>
  )
}
