// A need becomes a case: the form, its errors, what a reload keeps, and that sending twice starts one case.
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { houseFor } from './house/house'

const house = houseFor('needs')

async function fill(page: Page, subject: string) {
  await page.getByLabel('Was wird gebraucht?').fill(subject)
  await page.getByLabel('Warengruppe').fill(subject)
  await page.getByLabel('Geschätzter Auftragswert').fill('1.234,50')
  await page.getByLabel('Warum wird es gebraucht?').fill('Die alten sind verschlissen.')
  await page.getByLabel('Kostenstelle').fill('1142')
}

test('a need that is sent becomes a case whose page shows where it stands', async () => {
  const page = await house.person('erika.sommer', '/beschaffung/neu')
  await fill(page, 'Regale für das Archiv')
  await page.getByText('Das sind 1.469,06').waitFor()
  await page.getByRole('button', { name: 'Bedarf melden' }).click()
  await page.getByRole('heading', { level: 1, name: 'Regale für das Archiv' }).waitFor()
  await page.getByRole('heading', { name: 'Worauf der Vorgang wartet' }).waitFor()
  await page
    .getByRole('link', { name: /Mittel|Haushalt/ })
    .first()
    .waitFor()
  await page.goto('/beschaffung/neu')
  await page.getByRole('heading', { level: 1, name: 'Bedarf melden' }).waitFor()
  expect(await page.getByLabel('Was wird gebraucht?').inputValue()).toBe('')
})

test('what is missing is named together, and the way to each field is a link', async () => {
  const page = await house.person('erika.sommer', '/beschaffung/neu')
  await page.getByRole('button', { name: 'Bedarf melden' }).click()
  const summary = page.getByRole('alert').filter({ hasText: 'Bitte berichtigen Sie' })
  await summary.waitFor()
  await summary.getByRole('link', { name: /Kostenstelle/ }).click()
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('costCentre')
})

test('what was typed is still there after a reload', async () => {
  const page = await house.person('erika.sommer', '/beschaffung/neu')
  await fill(page, 'Leitern')
  await page.reload()
  await page.getByRole('heading', { level: 1, name: 'Bedarf melden' }).waitFor()
  expect(await page.getByLabel('Was wird gebraucht?').inputValue()).toBe('Leitern')
  expect(await page.getByLabel('Geschätzter Auftragswert').inputValue()).toBe('1.234,50')
})

test('whoever may not ask for anything is told so', async () => {
  const page = await house.person('karin.weiss', '/beschaffung/neu')
  await page.getByText('für keine Kommune als Bedarfsstelle').waitFor()
})
