// Aufgaben: one list over all bodies a person serves. What it shows stands in its address; others' changes appear by
// themselves; who comes back from a task finds it as it was left.
import { useNavigate, useRouterState, useSearch } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useQuery } from 'urql'
import { useText } from '../../messages/text'
import { Button } from '../../parts/Button'
import { cx } from '../../parts/cx'
import { PageTitle } from '../../parts/PageTitle'
import { QueryFault } from '../../parts/QueryFault'
import { Waiting } from '../../parts/Waiting'
import { useViewer } from '../../shell/ViewerContext'
import { BulkBar, useBulk } from './BulkBar'
import { Filters } from './Filters'
import { recall, remember } from './memory'
import { COUNTS } from './queries'
import { type Rows, useRows } from './rows'
import { SearchAndViews } from './SearchAndViews'
import { Shortcuts } from './Shortcuts'
import { columnsOf, filterOf, type ListSearch, narrowing, SHELVES, shelfOf, wordOfShelf } from './search'
import { NOTHING, type Selection, settle } from './selection'
import { TaskGrid } from './TaskGrid'

export function TaskListPage() {
  const t = useText()
  const viewer = useViewer()
  const search = useSearch({ from: '/aufgaben' })
  const filter = useMemo(() => filterOf(search), [search])
  const sort = search.sort === 'prio' ? 'PRIORITY' : 'DUE'
  const key = JSON.stringify([filter, sort])
  const before = useRef(recall(key)).current
  const [counts, countAgain] = useQuery({ query: COUNTS, variables: { filter } })
  const recount = useCallback(() => countAgain({ requestPolicy: 'network-only' }), [countAgain])
  const list = useRows(key, filter, sort, recount)
  const [selection, select] = useSelection(key, list)
  useRemember(key, list, selection)
  const chosenRows = list.rows.filter(row => selection.chosen.has(row.id))
  const active = list.rows.filter(row => row.id === selection.activeId)
  const [dialog, setDialog] = useState<'keys' | 'assign' | null>(null)
  const after = () => {
    select(now => ({ ...now, chosen: new Set() }))
    recount()
    list.refresh()
  }
  const bulk = useBulk(after)
  const concerned = chosenRows.length > 0 ? chosenRows : active

  const onKey = (pressed: string): boolean => {
    const actions: Record<string, () => void> = {
      '?': () => setDialog('keys'),
      '/': () => document.getElementById('task-search')?.focus(),
      ü: () => void bulk.run('claim', concerned),
      g: () => void bulk.run('release', concerned),
      z: () => setDialog('assign'),
      a: list.refresh,
    }
    const action = actions[pressed.toLowerCase()]
    action?.()
    return action !== undefined
  }

  return (
    <>
      <PageTitle
        title={t('tasks.title')}
        keepFocus={before?.activeId != null}
        beside={
          <Button kind="tertiary" small icon="help" onClick={() => setDialog('keys')}>
            {t('tasks.keys.button')}
          </Button>
        }
      />
      <Shelves search={search} counts={counts.data?.workListCounts} />
      <SearchAndViews search={search} />
      <Filters search={search} change={useChange()} />
      {list.error && list.rows.length === 0 && <QueryFault error={list.error} retry={list.refresh} />}
      {list.stale && (
        <p className="stale" role="status">
          {t('tasks.stale')}{' '}
          <Button small icon="autorenew" onClick={list.refresh}>
            {t('tasks.refresh')}
          </Button>
        </p>
      )}
      {list.rows.length > 0 && (
        <TaskGrid
          rows={list.rows}
          hasMore={list.hasMore}
          columns={columnsOf(search)}
          sortedBy={sort === 'PRIORITY' ? 'priority' : 'due'}
          today={viewer.today}
          me={viewer.person.id}
          selection={selection}
          select={select}
          loadMore={list.loadMore}
          onKey={onKey}
          returnTo={before?.activeId ?? null}
          closed={filter.shelf === 'CLOSED'}
        />
      )}
      {list.rows.length === 0 && !list.loading && !list.error && <Nothing search={search} />}
      {list.loading && <Waiting />}
      <BulkBar
        rows={dialog === 'assign' && chosenRows.length === 0 ? active : chosenRows}
        assigning={dialog === 'assign'}
        setAssigning={open => setDialog(open ? 'assign' : null)}
        done={after}
        clear={() => select(now => ({ ...now, chosen: new Set() }))}
      />
      {dialog === 'keys' && <Shortcuts onClose={() => setDialog(null)} />}
    </>
  )
}

