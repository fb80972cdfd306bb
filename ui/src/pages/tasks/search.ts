// What the address of the work list says: filters, sorting, columns. Everything is in the address, so that reload, back
// and a shared link show the same list. Unknown values are dropped, never an error.

import type {
  Process,
  Role,
  Shelf,
  TaskKind,
  WorkListColumn,
  WorkListFilter,
  WorkListViewFilter,
} from '../../gql/graphql'

export const SHELVES = [
  'MINE',
  'UNASSIGNED',
  'FOLLOW_UP',
  'ALL_OPEN',
  'CLOSED',
] as const satisfies readonly Shelf[]
export const DUE = ['overdue', 'today', 'week', 'month'] as const
export type Due = (typeof DUE)[number]
export const COLUMNS = ['body', 'file', 'phase', 'assignee', 'roles', 'priority', 'opened'] as const
export type Column = (typeof COLUMNS)[number]
export const DEFAULT_COLUMNS: readonly Column[] = ['body', 'file', 'assignee', 'priority']

/** Lists are written with commas: `?kommune=a,b`. */
export type ListSearch = {
  ablage?: 'meine' | 'frei' | 'wiedervorlage' | 'offen' | 'erledigt'
  kommune?: string
  rolle?: string
  art?: string
  verfahren?: string
  faellig?: Due
  prio?: number
  sort?: 'prio'
  suche?: string
  spalten?: string
}

const SHELF_WORDS: Record<NonNullable<ListSearch['ablage']>, Shelf> = {
  meine: 'MINE',
  frei: 'UNASSIGNED',
  wiedervorlage: 'FOLLOW_UP',
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
    suche: words(typeof raw.suche === 'number' ? String(raw.suche) : raw.suche),
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

const DUE_DAYS: Record<Due, number> = { overdue: -1, today: 0, week: 7, month: 31 }

export function filterOf(search: ListSearch): WorkListFilter {
  const some = <T>(values: string[]) => (values.length > 0 ? (values as T[]) : null)
  return {
    shelf: shelfOf(search),
    bodyIds: some<string>(listed(search.kommune)),
    roles: some<Role>(listed(search.rolle)),
    kinds: some<TaskKind>(listed(search.art)),
    processes: some<Process>(listed(search.verfahren)),
    dueWithinDays: search.faellig ? DUE_DAYS[search.faellig] : null,
    priorityUntil: search.prio ?? null,
    search: search.suche ?? null,
  }
}

const VIEW_COLUMNS: Record<Column, WorkListColumn> = {
  body: 'BODY',
  file: 'FILE_REFERENCE',
  phase: 'PHASE',
  assignee: 'ASSIGNEE',
  roles: 'ROLES',
  priority: 'PRIORITY',
  opened: 'OPENED',
}

/** Due date and task are always there; a view names them first. */
export function viewColumns(search: ListSearch): WorkListColumn[] {
  return ['DUE', 'TITLE', 'SUBJECT', ...columnsOf(search).map(column => VIEW_COLUMNS[column])]
}

type SavedFilter = Omit<WorkListViewFilter, '__typename'>

/** The address a saved view leads to. */
export function searchOfView(view: {
  filter: SavedFilter
  columns: readonly WorkListColumn[]
  sort: string
}): ListSearch {
  const { filter } = view
  const columns = COLUMNS.filter(column => view.columns.includes(VIEW_COLUMNS[column]))
  const usual =
    columns.length === DEFAULT_COLUMNS.length && DEFAULT_COLUMNS.every(one => columns.includes(one))
  return {
    ablage: wordOfShelf(filter.shelf),
    kommune: unlisted(filter.bodyIds ?? []),
    rolle: unlisted(filter.roles ?? []),
    art: unlisted(filter.kinds ?? []),
    verfahren: unlisted(filter.processes ?? []),
    faellig: DUE.find(due => DUE_DAYS[due] === filter.dueWithinDays),
    prio: filter.priorityUntil ?? undefined,
    sort: view.sort === 'PRIORITY' ? 'prio' : undefined,
    suche: filter.search ?? undefined,
    spalten: view.columns.length === 0 || usual ? undefined : (unlisted(columns) ?? ','),
  }
}

/** How many of the filters narrow the list; the shelf is none of them. */
export function narrowing(search: ListSearch): number {
  const { kommune, rolle, art, verfahren, faellig, prio, suche } = search
  return [kommune, rolle, art, verfahren, faellig, prio, suche].filter(value => value !== undefined).length
}
