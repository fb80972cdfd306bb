// A whole procurement through the page: from the need to the closed file, each task by the person whose it is, in a
// browser of their own. Nothing is done behind the page.
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { houseFor } from './house/house'
import { cell, choose, complete, openTask } from './house/tasks'

const house = houseFor('procurement')

const SUBJECT = 'Rollregale für das Bauarchiv'
const BODY = 'Verbandsgemeinde Linz am Rhein'
const TODAY = new Intl.DateTimeFormat('de-DE', {
  timeZone: 'Europe/Berlin',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
}).format(new Date())
const FIRMS = 3

test('a procurement runs from the need to the closed file, each person in a browser of their own', async () => {
  const erika = await house.person('erika.sommer', '/beschaffung/neu')
  const caseId = await askFor(erika)
  const windows = new Map<string, Page>([['erika.sommer', erika]])
  const at = async (who: string, title: string) => {
    const page = windows.get(who) ?? (await house.person(who))
    windows.set(who, page)
    await openTask(page, caseId, title)
    return page
  }

  let page = await at('hanna.vogt', 'Haushaltsmittel freigeben')
  await choose(page.getByLabel('Haushaltsstelle'), '1147')
  await complete(page, 'Haushaltsmittel freigeben', 'Freigegeben')

  page = await at('benedikt.kern', 'Vergabeverfahren wählen')
  await choose(page.getByLabel('Vergabeart'), 'Direktauftrag')
  await page.getByLabel('Begründung der Wahl').fill('Der Auftragswert liegt unter der Grenze.')
  await complete(page, 'Vergabeverfahren wählen', 'Ausgewählt')

  page = await at('benedikt.kern', 'Angebote einholen')
  await quotes(page)
  await complete(page, 'Angebote einholen', 'Ausgewählt')

  page = await at('dirk.albrecht', 'Bestellung freigeben')
  await complete(page, 'Bestellung freigeben', 'Freigegeben')

  page = await at('benedikt.kern', 'Bestellung auslösen')
  await cell(page, 'Positionen', 'Menge').fill('10')
  await cell(page, 'Positionen', 'Einzelpreis netto').fill('90,00')
  await complete(page, 'Bestellung auslösen', 'Bestellt')

  page = await at('erika.sommer', 'Lieferung erfassen')
  await complete(page, 'Lieferung erfassen', 'Vollständig geliefert')

  page = await at('clara.neumann', 'Rechnung erfassen')
  await invoice(page)
  await complete(page, 'Rechnung erfassen', 'Erfasst')

  const rest: [string, string, string][] = [
    ['fritz.hartmann', 'Sachliche Richtigkeit feststellen', 'Festgestellt'],
    ['rita.lorenz', 'Rechnerische Richtigkeit feststellen', 'Festgestellt'],
    ['olaf.brandt', 'Auszahlung anordnen', 'Angeordnet'],
    ['karin.weiss', 'Auszahlungsanordnung annehmen (Kasse)', 'Angenommen'],
    ['konrad.engel', 'Auszahlung freigeben (Kasse)', 'Freigegeben'],
    ['clara.neumann', 'Vergabeakte schließen (z. d. A.)', 'Zu den Akten (z. d. A.)'],
  ]
  for (const [who, title, outcome] of rest) {
    page = await at(who, title)
    const endings = await page.getByRole('radio', { name: outcome, exact: true }).count()
    await complete(page, title, endings > 0 ? outcome : undefined)
  }

  // the one who asked sees the end without having looked for it
  await erika.goto(`/vorgaenge/${caseId}`)
  await erika.getByText('Der Vorgang ist seit dem').waitFor({ timeout: 60_000 })
  expect(windows.size).toBeGreaterThanOrEqual(7)
}, 600_000)

async function askFor(page: Page): Promise<string> {
  await choose(page.getByLabel('Für welche Kommune?'), BODY)
  await page.getByLabel('Was wird gebraucht?').fill(SUBJECT)
  await page.getByLabel('Warengruppe').fill('Archivbedarf')
  await page.getByLabel('Geschätzter Auftragswert').fill('1.000,00')
  await page.getByLabel('Warum wird es gebraucht?').fill('Das Bauarchiv zieht um.')
  await page.getByLabel('Kostenstelle').fill('1147')
  await page.getByRole('button', { name: 'Bedarf melden' }).click()
  await page.getByRole('heading', { level: 1, name: SUBJECT }).waitFor()
  return decodeURIComponent(new URL(page.url()).pathname.split('/').at(-1) ?? '')
}

async function quotes(page: Page) {
  const asked = page.getByRole('group', { name: 'Angefragte Firmen' })
  await asked.getByRole('checkbox').first().waitFor()
  const names: string[] = []
  for (let number = 0; number < FIRMS; number += 1) {
    const tick = asked.locator('label').nth(number)
    names.push((await tick.innerText()).trim())
    await tick.getByRole('checkbox').check()
  }
  for (let row = 0; row < FIRMS; row += 1) {
    const firms = cell(page, 'Eingegangene Angebote', 'Firma', row)
    if ((await firms.count()) === 0) {
      const group = page.getByRole('group', { name: 'Eingegangene Angebote' })
      await group.getByRole('button', { name: 'Zeile hinzufügen' }).click()
    }
    await choose(firms, names[row] ?? '')
    await cell(page, 'Eingegangene Angebote', 'Netto', row).fill(`${900 + row * 50},00`)
    await cell(page, 'Eingegangene Angebote', 'Eingegangen am', row).fill(TODAY)
  }
  await choose(page.getByLabel('Ausgewählte Firma'), names[0] ?? '')
}

async function invoice(page: Page) {
  await page.getByLabel('Rechnung von Hand erfassen').check()
  await page.getByLabel('Rechnungsnummer').fill('RE-2026-17')
  await page.getByLabel('Rechnungsdatum').fill(TODAY)
  await page.getByLabel('Netto', { exact: true }).fill('900,00')
  await page.getByLabel('Umsatzsteuer', { exact: true }).fill('171,00')
  await page.getByLabel('Brutto', { exact: true }).fill('1.071,00')
  await choose(cell(page, 'Positionen', 'Bestellposition'), /Rollregale|1/)
  await cell(page, 'Positionen', 'Bezeichnung').fill(SUBJECT)
  await cell(page, 'Positionen', 'Menge').fill('10')
  await cell(page, 'Positionen', 'Einzelpreis netto').fill('90,00')
  await cell(page, 'Positionen', 'USt.-Satz').fill('19')
}
