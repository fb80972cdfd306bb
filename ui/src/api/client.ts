// The one GraphQL client: normalised cache, subscriptions over one socket, CSRF header, session and connection watched.
//
// Every operation carries the hash of its document: an installation that allows only the operations of the manifest
// (`api.persisted_operations`) runs it by that, any other reads the text.
import { Client, fetchExchange, mapExchange, type Operation, subscriptionExchange } from '@urql/core'
import { cacheExchange } from '@urql/exchange-graphcache'
import { language } from '../messages/language'
import { csrfHeaders } from '../session/csrf'
import { sessionOver } from '../session/session'
import { requestAnswered, requestFailed } from '../state/connection'
import { socket } from './socket'

const SIGN_IN_CODES = new Set(['NOT_SIGNED_IN', 'SESSION_OVER', 'UNAUTHENTICATED'])

/** What has an `id` is one thing wherever it is shown; everything else belongs to what it was read with. */
const keys = new Proxy<Record<string, (data: { id?: unknown }) => string | null>>(
  {},
  { get: () => (data: { id?: unknown }) => (typeof data.id === 'string' ? data.id : null) },
)

function hashOf(operation: Operation): string | undefined {
  const meta = (operation.query as { __meta__?: { hash?: string } }).__meta__
  return meta?.hash
}

function withHash(operation: Operation): Operation {
  const sha256Hash = hashOf(operation)
  if (sha256Hash === undefined) return operation
  const extensions = { ...operation.extensions, persistedQuery: { version: 1 as const, sha256Hash } }
  return { ...operation, extensions }
}

/** Watches every answer: is the server there, is somebody signed in. */
async function watchedFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  try {
    const answer = await fetch(input, init)
    if (answer.status === 502 || answer.status === 503 || answer.status === 504) requestFailed()
    else requestAnswered()
    if (answer.status === 401) sessionOver()
    return answer
  } catch (error) {
    if (!(error instanceof DOMException && error.name === 'AbortError')) requestFailed()
    throw error
  }
}

export function createClient(): Client {
  return new Client({
    url: '/graphql',
    preferGetMethod: false,
    requestPolicy: 'cache-and-network',
    fetch: watchedFetch,
    fetchOptions: () => ({ headers: { ...csrfHeaders(), 'Accept-Language': language.get() } }),
    exchanges: [
      mapExchange({
        onOperation: withHash,
        onError: error => {
          if (error.graphQLErrors.some(e => SIGN_IN_CODES.has(String(e.extensions?.code)))) sessionOver()
        },
      }),
      cacheExchange({ keys }),
      subscriptionExchange({
        forwardSubscription: (request, operation) => ({
          subscribe: sink => ({
            unsubscribe: socket().subscribe(
              { query: request.query ?? '', variables: request.variables, extensions: operation.extensions },
              {
                next: result => sink.next(result as Parameters<typeof sink.next>[0]),
                error: error => sink.error(error),
                complete: () => sink.complete(),
              },
            ),
          }),
        }),
      }),
      fetchExchange,
    ],
  })
}
