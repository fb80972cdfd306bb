// The session ends while somebody types: said at once, nothing lost, and after signing in again the work goes on there.
import { expect, test } from 'vitest'
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
