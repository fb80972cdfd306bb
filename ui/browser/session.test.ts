// The session ends while somebody types: said ten minutes ahead and when it is over, nothing lost, and after signing in
// again the work goes on there.
import { expect, test } from 'vitest'
import { expectAccessible } from './house/accessible'
import { houseFor, signIn } from './house/house'
import { openTask } from './house/tasks'
import { begin } from './house/work'

const house = houseFor('session')
const WORDS = 'Begründung der Wahl'

test('a session that ends loses no draft, and signing in again leads back to it', async () => {
  const caseId = await begin(house, 'Sitzungsregal', 'CHOOSE_PROCEDURE')
  const page = await house.person('benedikt.kern')
  await openTask(page, caseId, 'Vergabeverfahren wählen')
  const place = page.url()
  await page.getByLabel(WORDS).fill('Vor dem Ende geschrieben')
  await page.getByText(/Entwurf gespeichert/).waitFor()

  await endSession(page)
  await page.getByLabel(WORDS).fill('Nach dem Ende geschrieben')
  await page.getByText('Ihre Anmeldung ist abgelaufen').first().waitFor()
  expect(await page.getByLabel(WORDS).inputValue()).toBe('Nach dem Ende geschrieben')

  await signIn(page, 'benedikt.kern')
  await page.getByLabel(WORDS).waitFor()
  expect(page.url()).toBe(place)
  const either = page.getByText('Nach dem Ende geschrieben')
  await either.or(page.getByText('Es gibt zwei Fassungen')).first().waitFor()
})

test('who works on is told before the session ends, and signing in again keeps what was typed', async () => {
  const caseId = await begin(house, 'Ablagekorb', 'CHOOSE_PROCEDURE')
  const page = await house.window('benedikt.kern')
  await page.clock.install()
  await page.goto('/')
  await signIn(page, 'benedikt.kern')
  await openTask(page, caseId, 'Vergabeverfahren wählen')
  const place = page.url()
  const { expiresAt } = await page.evaluate(async () => {
    const answer = await fetch('/auth/session')
    return (await answer.json()) as { expiresAt: string }
  })
  expect(await page.getByText(/Ihre Anmeldung endet/).count()).toBe(0)

  // the clock of this browser goes on to seven minutes before the end
  const left = Date.parse(expiresAt) - Date.now()
  await page.clock.fastForward(left - SEVEN_MINUTES_MS)
  await page
    .getByRole('alert')
    .filter({ hasText: /Ihre Anmeldung endet in [67] Minuten/ })
    .waitFor()
  await expectAccessible(page, 'the warning before a session ends')
  await page.getByLabel(WORDS).fill('Kurz vor dem Ende geschrieben')
  await page.getByText(/Entwurf gespeichert/).waitFor()

  await signIn(page, 'benedikt.kern')
  await page.getByLabel(WORDS).waitFor()
  expect(page.url()).toBe(place)
  expect(await page.getByLabel(WORDS).inputValue()).toBe('Kurz vor dem Ende geschrieben')
})

const SEVEN_MINUTES_MS = 7 * 60_000

/** As an administrator or the end of the day would: the server forgets the session, the browser keeps its cookie. */
async function endSession(page: Awaited<ReturnType<typeof house.person>>) {
  const cookies = await page.context().cookies()
  const csrf = cookies.find(cookie => cookie.name === 'verbund_csrf')?.value ?? ''
  const header = cookies.map(cookie => `${cookie.name}=${cookie.value}`).join('; ')
  const answer = await fetch(`${house.base}/auth/logout`, {
    method: 'POST',
    headers: { cookie: header, 'x-csrf-token': csrf },
  })
  expect(answer.status).toBe(204)
}
