// The list itself: only the rows in sight are drawn, the page scrolls, the keyboard does everything.
// Arrows move, Enter opens, Space chooses; keys without Ctrl work only while the list has the focus (WCAG 2.1.4).
import { useNavigate } from '@tanstack/react-router'
import { defaultRangeExtractor, type Range, useWindowVirtualizer } from '@tanstack/react-virtual'
import {
  type KeyboardEvent,
  type MouseEvent,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { useText } from '../../messages/text'
import { cx } from '../../parts/cx'
import type { TaskRow } from './queries'
import type { Column } from './search'
import { chooseAll, type Move, move, type Selection, toggle } from './selection'
import { TaskLine } from './TaskLine'

const ROW_HEIGHT = 58
const CARD_HEIGHT = 118
const NEAR_END = 30

const MOVES: Record<string, Move> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  PageUp: 'page_up',
  PageDown: 'page_down',
  Home: 'first',
  End: 'last',
}

type Props = {
  rows: TaskRow[]
  hasMore: boolean
  columns: readonly Column[]
  sortedBy: 'due' | 'priority'
  today: string
  me: string
  selection: Selection
  select: (change: (now: Selection) => Selection) => void
  loadMore: () => void
  onKey: (key: string) => boolean
  /** The row the focus belongs to when one comes back from a task. */
  returnTo: string | null
  closed: boolean
}

export function TaskGrid(props: Props) {
  const t = useText()
  const navigate = useNavigate()
  const { rows, selection, select, columns } = props
  const ids = rows.map(row => row.id)
  const activeIndex = selection.activeId === null ? -1 : ids.indexOf(selection.activeId)
  const grid = useRef<HTMLDivElement>(null)
  const lines = useLines(props, activeIndex)
  const focusSoon = useFocusSoon(grid, selection.activeId)
  useReturn(props.returnTo, ids, lines.virtual, focusSoon)

  const keyed = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.altKey || event.metaKey) return
    const way = MOVES[event.key]
    const { activeId } = selection
    if (way) {
      select(now => move(now, ids, way, event.shiftKey))
      focusSoon()
    } else if (event.key === 'Enter' && activeId)
      void navigate({ to: '/aufgaben/$taskId', params: { taskId: activeId } })
    else if (event.key === ' ' && activeId) select(now => toggle(now, activeId))
    else if (event.key === 'a' && event.ctrlKey) select(now => chooseAll(now, ids))
    else if (event.ctrlKey || !props.onKey(event.key)) return
    event.preventDefault()
  }

  const clicked = (event: MouseEvent<HTMLDivElement>) => {
    const target = event.target
    if (!(target instanceof Element) || target.closest('a, input, button') || getSelection()?.toString())
      return
    const id = target.closest('[data-id]')?.getAttribute('data-id')
    if (!id) return
    if (event.ctrlKey || event.metaKey) select(now => toggle(now, id))
    else void navigate({ to: '/aufgaben/$taskId', params: { taskId: id } })
  }

  const onChoose = useCallback((id: string) => select(now => toggle(now, id)), [select])
  const onActivate = useCallback(
    (id: string) => select(now => (now.activeId === id ? now : { ...now, activeId: id, anchorId: id })),
    [select],
  )
  const all = rows.length > 0 && selection.chosen.size === rows.length
  return (
    <div
      role="grid"
      ref={grid}
      className={cx('task-grid', `task-grid--${columns.length}`)}
      data-columns={columns.join(' ')}
      aria-label={t('tasks.title')}
      aria-rowcount={props.hasMore ? -1 : rows.length + 1}
      aria-multiselectable="true"
      onKeyDown={keyed}
    >
      <div className="task-grid__head task-cells" role="row" aria-rowindex={1} tabIndex={-1}>
        <div role="columnheader" className="cell cell--choose" tabIndex={-1}>
          <input
            type="checkbox"
            checked={all}
            onChange={() => select(now => chooseAll(now, ids))}
            aria-label={t('tasks.choose_all')}
          />
        </div>
        <Heading name="due" sorted={props.sortedBy === 'due' && !props.closed} />
        <Heading name="task" />
        {columns.map(column => (
          <Heading
            key={column}
            name={column}
            sorted={column === 'priority' && props.sortedBy === 'priority'}
          />
        ))}
      </div>
      <div
        role="rowgroup"
        ref={lines.body}
        className="task-grid__body"
        style={{ height: `${lines.virtual.getTotalSize()}px` }}
        onClick={clicked}
      >
        {lines.virtual.getVirtualItems().map(item => {
          const row = rows[item.index]
          if (!row) return null
          return (
            <TaskLine
              key={row.id}
              row={row}
              index={item.index}
              columns={columns}
              today={props.today}
              me={props.me}
              active={row.id === selection.activeId}
              chosen={selection.chosen.has(row.id)}
              focusable={activeIndex < 0 ? item.index === 0 : item.index === activeIndex}
              top={item.start - lines.virtual.options.scrollMargin}
              onChoose={onChoose}
              onActivate={onActivate}
              measure={lines.virtual.measureElement}
            />
          )
        })}
      </div>
    </div>
  )
}

