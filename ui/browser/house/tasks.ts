// Working a task through its page, as its form is labelled.
import type { Locator, Page } from 'playwright-core'

/** Waits on the page of the case until it waits for this task, and opens it. The page hears of it by itself. */
export async function openTask(page: Page, caseId: string, title: string) {
  await page.goto(`/vorgaenge/${caseId}`)
  const waiting = page.getByRole('region', { name: 'Worauf der Vorgang wartet' })
  await waiting.getByRole('link', { name: title, exact: true }).click({ timeout: 60_000 })
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.getByRole('button', { name: /^Abschließen/ }).waitFor()
}

/** Chooses how it ends, if there is a choice, and completes it; returns when the page has taken it. */
export async function complete(page: Page, title: string, outcome?: string) {
  if (outcome) await page.getByRole('radio', { name: outcome, exact: true }).check()
  await page.getByRole('button', { name: /^Abschließen/ }).click()
  await page.getByText(`„${title}“ ist erledigt.`).waitFor()
}

/** An input in a row of a table of the form, by the heading of its column. */
export function cell(page: Page, list: string, column: string, row = 0): Locator {
  return page.getByRole('group', { name: list }).getByLabel(column, { exact: true }).nth(row)
}

/** The first option of a choice whose text holds these words; waits until it is there. */
export async function choose(field: Locator, words: string | RegExp) {
  const option = field.locator('option').filter({ hasText: words }).first()
  await option.waitFor({ state: 'attached' })
  await field.selectOption((await option.getAttribute('value')) ?? '')
}
