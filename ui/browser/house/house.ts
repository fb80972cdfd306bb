// What every browser test starts from: one program per file, one browser, a window of their own for each person.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { takePageFrom } from './freshPage'
import { Machine } from './machine'
import { ARTEFACTS, needed, type Program, startProgram } from './program'
import { watch } from './watch'

interface Opened {
  name: string
  context: BrowserContext
  wrong: string[]
}

export class House {
  #program: Program | null = null
  #browser: Browser | null = null
  #opened: Opened[] = []

  get program(): Program {
    if (this.#program === null) throw new Error('the program has not been started')
    return this.#program
  }

  get base(): string {
    return this.program.base
  }

  async begin(name: string) {
    mkdirSync(ARTEFACTS, { recursive: true })
    this.#program = await startProgram(name)
    // root, as in containers, cannot have Chromium's sandbox; the pages are our own
    const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
    // files put in from a folder have no address: Chromium would keep such a page from talking to this machine
    if (process.env.VERBUND_PAGE) args.push('--disable-features=LocalNetworkAccessChecks')
    this.#browser = await chromium.launch({
      executablePath: needed('VERBUND_CHROMIUM', 'a Chromium'),
      args: [...args, '--disable-dev-shm-usage'],
    })
  }

  async end() {
    await this.#browser?.close()
    await this.#program?.end()
  }

  /** A browser of its own, nobody signed in. */
  async window(name: string, options: BrowserContextOptions = {}): Promise<Page> {
    if (this.#browser === null) throw new Error('the browser has not been started')
    const context = await this.#browser.newContext({
      baseURL: this.base,
      locale: 'de-DE',
      timezoneId: 'Europe/Berlin',
      viewport: { width: 1366, height: 900 },
      reducedMotion: 'reduce',
      ...options,
    })
    context.setDefaultTimeout(30_000)
    await takePageFrom(process.env.VERBUND_PAGE, context)
    const wrong = await watch(context, this.base)
    await context.tracing.start({ screenshots: true, snapshots: true })
    this.#opened.push({ name, context, wrong })
    return context.newPage()
  }

  /** A browser in which this person of the demo is signed in and stands at `place`. */
  async person(subject: string, place = '/', options: BrowserContextOptions = {}): Promise<Page> {
    const page = await this.window(subject, options)
    await page.goto(place)
    await signIn(page, subject)
    return page
  }

  /** GraphQL with a token, to arrange what a test is not about. */
  machine(subject: string): Promise<Machine> {
    return Machine.signIn(this.base, subject)
  }

  /** Pictures and a trace of every window, for a test that failed. */
  async keepTraces() {
    for (const { name, context } of this.#opened) await this.#keepTrace(name, context)
  }

  async #keepTrace(name: string, context: BrowserContext) {
    const file = join(
      ARTEFACTS,
      `${(expect.getState().currentTestName ?? 'test').replaceAll(/[^\p{L}\d]+/gu, '-')}-${name}`,
    )
    for (const [number, page] of context.pages().entries())
      await page.screenshot({ path: `${file}-${number}.png` }).catch(() => undefined)
    await context.tracing.stop({ path: `${file}.zip` }).catch(() => undefined)
  }

  /** Closes all windows; what went wrong in them whatever the test was about. */
  async close(): Promise<string[]> {
    const opened = this.#opened
    this.#opened = []
    for (const { context } of opened) await context.close().catch(() => undefined)
    return opened.flatMap(({ name, wrong }) => wrong.map(what => `${name}: ${what}`))
  }
}

/** Goes through the login of the demo, from wherever the page offers it. */
export async function signIn(page: Page, subject: string) {
  await page
    .getByRole('link', { name: /^(Anmelden|Erneut anmelden)$/ })
    .first()
    .click()
  const form = page.locator(`form:has(input[value="${subject}"])`)
  await form.getByRole('button').click()
  await page.getByRole('main').waitFor()
  // the way back from the login is a redirect, which cannot be taken from a folder
  if (process.env.VERBUND_PAGE) await page.reload()
}

/** Begins and ends a house around the tests of a file. */
export function houseFor(name: string): House {
  const house = new House()
  beforeAll(() => house.begin(name))
  afterAll(() => house.end())
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await house.keepTraces()
    expect(await house.close()).toEqual([])
  })
  return house
}
