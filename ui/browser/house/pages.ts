// Every page there is, with a person who has something to do there and what shows that it has come. The accessibility
// tests and the pictures of the user's guide go through this list: a new page gets its line here.
import type { Page } from 'playwright-core'
import type { House } from './house'

export interface ShownPage {
  /** Also the name of its picture in the guide. */
  name: string
  who: string
  /** The picture shows all of it rather than the first screen. */
  whole?: boolean
  open(page: Page, house: House): Promise<void>
}

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor()

export const PAGES: readonly ShownPage[] = [
  {
    name: 'start',
    who: 'clara.neumann',
    open: async page => heading(page, /Guten Tag/),
  },
  {
    name: 'aufgaben',
    who: 'benedikt.kern',
    open: async page => {
      await page.goto('/aufgaben')
      await heading(page, /Aufgaben/)
      await page.getByText('Angebote einholen').first().waitFor()
    },
  },
  {
    name: 'aufgabe',
    who: 'benedikt.kern',
    open: async page => {
      await page.goto('/vorgaenge')
      await page.getByRole('link', { name: 'Dokumentenscanner für die E-Akte' }).click()
      await page.getByRole('link', { name: 'Angebote einholen' }).click()
      await page.getByRole('button', { name: /^Abschließen/ }).waitFor()
      await page.getByRole('group', { name: 'Angefragte Firmen' }).getByRole('checkbox').first().waitFor()
    },
  },
  {
    name: 'vorgaenge',
    who: 'clara.neumann',
    open: async page => {
      await page.goto('/vorgaenge')
      await heading(page, 'Vorgänge')
      await page.getByRole('table').waitFor()
    },
  },
  {
    name: 'vorgang',
    who: 'clara.neumann',
    open: async page => {
      await page.goto('/vorgaenge')
      await page.getByRole('link', { name: 'Monitore für die Kreisverwaltung' }).click()
      await heading(page, 'Monitore für die Kreisverwaltung')
      await page.getByRole('heading', { name: 'Verlauf' }).waitFor()
      await page.locator('.timeline li').first().waitFor()
    },
  },
  {
    name: 'bedarf',
    who: 'erika.sommer',
    open: async page => {
      await page.goto('/beschaffung/neu')
      await heading(page, 'Bedarf melden')
    },
  },
  {
    name: 'stoerungen',
    who: 'aylin.demir',
    open: async page => {
      await page.goto('/stoerungen')
      await heading(page, 'Störungen')
    },
  },
  {
    name: 'vertretung',
    who: 'aylin.demir',
    open: async page => {
      await page.goto('/vertretung')
      await heading(page, 'Vertretung und Abwesenheit')
      await page.getByRole('region', { name: 'Abwesenheiten' }).waitFor()
    },
  },
  {
    name: 'vertretung-einrichten',
    who: 'hanna.vogt',
    open: async page => {
      await page.goto('/vertretung')
      await page.getByRole('button', { name: 'Vertretung einrichten' }).click()
      await page.getByRole('radio').first().waitFor()
    },
  },
  {
    name: 'delegieren',
    who: 'benedikt.kern',
    open: async page => {
      await page.goto('/vorgaenge')
      await page.getByRole('link', { name: 'Dokumentenscanner für die E-Akte' }).click()
      await page.getByRole('link', { name: 'Angebote einholen' }).click()
      await page.getByRole('button', { name: 'Mehr' }).click()
      await page.getByRole('button', { name: /^Delegieren/ }).click()
      await page.getByRole('radio').first().waitFor()
    },
  },
  {
    name: 'mitteilungen',
    who: 'benedikt.kern',
    open: async (page, house) => {
      await told(house)
      await page.goto('/mitteilungen')
      await page.locator('.notice-row').first().waitFor()
    },
  },
  {
    name: 'einstellungen',
    who: 'benedikt.kern',
    open: async page => {
      await page.goto('/einstellungen')
      await heading(page, 'Einstellungen')
      await page.getByRole('button', { name: /Adresse erzeugen/ }).waitFor()
    },
  },
  ...(
    [
      ['verwaltung', 'personen', 'Person suchen'],
      ['verwaltung-zusammenarbeit', 'zusammenarbeit', 'Stammdaten'],
      ['verwaltung-unterschriften', 'unterschriften', 'Regel eintragen'],
      ['verwaltung-regeln', 'regeln', 'Regel vorschlagen'],
      ['verwaltung-einsicht', 'einsicht', 'Welche Person?'],
    ] as const
  ).map(([name, part, shown]) => ({
    name,
    who: 'aylin.demir',
    open: async (page: Page) => {
      await page.goto(`/verwaltung?bereich=${part}`)
      await heading(page, 'Verwaltung')
      await page.getByText(shown).or(page.getByLabel(shown)).first().waitFor()
    },
  })),
]

/** Something Benedikt Kern is told: a leader asks him about another task than the one that is shown, once. */
async function told(house: House) {
  const benedikt = await house.machine('benedikt.kern')
  const { viewer, workList, unreadNotifications } = await benedikt.ask<{
    viewer: { person: { id: string } }
    workList: { nodes: { id: string; kind: string }[] }
    unreadNotifications: number
  }>(
    '{ viewer { person { id } } unreadNotifications workList(filter: { shelf: ALL_OPEN }) { nodes { id kind } } }',
  )
  const other = workList.nodes.find(task => task.kind !== 'COLLECT_QUOTES')
  if (unreadNotifications > 0 || !other) return
  const input = { taskId: other.id, personId: viewer.person.id, text: 'Reicht die Zeit bis zum Jahresende?' }
  const lead = await house.machine('aylin.demir')
  await lead.ask(
    'mutation ($input: AskColleagueInput!) { askColleague(input: $input) { userErrors { code } } }',
    {
      input,
    },
  )
}
