// One socket for all subscriptions, signed in by the session cookie. When it comes back after a break, whoever shows
// something fetches it again: what happened meanwhile was not told.
import { type Client, createClient } from 'graphql-ws'
import { sessionOver } from '../session/session'

const SIGN_IN_OVER = 4401

let current: Client | undefined
const whenBack = new Set<() => void>()

/** Called when the socket was lost and is there again. */
export function onSocketBack(tell: () => void): () => void {
  whenBack.add(tell)
  return () => whenBack.delete(tell)
}

function address(): string {
  return `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/graphql/ws`
}

export function socket(): Client {
  current ??= open()
  return current
}

function open(): Client {
  let lost = false
  return createClient({
    url: address,
    lazyCloseTimeout: 3000,
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => true,
    retryWait: async retries => {
      const wait = Math.min(1000 * 2 ** retries, 15_000)
      await new Promise(done => setTimeout(done, wait + Math.random() * 500))
    },
    on: {
      closed: event => {
        lost = true
        if (event instanceof CloseEvent && event.code === SIGN_IN_OVER) sessionOver()
      },
      connected: () => {
        if (!lost) return
        lost = false
        for (const tell of whenBack) tell()
      },
    },
  })
}
