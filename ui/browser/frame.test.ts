// The frame of the page: deep links through login and reload, nothing from elsewhere, small enough.
import { get } from 'node:http'
import { expect, test } from 'vitest'
import { houseFor, signIn } from './house/house'
import { until } from './house/until'

const house = houseFor('frame')

/** Script of the first load, gzipped. */
const BUDGET_BYTES = 200_000

test('a deep link leads through the login to its place, and a reload stays there', async () => {
  const page = await house.window('clara')
  await page.goto('/vorgaenge?alle=1')
  await signIn(page, 'clara.neumann')
  await page.getByRole('heading', { level: 1, name: 'Vorgänge' }).waitFor()
  expect(new URL(page.url()).search).toBe('?alle=1')
  await page.reload()
  await page.getByRole('heading', { level: 1, name: 'Vorgänge' }).waitFor()
  expect(new URL(page.url()).search).toBe('?alle=1')
})

test('after the login nobody is sent to another host', async () => {
  const page = await house.window('clara')
  await page.goto('/auth/login?return=https://example.org/')
  await page.locator('form:has(input[value="clara.neumann"])').getByRole('button').click()
  await page.getByRole('heading', { level: 1 }).waitFor()
  expect(page.url()).toBe(`${house.base}/`)
})

test('an address that leads nowhere says so and keeps the way back', async () => {
  const page = await house.person('clara.neumann', '/gibt-es-nicht')
  await page.getByRole('heading', { level: 1, name: 'Seite nicht gefunden' }).waitFor()
  await page.getByRole('link', { name: 'Zur Startseite' }).click()
  await page.getByRole('heading', { level: 1, name: /Guten Tag/ }).waitFor()
})

test('the skip link is the first stop of the keyboard and leads to the content', async () => {
  const page = await house.person('clara.neumann')
  await page.reload()
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Zum Inhalt springen')
  await page.keyboard.press('Enter')
  expect(new URL(page.url()).hash).toBe('#main')
})

// files put in from a folder are not the program's: there is nothing to measure then
test.skipIf(process.env.VERBUND_PAGE)('the first load of script stays within its budget', async () => {
  const page = await house.person('clara.neumann')
  await page.reload({ waitUntil: 'networkidle' })
  const scripts = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map(entry => entry.name)
      .filter(name => name.endsWith('.js')),
  )
  let bytes = 0
  for (const script of new Set(scripts)) bytes += await gzippedBytes(script)
  process.stdout.write(`first load of the start page: ${(bytes / 1000).toFixed(1)} kB of script, gzipped\n`)
  expect(bytes).toBeGreaterThan(50_000)
  expect(bytes).toBeLessThanOrEqual(BUDGET_BYTES)
})

test('when the server is gone the page says so, and goes on by itself when it is back', async () => {
  const page = await house.person('clara.neumann')
  const gone = page.getByText('Der Server ist zurzeit nicht erreichbar')
  await house.program.kill()
  await until('the page to notice', async () => {
    await page.evaluate(() => dispatchEvent(new Event('focus')))
    return gone.isVisible()
  })
  await house.program.start()
  await until('the page to go on', async () => {
    await page.evaluate(() => dispatchEvent(new Event('focus')))
    return !(await gone.isVisible())
  })
})

function gzippedBytes(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = get(url, { headers: { 'accept-encoding': 'gzip' } }, answer => {
      let bytes = 0
      answer.on('data', (piece: Buffer) => {
        bytes += piece.length
      })
      answer.on('end', () => resolve(bytes))
    })
    request.on('error', reject)
  })
}
