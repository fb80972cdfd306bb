// What the address of the work list says: filters, sorting, columns. Everything is in the address, so that reload, back
// and a shared link show the same list. Unknown values are dropped, never an error.

import { addDays } from '../../format/day'
import type { Process, Role, Shelf, TaskKind, WorkListFilter } from '../../gql/graphql'

export const SHELVES = ['MINE', 'UNASSIGNED', 'ALL_OPEN', 'CLOSED'] as const satisfies readonly Shelf[]
export const DUE = ['overdue', 'today', 'week', 'month'] as const
export type Due = (typeof DUE)[number]
export const COLUMNS = ['body', 'file', 'phase', 'assignee', 'roles', 'priority', 'opened'] as const
export type Column = (typeof COLUMNS)[number]
export const DEFAULT_COLUMNS: readonly Column[] = ['body', 'file', 'assignee', 'priority']

/** Lists are written with commas: `?kommune=a,b`. */
export type ListSearch = {
  ablage?: 'meine' | 'frei' | 'offen' | 'erledigt'
  kommune?: string
  rolle?: string
  art?: string
  verfahren?: string
  faellig?: Due
  prio?: number
  sort?: 'prio'
  spalten?: string
}

const SHELF_WORDS: Record<NonNullable<ListSearch['ablage']>, Shelf> = {
  meine: 'MINE',
  frei: 'UNASSIGNED',
  offen: 'ALL_OPEN',
  erledigt: 'CLOSED',
}

export function readListSearch(raw: Record<string, unknown>): ListSearch {
  const words = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)
  const prio = Number(raw.prio)
  const due = DUE.find(one => one === raw.faellig)
  const shelf = typeof raw.ablage === 'string' && raw.ablage in SHELF_WORDS
  return {
    ablage: shelf ? (raw.ablage as ListSearch['ablage']) : undefined,
    kommune: words(raw.kommune),
    rolle: words(raw.rolle),
    art: words(raw.art),
    verfahren: words(raw.verfahren),
    faellig: due,
    prio: Number.isInteger(prio) && prio >= 1 && prio <= 9 ? prio : undefined,
    sort: raw.sort === 'prio' ? 'prio' : undefined,
    spalten: words(raw.spalten),
  }
}

export function listed(words: string | undefined): string[] {
  return words === undefined ? [] : words.split(',').filter(Boolean)
}

/** `undefined` when nothing is left: the address stays short. */
export function unlisted(values: readonly string[]): string | undefined {
  return values.length === 0 ? undefined : values.join(',')
}

export function shelfOf(search: ListSearch): Shelf {
  return SHELF_WORDS[search.ablage ?? 'frei']
}

export function wordOfShelf(shelf: Shelf): ListSearch['ablage'] {
  return (Object.keys(SHELF_WORDS) as (keyof typeof SHELF_WORDS)[]).find(word => SHELF_WORDS[word] === shelf)
}

export function columnsOf(search: ListSearch): readonly Column[] {
  if (search.spalten === undefined) return DEFAULT_COLUMNS
  const wanted = new Set(listed(search.spalten))
  return COLUMNS.filter(column => wanted.has(column))
}

export function filterOf(search: ListSearch, today: string): WorkListFilter {
  const some = <T>(values: string[]) => (values.length > 0 ? (values as T[]) : null)
  return {
    shelf: shelfOf(search),
    bodyIds: some<string>(listed(search.kommune)),
    roles: some<Role>(listed(search.rolle)),
    kinds: some<TaskKind>(listed(search.art)),
    processes: some<Process>(listed(search.verfahren)),
    dueUntil: search.faellig ? dueUntil(search.faellig, today) : null,
    priorityUntil: search.prio ?? null,
  }
}

function dueUntil(due: Due, today: string): string {
  switch (due) {
    case 'overdue':
      return addDays(today, -1)
    case 'today':
      return today
    case 'week':
      return addDays(today, 7)
    case 'month':
      return addDays(today, 31)
  }
}

/** How many of the filters narrow the list; the shelf is none of them. */
export function narrowing(search: ListSearch): number {
  const { kommune, rolle, art, verfahren, faellig, prio } = search
  return [kommune, rolle, art, verfahren, faellig, prio].filter(value => value !== undefined).length
}