function useChange() {
  const navigate = useNavigate({ from: '/aufgaben' })
  return useCallback(
    (part: Partial<ListSearch>) =>
      void navigate({ search: (now: ListSearch) => ({ ...now, ...part }), replace: true }),
    [navigate],
  )
}

type Counts = { mine: number; mineOverdue: number; unassigned: number; overdue: number; followUp: number }

function Shelves({ search, counts }: { search: ListSearch; counts: Counts | undefined }) {
  const t = useText()
  const change = useChange()
  const current = shelfOf(search)
  const numbers: Partial<Record<string, readonly [number, number]>> = counts
    ? {
        MINE: [counts.mine, counts.mineOverdue],
        UNASSIGNED: [counts.unassigned, counts.overdue],
        FOLLOW_UP: [counts.followUp, 0],
      }
    : {}
  return (
    <nav className="shelves" aria-label={t('tasks.shelf.label')}>
      {SHELVES.map(shelf => {
        const [count, overdue] = numbers[shelf] ?? [null, 0]
        return (
          <button
            key={shelf}
            type="button"
            aria-current={shelf === current ? 'page' : undefined}
            className={cx('shelf', shelf === current && 'shelf--current')}
            onClick={() => change({ ablage: wordOfShelf(shelf) })}
          >
            <span>{t(`tasks.shelf.${shelf}`)}</span>
            {count !== null && <span className="shelf__count">{count}</span>}
            {overdue > 0 && (
              <span className="shelf__overdue">{t('tasks.shelf.overdue', { count: overdue })}</span>
            )}
          </button>
        )
      })}
    </nav>
  )
}

function Nothing({ search }: { search: ListSearch }) {
  const t = useText()
  return (
    <div className="nothing">
      <p className="kern-title">
        {t(narrowing(search) > 0 ? 'tasks.nothing.filtered' : 'tasks.nothing.title')}
      </p>
      <p className="kern-body">{t(`tasks.nothing.${shelfOf(search)}`)}</p>
    </div>
  )
}

/** The chosen rows follow the list: what left it is not chosen, its neighbour is current. */
function useSelection(key: string, list: Rows) {
  const begin = (): Selection => ({ ...NOTHING, activeId: recall(key)?.activeId ?? null })
  const [selection, select] = useState(begin)
  const ids = useRef<string[]>([])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list begins anew
  useEffect(() => select(begin()), [key])
  useEffect(() => {
    const now = list.rows.map(row => row.id)
    const before = ids.current
    ids.current = now
    if (!list.loading) select(was => settle(was, before, now))
  }, [list.rows, list.loading])
  return [selection, select] as const
}

function useRemember(key: string, list: Rows, selection: Selection) {
  const address = useRouterState({ select: state => state.location.href })
  const latest = useRef({ list, selection, address, scroll: 0 })
  latest.current = {
    list,
    selection,
    address: address.startsWith('/aufgaben?') || address === '/aufgaben' ? address : latest.current.address,
    scroll: 0,
  }
  useEffect(() => {
    return () => {
      const { list, selection, address } = latest.current
      const { rows, cursor, hasMore } = list
      remember(key, address, { rows, cursor, hasMore, scrollY, activeId: selection.activeId })
    }
  }, [key])
}