function Heading({ name, sorted }: { name: string; sorted?: boolean }) {
  const t = useText()
  return (
    <div
      role="columnheader"
      className={`cell cell--${name}`}
      aria-sort={sorted ? 'ascending' : undefined}
      tabIndex={-1}
    >
      {t(`tasks.column.${name}`)}
    </div>
  )
}

/** The rows in sight, plus the current one wherever it is: its focus must not be lost by scrolling. */
function useLines({ rows, hasMore, loadMore }: Props, activeIndex: number) {
  const body = useRef<HTMLDivElement>(null)
  const [margin, setMargin] = useState(0)
  useLayoutEffect(() => {
    const place = () => setMargin(Math.round((body.current?.getBoundingClientRect().top ?? 0) + scrollY))
    place()
    const watch = new ResizeObserver(place)
    watch.observe(document.body)
    return () => watch.disconnect()
  }, [])
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => (innerWidth < 760 ? CARD_HEIGHT : ROW_HEIGHT),
    overscan: 12,
    scrollMargin: margin,
    scrollPaddingStart: 110,
    scrollPaddingEnd: 90,
    getItemKey: index => rows[index]?.id ?? index,
    rangeExtractor: useCallback(
      (range: Range) => {
        const seen = defaultRangeExtractor(range)
        if (activeIndex < 0 || seen.includes(activeIndex)) return seen
        return [...seen, activeIndex].sort((a, b) => a - b)
      },
      [activeIndex],
    ),
  })
  const last = virtual.getVirtualItems().at(-1)?.index ?? 0
  useEffect(() => {
    if (hasMore && last >= rows.length - NEAR_END) loadMore()
  }, [hasMore, last, rows.length, loadMore])
  useEffect(() => {
    if (activeIndex >= 0) virtual.scrollToIndex(activeIndex, { align: 'auto' })
  }, [activeIndex, virtual])
  return { virtual, body }
}

/** Puts the focus on the current row once it is drawn: only after a key, never because the list changed. */
function useFocusSoon(grid: { current: HTMLDivElement | null }, activeId: string | null) {
  const wanted = useRef(false)
  const [, drawAgain] = useState(0)
  useEffect(() => {
    if (!wanted.current || activeId === null) return
    const row = grid.current?.querySelector<HTMLElement>(`[data-id="${CSS.escape(activeId)}"]`)
    if (!row) return
    wanted.current = false
    row.focus({ preventScroll: true })
  })
  return useCallback(() => {
    wanted.current = true
    drawAgain(count => count + 1)
  }, [])
}

function useReturn(
  id: string | null,
  ids: readonly string[],
  virtual: { scrollToIndex: (index: number, options: { align: 'center' }) => void },
  focusSoon: () => void,
) {
  const done = useRef(false)
  useEffect(() => {
    if (done.current || id === null || ids.length === 0) return
    done.current = true
    const at = ids.indexOf(id)
    if (at < 0) return
    virtual.scrollToIndex(at, { align: 'center' })
    focusSoon()
  }, [id, ids, virtual, focusSoon])
}
