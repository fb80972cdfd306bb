// A person as a machine: GraphQL over HTTP with a token of the local issuer. Arranges cases and tasks for tests that
// are about something else, and looks afterwards.
import { until } from './until'

export interface OpenTask {
  id: string
  kind: string
  version: number
}

export class Machine {
  readonly #base: string
  readonly #token: string

  private constructor(base: string, token: string) {
    this.#base = base
    this.#token = token
  }

  static async signIn(base: string, subject: string): Promise<Machine> {
    const answer = await fetch(`${base}/local/token`, {
      method: 'POST',
      body: new URLSearchParams({ person: subject }),
    })
    const body = (await answer.json()) as { access_token: string }
    return new Machine(base, body.access_token)
  }

  async ask<T>(query: string, variables: Record<string, unknown> = {}): Promise<T> {
    const answer = await fetch(`${this.#base}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${this.#token}` },
      body: JSON.stringify({ query, variables }),
    })
    const body = (await answer.json()) as { data: T; errors?: unknown }
    if (body.errors) throw new Error(JSON.stringify(body.errors))
    return body.data
  }

  /** The open task of a case, once the process has made one; `null` when the case has ended. */
  async openTask(caseId: string): Promise<OpenTask | null> {
    let found: OpenTask | null = null
    await until(`the next task of ${caseId}`, async () => {
      const data = await this.ask<{
        case: { endedAt: string | null; tasks: (OpenTask & { state: string })[] }
      }>('query ($id: ID!) { case(id: $id) { endedAt tasks { id kind state version } } }', { id: caseId })
      found = data.case.tasks.find(task => task.state === 'OPEN') ?? null
      return found !== null || data.case.endedAt !== null
    })
    return found
  }

  /** Waits until a task just finished is no longer open. */
  async closed(caseId: string, taskId: string): Promise<void> {
    await until(`task ${taskId} to be closed`, async () => {
      const data = await this.ask<{ case: { tasks: { id: string; state: string }[] } }>(
        'query ($id: ID!) { case(id: $id) { tasks { id state } } }',
        { id: caseId },
      )
      return data.case.tasks.some(task => task.id === taskId && task.state !== 'OPEN')
    })
  }
}
