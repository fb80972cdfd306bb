// For work on the page: its files from a folder (`VERBUND_PAGE=ui/dist`) instead of out of the program, so that a
// change needs no new program. Headers, and with them the content policy, stay the program's.
import { existsSync, readFileSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'
import type { BrowserContext } from 'playwright-core'

const TYPES: Record<string, string> = {
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

export async function takePageFrom(folder: string | undefined, context: BrowserContext) {
  if (!folder) return
  await context.route('**/*', async route => {
    const request = route.request()
    const path = new URL(request.url()).pathname
    const file = join(folder, path)
    if (TYPES[extname(path)] && existsSync(file) && statSync(file).isFile())
      return route.fulfill({ body: readFileSync(file), contentType: TYPES[extname(path)] })
    if (!request.isNavigationRequest() || /^\/(auth|local|documents)/.test(path)) return route.continue()
    const answer = await route.fetch({ maxRedirects: 0 })
    const index = readFileSync(join(folder, 'index.html'))
    return route.fulfill({ response: answer, body: index })
  })
}
