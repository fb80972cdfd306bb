// Two clerks at the same task: one wins, the other is told, and nothing either has typed is lost.
import { expect, test } from 'vitest'
import { houseFor } from './house/house'
import { openTask } from './house/tasks'
import { begin } from './house/work'

const house = houseFor('conflict')
const KIND = 'Lieferung erfassen'

test('of two clerks who finish the same task one wins, and the other is told what happened', async () => {
  const caseId = await begin(house, 'Konfliktregal', 'RECORD_RECEIPT')
  const [erika, clara] = await Promise.all([house.person('erika.sommer'), house.person('clara.neumann')])
  await Promise.all([openTask(erika, caseId, KIND), openTask(clara, caseId, KIND)])
  await clara.getByRole('radio', { name: 'Vollständig geliefert' }).check()
  await erika.getByRole('radio', { name: 'Vollständig geliefert' }).check()
  const finish = (page: typeof erika) => page.getByRole('button', { name: /^Abschließen/ }).click()
  await Promise.all([finish(erika).catch(() => undefined), finish(clara).catch(() => undefined)])
  const won = (page: typeof erika) => page.getByText(`„${KIND}“ ist erledigt.`)
  const told = (page: typeof erika) => page.getByText(/Erledigt von|inzwischen|bereits|schon/)
  await Promise.all([
    won(erika).or(told(erika)).first().waitFor(),
    won(clara).or(told(clara)).first().waitFor(),
  ])
  const winners = (await won(erika).count()) + (await won(clara).count())
  expect(winners).toBe(1)
})

test('two windows of one person that type into the same draft: both versions are shown, none is overwritten', async () => {
  const caseId = await begin(house, 'Entwurfsregal', 'CHOOSE_PROCEDURE')
  const first = await house.person('benedikt.kern')
  await openTask(first, caseId, 'Vergabeverfahren wählen')
  const second = await first.context().newPage()
  await second.goto(first.url())
  const words = 'Begründung der Wahl'
  await second.getByLabel(words).waitFor()
  await first.getByLabel(words).fill('Im ersten Fenster geschrieben')
  await first.getByText(/Entwurf gespeichert/).waitFor()
  await second.getByLabel(words).fill('Im zweiten Fenster geschrieben')
  await second.getByText('Es gibt zwei Fassungen Ihres Entwurfs').waitFor()
  await second.getByText('Im ersten Fenster geschrieben').waitFor()
  expect(await second.getByLabel(words).inputValue()).toBe('Im zweiten Fenster geschrieben')
  await second.getByRole('button', { name: 'Diese Fassung behalten' }).click()
  await second.getByText(/Entwurf gespeichert/).waitFor()
  await second.reload()
  await second.getByLabel(words).waitFor()
  expect(await second.getByLabel(words).inputValue()).toBe('Im zweiten Fenster geschrieben')
})
