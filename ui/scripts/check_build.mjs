// After a build: nothing inline in the page, the first load within its budget, the manifest of operations beside it.
// The budget is what a browser fetches before the work list can be worked with, compressed.
import { copyFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const BUDGET_KB = 200
/** Loaded before anybody can work: the frame, the German words, the work list. */
const FIRST = ['index.html', 'src/messages/de.ts', 'src/pages/tasks/TaskListPage.tsx']

const dist = join(import.meta.dirname, '..', 'dist')
const manifest = JSON.parse(readFileSync(join(dist, '.vite', 'manifest.json'), 'utf8'))

function fail(words) {
  process.stderr.write(`${words}\n`)
  process.exit(1)
}

const scripts = new Set()
function collect(key) {
  const chunk = manifest[key]
  if (!chunk || scripts.has(chunk.file)) return
  if (chunk.file.endsWith('.js')) scripts.add(chunk.file)
  for (const next of chunk.imports ?? []) collect(next)
}
for (const key of FIRST) collect(key)

let bytes = 0
for (const file of scripts) bytes += gzipSync(readFileSync(join(dist, file)), { level: 9 }).length
const kb = bytes / 1000
process.stdout.write(`first load: ${kb.toFixed(1)} kB of script, gzipped (budget ${BUDGET_KB})\n`)
if (kb > BUDGET_KB) fail('the first load is over its budget: load something on demand')

const page = readFileSync(join(dist, 'index.html'), 'utf8')
if (/<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=/i.test(page))
  fail('index.html has inline script or style')

copyFileSync(join(dist, '..', 'src', 'gql', 'persisted-documents.json'), join(dist, 'operations.json'))
