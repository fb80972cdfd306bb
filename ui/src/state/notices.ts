// Short messages at the edge of the page: what was done, with a way back where there is one.
import { createStore } from './store'

export type Notice = {
  id: number
  tone: 'success' | 'info' | 'danger'
  text: string
  /** A second line, such as the next task. */
  link?: { text: string; to: string }
  action?: { text: string; run: () => void }
  /** Until when `action` can be done; the notice counts down to it. */
  until?: number
}

export const notices = createStore<readonly Notice[]>([])

const STAY_MS = 8000
let last = 0

export function notify(notice: Omit<Notice, 'id'>): number {
  last += 1
  const id = last
  notices.set(now => [...now.slice(-2), { ...notice, id }])
  if (notice.tone !== 'danger') {
    const stay = Math.max(STAY_MS, notice.until ? notice.until - Date.now() : 0)
    setTimeout(() => dismissNotice(id), stay)
  }
  return id
}

export function dismissNotice(id: number) {
  notices.set(now => (now.some(notice => notice.id === id) ? now.filter(notice => notice.id !== id) : now))
}
