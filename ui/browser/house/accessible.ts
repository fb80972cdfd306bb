// axe over a whole page, in the browser itself: contrast and names as they are really drawn. The script is handed in
// by the debugging protocol, which the content policy of the page does not concern.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
/** WCAG 2.2 AA and what axe counts as good practice. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

interface Finding {
  id: string
  help: string
  nodes: { target: unknown[]; failureSummary?: string }[]
}

/** Fails with every broken rule and where. */
export async function expectAccessible(page: Page, where: string) {
  await page.evaluate(AXE)
  const findings = await page.evaluate(async rules => {
    const axe = Reflect.get(window, 'axe') as {
      run(place: Document, options: object): Promise<{ violations: Finding[] }>
    }
    const result = await axe.run(document, { runOnly: { type: 'tag', values: rules } })
    return result.violations
  }, RULES)
  const said = findings.flatMap(found =>
    found.nodes.map(
      node => `${where}: ${found.id} at ${node.target.join(' ')}: ${node.failureSummary ?? found.help}`,
    ),
  )
  expect(said).toEqual([])
}

/** In both appearances, as the system asks for them. */
export async function expectAccessibleInBoth(page: Page, where: string) {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await expectAccessible(page, `${where} (${colorScheme})`)
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
}
