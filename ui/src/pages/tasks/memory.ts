// Where a person was in a list, for coming back from a task: rows, place and the row that had the focus.
// In memory only; a reload starts at the top.
import type { TaskRow } from './queries'

export type Remembered = {
  rows: TaskRow[]
  cursor: string | null
  hasMore: boolean
  scrollY: number
  activeId: string | null
}

const lists = new Map<string, Remembered>()
let latest: { key: string; address: string } | null = null
const KEPT = 5

export function remember(key: string, address: string, list: Remembered) {
  lists.delete(key)
  lists.set(key, list)
  latest = { key, address }
  const oldest = lists.keys().next()
  if (lists.size > KEPT && !oldest.done) lists.delete(oldest.value)
}

export function recall(key: string): Remembered | undefined {
  return lists.get(key)
}

/** The address of the list one came from. */
export function cameFrom(): string {
  return latest?.address ?? '/aufgaben'
}

/** The task behind this one in the list one came from; `null` when there is none. */
export function nextAfter(taskId: string): TaskRow | null {
  const list = latest ? lists.get(latest.key) : undefined
  if (!list) return null
  const at = list.rows.findIndex(row => row.id === taskId)
  const others = [...list.rows.slice(at + 1), ...list.rows.slice(0, Math.max(at, 0))]
  return others.find(row => row.id !== taskId && row.state === 'OPEN') ?? null
}

/** A finished task leaves every open list at once. */
export function forget(taskId: string) {
  for (const list of lists.values()) {
    const at = list.rows.findIndex(row => row.id === taskId)
    if (at < 0) continue
    const neighbour = list.rows[at + 1] ?? list.rows[at - 1]
    list.rows = list.rows.filter(row => row.id !== taskId)
    if (list.activeId === taskId) list.activeId = neighbour?.id ?? null
  }
}
