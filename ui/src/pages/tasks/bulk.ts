// Many tasks at once: each stands for itself, and what could not be done says why.
import type { Client } from '@urql/core'
import type { UserError } from '../../api/outcome'
import { ASSIGN_MANY, CLAIM_MANY, RELEASE_MANY, type TaskRow } from './queries'

export type BulkResult = { done: number; refused: { row: TaskRow; message: string }[]; failed: boolean }
type Seen = { id: string; version: number }
type Answer = { results: readonly { userErrors: readonly UserError[] }[]; userErrors: readonly UserError[] }

/** What the server takes in one go. */
const AT_ONCE = 100

export function claimMany(client: Client, rows: readonly TaskRow[]): Promise<BulkResult> {
  return inParts(rows, async tasks => {
    const { data } = await client.mutation(CLAIM_MANY, { input: { tasks } }).toPromise()
    return data?.claimTasks
  })
}

export function releaseMany(client: Client, rows: readonly TaskRow[]): Promise<BulkResult> {
  return inParts(rows, async tasks => {
    const { data } = await client.mutation(RELEASE_MANY, { input: { tasks } }).toPromise()
    return data?.releaseTasks
  })
}

export function assignMany(client: Client, rows: readonly TaskRow[], personId: string): Promise<BulkResult> {
  return inParts(rows, async tasks => {
    const { data } = await client.mutation(ASSIGN_MANY, { input: { tasks, personId } }).toPromise()
    return data?.assignTasks
  })
}

async function inParts(
  rows: readonly TaskRow[],
  act: (tasks: Seen[]) => Promise<Answer | undefined>,
): Promise<BulkResult> {
  const all: BulkResult = { done: 0, refused: [], failed: false }
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    const part = rows.slice(from, from + AT_ONCE)
    const answer = await act(part.map(row => ({ id: row.id, version: row.version })))
    if (!answer) return { ...all, failed: true }
    for (const [index, row] of part.entries()) {
      const refusal = answer.userErrors[0] ?? answer.results[index]?.userErrors[0]
      if (refusal) all.refused.push({ row, message: refusal.message })
      else all.done += 1
    }
  }
  return all
}
