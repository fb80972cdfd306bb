// axe on every page, light and dark, and no page wider than a phone or a zoom of 200 % allows.
import { expect, test } from 'vitest'
import { expectAccessibleInBoth } from './house/accessible'
import { houseFor } from './house/house'
import { PAGES } from './house/pages'

const house = houseFor('accessibility')
/** Every page in turn, each with a sign-in of its own. */
const MANY_PAGES_MS = 900_000

test(
  'every page is accessible, light and dark',
  async () => {
    await house.program.demoStands()
    for (const shown of PAGES) {
      const page = await house.person(shown.who, '/')
      await shown.open(page, house)
      await expectAccessibleInBoth(page, shown.name)
      expect(await house.close(), shown.name).toEqual([])
    }
  },
  MANY_PAGES_MS,
)

test('who is not signed in finds an accessible way in', async () => {
  const page = await house.window('nobody')
  await page.goto('/')
  await page.getByRole('link', { name: 'Anmelden' }).waitFor()
  await expectAccessibleInBoth(page, 'signed out')
  await page.goto('/local/login')
  await expectAccessibleInBoth(page, 'login of the demo')
})

test(
  'no page scrolls sideways on a phone or at 200 % zoom',
  async () => {
    await house.program.demoStands()
    for (const shown of PAGES) {
      const page = await house.person(shown.who, '/', { viewport: { width: 360, height: 740 } })
      await shown.open(page, house)
      const [wide, shownWide] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
      expect(wide, shown.name).toBeLessThanOrEqual(shownWide ?? 0)
      expect(await house.close(), shown.name).toEqual([])
    }
  },
  MANY_PAGES_MS,
)
