// What component tests share: the German words around a component, and axe over what was drawn.
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router'
import { act, type RenderResult, render } from '@testing-library/react'
import axe from 'axe-core'
import type { ReactNode } from 'react'
import { IntlProvider } from 'react-intl'
import { expect } from 'vitest'
import de from '../messages/de'

export function show(children: ReactNode): RenderResult {
  return render(
    <IntlProvider locale="de" messages={de} timeZone="Europe/Berlin">
      {children}
    </IntlProvider>,
  )
}

/** What holds links needs a router around it; where they lead is in their `href`. */
export async function showWithLinks(children: ReactNode): Promise<RenderResult> {
  const root = createRootRoute({ component: () => children })
  const router = createRouter({ routeTree: root, history: createMemoryHistory({ initialEntries: ['/'] }) })
  const shown = show(<RouterProvider router={router as never} />)
  await act(() => router.load())
  return shown
}

/** Fails with the rules that were broken. Contrast needs a real browser: the browser tests look at that. */
export async function expectAccessible(container: Element) {
  const result = await axe.run(container, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  })
  expect(
    result.violations.map(found => `${found.id}: ${found.nodes.map(node => node.html).join(' ')}`),
  ).toEqual([])
}
