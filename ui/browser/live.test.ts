// What one window does, the other sees without a reload.
import { expect, test } from 'vitest'
import { houseFor } from './house/house'

const house = houseFor('live')

test('a comment written in one window appears in the other, whose keyboard stays where it was', async () => {
  await house.program.demoStands()
  const [clara, benedikt] = await Promise.all([
    house.person('clara.neumann', '/vorgaenge'),
    house.person('benedikt.kern', '/vorgaenge'),
  ])
  for (const page of [clara, benedikt]) {
    await page.getByRole('link', { name: 'Kopierpapier, Jahresbedarf' }).click()
    await page.getByRole('heading', { name: 'Anmerkungen' }).waitFor()
  }
  const unfinished = benedikt.getByLabel('Anmerkung schreiben')
  await unfinished.fill('Noch nicht fertig')
  await clara.getByLabel('Anmerkung schreiben').fill('Die Lieferung ist für Montag zugesagt.')
  await clara.getByRole('button', { name: 'Anmerkung speichern' }).click()
  await benedikt.getByText('Die Lieferung ist für Montag zugesagt.').first().waitFor()
  expect(await unfinished.inputValue()).toBe('Noch nicht fertig')
  expect(await benedikt.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA')
})
