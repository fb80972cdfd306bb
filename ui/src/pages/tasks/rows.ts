// The rows of a list: fetched page by page as one scrolls, kept current by what other people do.
//
// A change is never shown by moving things under somebody's hands: rows keep their identity, the focus stays.
// A short list is fetched again at once; of a long one only the changed row is replaced, and new ones are offered.

import type { CombinedError } from '@urql/core'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useClient, useSubscription } from 'urql'
import { onSocketBack } from '../../api/socket'
import type { Shelf, WorkListFilter, WorkListSort } from '../../gql/graphql'
import { onBack } from '../../state/connection'
import { type Remembered, recall } from './memory'
import { CHANGED, type TaskRow, WORK_LIST } from './queries'

const PAGE = 100
/** Lists up to this length are fetched anew as a whole. */
const SHORT = 200
const SETTLE_MS = 250

export type Rows = {
  rows: TaskRow[]
  hasMore: boolean
  cursor: string | null
  loading: boolean
  error: CombinedError | null
  /** Something new may be there that is not shown. */
  stale: boolean
  loadMore: () => void
  refresh: () => void
}

type State = Pick<Rows, 'rows' | 'hasMore' | 'cursor' | 'loading' | 'error' | 'stale'>

const EMPTY: State = { rows: [], hasMore: false, cursor: null, loading: true, error: null, stale: false }

function begin(remembered: Remembered | undefined): State {
  if (!remembered) return EMPTY
  const { rows, hasMore, cursor } = remembered
  return { rows, hasMore, cursor, loading: false, error: null, stale: false }
}

export function useRows(key: string, filter: WorkListFilter, sort: WorkListSort, changed: () => void): Rows {
  const client = useClient()
  const [state, setState] = useState<State>(() => begin(recall(key)))
  const run = useRef(0)
  const now = useRef(state)
  now.current = state

  // by value: the caller makes a new filter object with every search
  const asked = useRef({ filter, sort })
  asked.current = { filter, sort }
  const page = useCallback(
    (after: string | null) => {
      const variables = { ...asked.current, first: PAGE, after }
      return client.query(WORK_LIST, variables, { requestPolicy: 'network-only' }).toPromise()
    },
    [client],
  )

  const refresh = useCallback(async () => {
    run.current += 1
    const mine = run.current
    const wanted = Math.max(1, Math.ceil(Math.min(now.current.rows.length, SHORT) / PAGE))
    const rows: TaskRow[] = []
    let after: string | null = null
    let hasMore = true
    for (let round = 0; round < wanted && hasMore; round += 1) {
      const { data, error } = await page(after)
      if (run.current !== mine) return
      if (error && !data) return setState(was => ({ ...was, error, loading: false }))
      const list = data?.workList
      rows.push(...(list?.nodes ?? []))
      after = list?.pageInfo.endCursor ?? null
      hasMore = list?.pageInfo.hasNextPage ?? false
    }
    setState({ rows, hasMore, cursor: after, loading: false, error: null, stale: false })
  }, [page])

  const loadMore = useCallback(async () => {
    const { hasMore, loading, cursor } = now.current
    if (!hasMore || loading || cursor === null) return
    setState(was => ({ ...was, loading: true }))
    const mine = run.current
    const { data, error } = await page(cursor)
    if (run.current !== mine) return
    const list = data?.workList
    if (!list) return setState(was => ({ ...was, loading: false, error: error ?? null }))
    setState(was => ({
      ...was,
      rows: joined(was.rows, list.nodes),
      cursor: list.pageInfo.endCursor ?? null,
      hasMore: list.pageInfo.hasNextPage,
      loading: false,
      error: null,
    }))
  }, [page])

  useEffect(() => {
    setState(begin(recall(key)))
    void refresh()
  }, [key, refresh])

  useLive(filter.shelf ?? 'UNASSIGNED', now, setState, refresh, changed)
  return { ...state, loadMore, refresh }
}

/** A row that moved between two pages is shown once. */
export function joined(before: TaskRow[], more: readonly TaskRow[]): TaskRow[] {
  const known = new Set(before.map(row => row.id))
  return [...before, ...more.filter(row => !known.has(row.id))]
}

function useLive(
  shelf: Shelf,
  now: { current: State },
  setState: (change: (was: State) => State) => void,
  refresh: () => Promise<void>,
  changed: () => void,
) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const soon = useCallback(() => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      changed()
      if (now.current.rows.length <= SHORT) void refresh()
      else setState(was => ({ ...was, stale: true }))
    }, SETTLE_MS)
  }, [refresh, changed, now, setState])
  const [event] = useSubscription({ query: CHANGED })
  const told = event.data?.workListChanged
  useEffect(() => {
    if (!told) return
    const { task, taskId } = told
    if (task) setState(was => ({ ...was, rows: was.rows.map(row => (row.id === taskId ? task : row)) }))
    if (taskId && shelf !== 'CLOSED' && task && task.state !== 'OPEN') {
      setState(was => ({ ...was, rows: was.rows.filter(row => row.id !== taskId) }))
    }
    soon()
  }, [told, shelf, setState, soon])
  useEffect(() => {
    const ends = [onSocketBack(soon), onBack(soon)]
    return () => {
      clearTimeout(timer.current)
      for (const end of ends) end()
    }
  }, [soon])
}
