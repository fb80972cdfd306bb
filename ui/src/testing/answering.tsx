// A component with a person signed in and answers to what it asks for, as the server would give them; what it sends is
// kept for the test to look at. The rules are the server's: browser tests meet the real one.
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router'
import { act, type RenderResult } from '@testing-library/react'
import type { ReactNode } from 'react'
import { Client, fetchExchange, Provider } from 'urql'
import { type Viewer, ViewerProvider } from '../shell/ViewerContext'
import { show } from './page'

export const ME: Viewer = {
  __typename: 'Viewer',
  name: 'Clara Neumann',
  today: '2026-11-23',
  person: { __typename: 'Person', id: 'clara', name: 'Clara Neumann' },
  grants: [],
}

export type Sent = { name: string; variables: Record<string, unknown> }

/** `answers`: data by the name of the operation, or what makes them from its variables. */
export async function showAnswering(
  children: ReactNode,
  answers: Record<string, unknown>,
  viewer: Viewer = ME,
): Promise<RenderResult & { sent: Sent[] }> {
  const sent: Sent[] = []
  const answering = async (_: RequestInfo | URL, init?: RequestInit) => {
    const { operationName, variables } = JSON.parse(String(init?.body)) as {
      operationName: string
      variables: Record<string, unknown>
    }
    sent.push({ name: operationName, variables })
    const answer = answers[operationName] ?? null
    return Response.json({ data: typeof answer === 'function' ? answer(variables) : answer })
  }
  const client = new Client({
    url: 'http://localhost/graphql',
    preferGetMethod: false,
    fetch: answering,
    exchanges: [fetchExchange],
  })
  const root = createRootRoute({
    component: () => (
      <Provider value={client}>
        <ViewerProvider value={viewer}>{children}</ViewerProvider>
      </Provider>
    ),
  })
  const router = createRouter({ routeTree: root, history: createMemoryHistory() })
  await act(() => router.load())
  return { ...show(<RouterProvider router={router as never} />), sent }
}
