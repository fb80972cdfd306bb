// Who is signed in and until when. The page says ten minutes ahead that a session ends, and when it has ended keeps
// everything where it is: signing in again, here or in another window, goes on at the same place.
import { requestAnswered, requestFailed } from '../state/connection'
import { createStore } from '../state/store'
import { csrfHeaders } from './csrf'

export type Session =
  | { state: 'unknown' }
  | { state: 'signed_out' }
  | { state: 'signed_in'; personId: string; expiresAt: number }
  /** It was there and is over; what the page shows stays. */
  | { state: 'over'; personId: string }
  /** Another person signed in, in another window: what this one shows is not theirs. */
  | { state: 'other_person' }

export const session = createStore<Session>({ state: 'unknown' })

export async function readSession(): Promise<void> {
  try {
    const answer = await fetch('/auth/session', {
      cache: 'no-store',
      headers: { Accept: 'application/json' },
    })
    requestAnswered()
    if (answer.status === 401) return sessionOver()
    if (!answer.ok) return
    const body: unknown = await answer.json()
    if (isSession(body)) session.set(now => began(now, body.personId, Date.parse(body.expiresAt)))
  } catch {
    requestFailed()
  }
}

export function began(now: Session, personId: string, expiresAt: number): Session {
  const before = now.state === 'signed_in' || now.state === 'over' ? now.personId : null
  if (before !== null && before !== personId) return { state: 'other_person' }
  if (now.state === 'signed_in' && now.expiresAt === expiresAt) return now
  return { state: 'signed_in', personId, expiresAt }
}

/** A request was answered with "not signed in". */
export function sessionOver() {
  session.set(now => {
    if (now.state === 'signed_in' || now.state === 'over') return { state: 'over', personId: now.personId }
    return { state: 'signed_out' }
  })
}

function isSession(body: unknown): body is { personId: string; expiresAt: string } {
  return (
    typeof body === 'object' &&
    body !== null &&
    'personId' in body &&
    'expiresAt' in body &&
    typeof body.personId === 'string' &&
    typeof body.expiresAt === 'string'
  )
}

/** Where to sign in so that one comes back to this very place. */
export function signInAddress(place: string = location.pathname + location.search + location.hash): string {
  return `/auth/login?return=${encodeURIComponent(place)}`
}

export async function signOut(): Promise<void> {
  const answer = await fetch('/auth/logout', { method: 'POST', headers: csrfHeaders() })
  if (answer.ok) location.assign('/')
}

/** Reads the session again whenever somebody may have signed in or out elsewhere. */
export function watchSession() {
  const look = () => {
    if (document.visibilityState === 'visible') void readSession()
  }
  document.addEventListener('visibilitychange', look)
  addEventListener('focus', look)
  setInterval(() => {
    const now = session.get()
    if (now.state === 'signed_in' && now.expiresAt <= Date.now()) void readSession()
  }, 5000)
}
