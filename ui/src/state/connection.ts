// Whether the server answers. A request that fails on the network says so here; from then on we ask every few seconds
// and say when it is back. Nothing a person typed depends on it: forms and drafts stay as they are.
import { createStore } from './store'

export type Connection = 'online' | 'offline' | 'server_gone'

export const connection = createStore<Connection>(navigator.onLine === false ? 'offline' : 'online')

const LOOK_AGAIN_MS = 4000
let looking: ReturnType<typeof setTimeout> | undefined
const whenBack = new Set<() => void>()

/** Called after every return of the connection: lists fetch anew, drafts are saved. */
export function onBack(tell: () => void): () => void {
  whenBack.add(tell)
  return () => whenBack.delete(tell)
}

export function requestFailed() {
  connection.set(navigator.onLine === false ? 'offline' : 'server_gone')
  lookAgainLater()
}

export function requestAnswered() {
  if (connection.get() === 'online') return
  clearTimeout(looking)
  looking = undefined
  connection.set('online')
  for (const tell of whenBack) tell()
}

function lookAgainLater() {
  if (looking !== undefined) return
  looking = setTimeout(async () => {
    looking = undefined
    try {
      // any answer will do, a refusal too: the server speaks
      const answer = await fetch('/auth/session', { cache: 'no-store' })
      if (answer.status < 500) requestAnswered()
      else lookAgainLater()
    } catch {
      lookAgainLater()
    }
  }, LOOK_AGAIN_MS)
}

export function watchConnection() {
  addEventListener('offline', () => {
    connection.set('offline')
    lookAgainLater()
  })
  addEventListener('online', () => lookAgainLater())
}
