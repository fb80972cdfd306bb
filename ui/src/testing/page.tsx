// What component tests share: the German words around a component, and axe over what was drawn.
import { type RenderResult, render } from '@testing-library/react'
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

/** Fails with the rules that were broken. Contrast needs a real browser: the browser tests look at that. */
export async function expectAccessible(container: Element) {
  const result = await axe.run(container, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  })
  expect(
    result.violations.map(found => `${found.id}: ${found.nodes.map(node => node.html).join(' ')}`),
  ).toEqual([])
}
