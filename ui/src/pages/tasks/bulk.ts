// Many tasks at once: each stands for itself, and what could not be done says why.
import type { Client } from '@urql/core'
import { outcomeOf } from '../../api/outcome'
import { ASSIGN, CLAIM_MANY, RELEASE, type TaskRow } from './queries'

export type BulkResult = { done: number; refused: { row: TaskRow; message: string }[]; failed: boolean }

const AT_ONCE = 100

export async function claimMany(client: Client, rows: readonly TaskRow[]): Promise<BulkResult> {
  const all: BulkResult = { done: 0, refused: [], failed: false }
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    const part = rows.slice(from, from + AT_ONCE)
    const tasks = part.map(row => ({ id: row.id, version: row.version }))
    const { data } = await client.mutation(CLAIM_MANY, { input: { tasks } }).toPromise()
    if (!data) return { ...all, failed: true }
    data.claimTasks.results.forEach((result, at) => {
      const row = part[at]
      const refusal = result.userErrors[0]
      if (refusal && row) all.refused.push({ row, message: refusal.message })
      else all.done += 1
    })
  }
  return all
}

export async function releaseMany(client: Client, rows: readonly TaskRow[]): Promise<BulkResult> {
  return oneByOne(rows, async row => {
    const { data, error } = await client
      .mutation(RELEASE, { input: { id: row.id, version: row.version } })
      .toPromise()
    return outcomeOf(data?.releaseTask, error)
  })
}

export async function assignMany(
  client: Client,
  rows: readonly TaskRow[],
  personId: string,
): Promise<BulkResult> {
  return oneByOne(rows, async row => {
    const input = { id: row.id, version: row.version, personId }
    const { data, error } = await client.mutation(ASSIGN, { input }).toPromise()
    return outcomeOf(data?.assignTask, error)
  })
}

async function oneByOne(
  rows: readonly TaskRow[],
  act: (row: TaskRow) => Promise<ReturnType<typeof outcomeOf>>,
): Promise<BulkResult> {
  const all: BulkResult = { done: 0, refused: [], failed: false }
  for (const row of rows) {
    const outcome = await act(row)
    if (outcome.kind === 'done') all.done += 1
    else if (outcome.kind === 'refused') all.refused.push({ row, message: outcome.errors[0]?.message ?? '' })
    else return { ...all, failed: true }
  }
  return all
}
