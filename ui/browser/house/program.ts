// The program under test: `verbund up` with a data folder and a port of its own, ended by its process number.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { createWriteStream, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { until } from './until'

/** Where screenshots, traces and logs of a run are kept. */
export const ARTEFACTS = join(import.meta.dirname, '..', '..', '..', 'target', 'browser')

export interface Program {
  /** `http://127.0.0.1:port` */
  base: string
  /** Waits until the demo's own procurements stand where they shall. */
  demoStands(): Promise<void>
  /** Kills it as a power cut would. */
  kill(): Promise<void>
  /** Starts it again on the same data and port. */
  start(): Promise<void>
  /** Ends it as Ctrl-C would, and removes its data. */
  end(): Promise<void>
}

/** Starts the program and returns when it is ready. `name` names its log. */
export async function startProgram(name: string): Promise<Program> {
  const binary = needed('VERBUND_BIN', 'the built program')
  const folder = mkdtempSync(join(tmpdir(), 'verbund-browser-'))
  const port = await freePort()
  const base = `http://127.0.0.1:${port}`
  const log = join(ARTEFACTS, `${name}.log`)
  let child: ChildProcess | null = null

  const isReady = async () => {
    if (child === null || child.exitCode !== null)
      throw new Error(`the program ended; its log ends:\n${logEnd(log)}`)
    const answer = await fetch(`${base}/readyz`).catch(() => null)
    return answer?.ok === true
  }
  const gone = (process: ChildProcess) =>
    until(
      `the end of process ${process.pid}`,
      async () => process.exitCode !== null || process.signalCode !== null,
    )
  const start = async () => {
    const out = createWriteStream(log, { flags: 'a' })
    const ours = Object.entries(process.env).filter(([key]) => !/^(VERBUND|TEMPORAL)_/.test(key))
    const temporal = needed('VERBUND_TEMPORAL', 'the Temporal server')
    const words = boundToUs([binary, 'up'])
    child = spawn(words[0] ?? binary, words.slice(1), {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...Object.fromEntries(ours),
        VERBUND_DATA_DIR: join(folder, 'data'),
        VERBUND_SERVER__BIND: `127.0.0.1:${port}`,
        VERBUND_TEMPORAL: temporal,
        VERBUND_LOG__FILTER: 'warn',
      },
    })
    child.stdout?.pipe(out)
    child.stderr?.pipe(out)
    await until('the program to be ready', isReady)
  }
  await start()
  return {
    base,
    start,
    demoStands: () =>
      until('the demo to stand', async () =>
        readFileSync(log, 'utf8').includes('Demo-Vorgänge stehen bereit'),
      ),
    kill: async () => {
      if (child === null) return
      child.kill('SIGKILL')
      await gone(child)
    },
    end: async () => {
      if (child !== null) {
        child.kill('SIGINT')
        await gone(child).catch(() => child?.kill('SIGKILL'))
      }
      rmSync(folder, { recursive: true, force: true })
      const said = existsSync(log) ? readFileSync(log, 'utf8') : ''
      if (said.includes('panicked')) throw new Error(`the program panicked; see ${log}`)
    },
  }
}

/** What a test needs from `cargo xtask test -p ui`. */
export function needed(variable: string, what: string): string {
  const value = process.env[variable]
  if (!value) throw new Error(`${variable} must name ${what}; \`cargo xtask test -p ui\` sets it`)
  return value
}

/** Bound to our own life where util-linux is, so that nothing outlives a killed test run. */
function boundToUs(words: string[]): string[] {
  const known = spawnSync('setpriv', ['--version']).status === 0
  return known ? ['setpriv', '--pdeathsig', 'INT', '--', ...words] : words
}

function logEnd(log: string): string {
  return existsSync(log) ? readFileSync(log, 'utf8').split('\n').slice(-30).join('\n') : ''
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })
}
