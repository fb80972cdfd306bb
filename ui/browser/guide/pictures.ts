// A picture of every page, as the guide shows them: the demo's persons, a usual screen, few colours, small files.
import { spawnSync } from 'node:child_process'
import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { houseFor } from '../house/house'
import { PAGES } from '../house/pages'

const FOLDER = join(import.meta.dirname, '..', '..', '..', 'docs', 'guide', 'pictures')
const LARGEST_BYTES = 150_000

const house = houseFor('guide')

test('every page has its picture', async () => {
  mkdirSync(FOLDER, { recursive: true })
  await house.program.demoStands()
  for (const shown of PAGES) {
    const page = await house.person(shown.who, '/', { viewport: { width: 1280, height: 860 } })
    await shown.open(page, house)
    await page.evaluate(() => document.fonts.ready)
    const file = join(FOLDER, `${shown.name}.png`)
    writeFileSync(file, fewColours(await page.screenshot({ fullPage: shown.whole ?? false })))
    expect(statSync(file).size, shown.name).toBeLessThan(LARGEST_BYTES)
    await house.close()
  }
  const phone = await house.person('clara.neumann', '/', {
    viewport: { width: 390, height: 780 },
    colorScheme: 'dark',
  })
  await PAGES[0]?.open(phone, house)
  writeFileSync(join(FOLDER, 'telefon-dunkel.png'), fewColours(await phone.screenshot()))
})

function fewColours(png: Buffer): Buffer {
  const made = spawnSync('pngquant', ['--quality=60-95', '--strip', '64', '-'], {
    input: png,
    maxBuffer: 1 << 26,
  })
  if (made.error) throw new Error('pngquant is not on this machine; `apt-get install pngquant` brings it')
  return made.stdout
}
