// A deputy across municipalities: somebody of another municipality works with exactly the rights that were lent, for
// exactly the municipalities they were lent for, and the history names both.
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { houseFor } from './house/house'
import { choose, complete, openTask } from './house/tasks'
import { begin } from './house/work'

const house = houseFor('deputies')

const TASK = 'Haushaltsmittel freigeben'
const LINZ = { ars: '071385004000', name: 'Verbandsgemeinde Linz am Rhein' }
const KAISERSLAUTERN = { ars: '073120000000', name: 'Kaiserslautern' }
const KUSEL = { ars: '073360000000', name: 'Landkreis Kusel' }

const waiting = (subject: string, where: { ars: string }) =>
  begin(house, subject, 'RELEASE_BUDGET', where.ars)

test('a deputy from another municipality releases funds in two of three, in the name of whom it stands in for', async () => {
  const [inLinz, inKaiserslautern, inKusel] = await Promise.all([
    waiting('Tische für Linz', LINZ),
    waiting('Tische für Kaiserslautern', KAISERSLAUTERN),
    waiting('Tische für Kusel', KUSEL),
  ])
  // Lena Frank works for members of another cooperation, which Kaiserslautern belongs to as well
  const lena = await house.person('lena.frank', '/aufgaben')
  await lena.getByRole('heading', { level: 1 }).waitFor()
  expect(await lena.getByText('Tische für Linz').count()).toBe(0)

  const hanna = await house.person('hanna.vogt', '/vertretung')
  await lend(hanna, 'Lena Frank', [LINZ.name, KAISERSLAUTERN.name])

  await lena.goto('/aufgaben')
  await lena.getByText('Tische für Linz').first().waitFor()
  await lena.getByText('Tische für Kaiserslautern').first().waitFor()
  expect(await lena.getByText('Tische für Kusel').count()).toBe(0)

  for (const caseId of [inLinz, inKaiserslautern]) {
    await openTask(lena, caseId, TASK)
    await choose(lena.getByLabel('Haushaltsstelle'), '1147')
    await complete(lena, TASK, 'Freigegeben')
  }
  await hanna.goto(`/vorgaenge/${inLinz}`)
  const history = hanna.getByRole('region', { name: 'Verlauf' })
  await history.getByText('Lena Frank').first().waitFor()
  await history
    .getByText(/in Vertretung für Hanna Vogt/)
    .first()
    .waitFor()

  await lena.goto(`/vorgaenge/${inKusel}`)
  await lena.getByRole('heading', { level: 1, name: 'Seite nicht gefunden' }).waitFor()
})

test('a deputyship that is ended lends nothing any more', async () => {
  const caseId = await waiting('Lampen für Linz', LINZ)
  const hanna = await house.person('hanna.vogt', '/vertretung')
  await lend(hanna, 'Jonas Wolf', [LINZ.name])
  const jonas = await house.person('jonas.wolf', `/vorgaenge/${caseId}`)
  await jonas.getByRole('heading', { level: 1, name: 'Lampen für Linz' }).waitFor()

  await hanna.getByRole('button', { name: 'Beenden: Jonas Wolf' }).click()
  await hanna.getByText('Die Vertretung ist beendet.').waitFor()
  await jonas.reload()
  await jonas.getByRole('heading', { level: 1, name: 'Seite nicht gefunden' }).waitFor()
})

async function lend(page: Page, deputy: string, bodies: string[]) {
  await page.getByRole('button', { name: 'Vertretung einrichten' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('searchbox').fill(deputy)
  await dialog.getByRole('radio', { name: new RegExp(deputy) }).check()
  await dialog.getByLabel('Nur für einen Teil der Rechte').check()
  const list = dialog.getByRole('group', { name: 'Nur für diese Kommunen' })
  for (const body of bodies) await list.getByLabel(body, { exact: true }).check()
  await dialog.getByRole('button', { name: 'Einrichten' }).click()
  await page.getByText('Die Vertretung ist eingerichtet.').waitFor()
}
