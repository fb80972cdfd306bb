// Two colleagues at one task: a question is asked, told, answered and seen without a reload; a delegated task comes back
// with its answer. And two leads: what one proposes holds when the other confirms it.
import { expect, test } from 'vitest'
import { houseFor } from './house/house'
import { openTask } from './house/tasks'
import { begin } from './house/work'

const house = houseFor('together')
const TASK = 'Angebote einholen'

test('a question is told at once, answered where it is read, and the answer appears by itself', async () => {
  const caseId = await begin(house, 'Fragestühle', 'COLLECT_QUOTES')
  const clara = await house.person('clara.neumann', '/aufgaben')
  await clara.getByRole('link', { name: 'Mitteilungen', exact: true }).waitFor()
  const benedikt = await house.person('benedikt.kern')
  await openTask(benedikt, caseId, TASK)
  await benedikt.getByRole('button', { name: 'Mehr' }).click()
  await benedikt.getByRole('button', { name: /^Jemanden fragen/ }).click()
  await benedikt.getByRole('radio', { name: /Clara Neumann/ }).check()
  await benedikt.getByLabel('Ihre Frage').fill('Mit oder ohne Armlehnen?')
  await benedikt.getByRole('button', { name: 'Frage senden' }).click()
  await benedikt.getByText('wartet auf Antwort').waitFor()

  await clara.getByRole('link', { name: 'Mitteilungen: eine neue' }).waitFor()
  await clara.getByRole('link', { name: 'Zur Aufgabe' }).click()
  await clara.getByText('Benedikt Kern fragt Sie').waitFor()
  await clara.getByLabel('Ihre Antwort').fill('Mit Armlehnen.')
  await clara.getByRole('button', { name: 'Antworten' }).click()
  await benedikt.getByText('Mit Armlehnen.').first().waitFor()
})

test('a delegated task comes back with its answer', async () => {
  const caseId = await begin(house, 'Delegierte Stühle', 'COLLECT_QUOTES')
  const benedikt = await house.person('benedikt.kern')
  await openTask(benedikt, caseId, TASK)
  await benedikt.getByRole('button', { name: 'Mehr' }).click()
  await benedikt.getByRole('button', { name: /^Delegieren/ }).click()
  await benedikt.getByRole('radio', { name: /Erika Sommer/ }).check()
  await benedikt.getByRole('button', { name: 'Delegieren', exact: true }).click()
  await benedikt.getByText('delegiert an Erika Sommer').waitFor()

  const erika = await house.person('erika.sommer', new URL(benedikt.url()).pathname)
  await erika.getByRole('button', { name: 'Mit Antwort zurückgeben' }).click()
  await erika.getByLabel('Ihre Antwort').fill('Das zweite Angebot passt.')
  await erika.getByRole('button', { name: 'Zurückgeben', exact: true }).click()
  await benedikt.getByText('Das zweite Angebot passt.').first().waitFor()
  await benedikt.getByText('bei mir').waitFor()
})

test('the end of a rule holds when a second lead confirms it', async () => {
  const aylin = await house.person('aylin.demir', '/verwaltung?bereich=regeln')
  await aylin.getByRole('button', { name: 'Beenden: Direktauftrag' }).first().click()
  await aylin.getByLabel(/^Beschluss/).fill('Runderlass vom 1. November')
  await aylin.getByRole('button', { name: 'Vorschlagen', exact: true }).click()
  const proposals = aylin.getByRole('region', { name: 'Vorschläge' })
  await proposals.getByText('Wartet auf eine zweite Person').waitFor()
  expect(await proposals.getByRole('button', { name: 'Bestätigen' }).count()).toBe(0)

  const tobias = await house.person('tobias.lang', '/verwaltung?bereich=regeln')
  await tobias.getByRole('button', { name: 'Bestätigen' }).click()
  await tobias.getByText('Der Vorschlag gilt.').waitFor()
})
