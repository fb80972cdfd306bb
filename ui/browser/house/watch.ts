// What must never happen in any window, whatever a test is about: a violation of the content policy, a request to
// another host, a script that fails.
import type { BrowserContext, Page } from 'playwright-core'

/** A console line the browser writes by itself when the server answers with a refusal that tests provoke. */
const EXPECTED =
  /Failed to load resource: (the server responded with a status of (401|403|404|409)|net::ERR_)|WebSocket connection to .*(ERR_CONNECTION|closed before|is closed)/

/** Watches every window of the context; what was seen is in the list given back. */
export async function watch(context: BrowserContext, base: string): Promise<string[]> {
  const wrong: string[] = []
  const ours = new URL(base).host
  await context.exposeBinding('verbundPolicyBroken', (_, what: string) => {
    wrong.push(`content policy: ${what}`)
  })
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', event => {
      const tell = Reflect.get(window, 'verbundPolicyBroken') as (what: string) => void
      tell(`${event.violatedDirective} ${event.blockedURI} at ${location.pathname}`)
    })
  })
  context.on('request', request => {
    const url = new URL(request.url())
    const inside = url.protocol === 'blob:' || url.protocol === 'data:' || url.host === ours
    if (!inside) wrong.push(`request to another host: ${request.url()}`)
  })
  context.on('page', page => watchPage(page, wrong))
  return wrong
}

function watchPage(page: Page, wrong: string[]) {
  page.on('pageerror', error => wrong.push(`script failed at ${page.url()}: ${error.message}`))
  page.on('console', message => {
    const text = message.text()
    if (message.type() === 'error' && !EXPECTED.test(text)) wrong.push(`console at ${page.url()}: ${text}`)
  })
}
