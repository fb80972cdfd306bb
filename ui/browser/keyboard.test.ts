// A need reported and a task done without touching a mouse: Tab, Enter, Space and letters only.
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { houseFor } from './house/house'
import { begin } from './house/work'

const house = houseFor('keyboard')
const MOST_STOPS = 80

test('a need is reported by keyboard alone', async () => {
  const page = await house.person('erika.sommer')
  await tabTo(page, 'Bedarf melden')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Bedarf melden' }).waitFor()
  await typeInto(page, 'Was wird gebraucht?', 'Tastaturen')
  await typeInto(page, 'Warengruppe', 'Bürotechnik')
  await typeInto(page, 'Geschätzter Auftragswert', '800')
  await typeInto(page, 'Warum wird es gebraucht?', 'Die alten klemmen.')
  await typeInto(page, 'Kostenstelle', '1147')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Tastaturen' }).waitFor()
})

test('a task is found, opened and done by keyboard alone', async () => {
  const caseId = await begin(house, 'Tastenregal', 'RELEASE_ORDER')
  const page = await house.person('dirk.albrecht')
  await page.goto(`/vorgaenge/${caseId}`)
  await page.getByRole('link', { name: 'Bestellung freigeben' }).waitFor()
  await tabTo(page, 'Bestellung freigeben')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: /^Abschließen/ }).waitFor()
  await tabTo(page, /^Abschließen/)
  await page.keyboard.press('Enter')
  await page.getByText('„Bestellung freigeben“ ist erledigt.').waitFor()
})

/** Tabs until what has the focus is called so; fails when the keyboard does not get there or the focus is not to be seen. */
async function tabTo(page: Page, name: string | RegExp) {
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    await page.keyboard.press('Tab')
    const [label, seen] = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement | null
      const labels =
        element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement ? element.labels : null
      const outline = element ? getComputedStyle(element) : null
      const visible = outline !== null && (outline.outlineStyle !== 'none' || outline.boxShadow !== 'none')
      return [labels?.[0]?.textContent ?? element?.textContent ?? '', visible] as const
    })
    const found = typeof name === 'string' ? label.trim().startsWith(name) : name.test(label.trim())
    if (!found) continue
    expect(seen, `the focus on ${label} is not to be seen`).toBe(true)
    return
  }
  throw new Error(`the keyboard does not reach ${name}`)
}

async function typeInto(page: Page, label: string, text: string) {
  await tabTo(page, label)
  await page.keyboard.type(text)
}
