// Which rows are chosen and which one is current: pure, so that the keyboard's rules can be tested without a browser.

export type Selection = {
  /** The row arrows move from. */
  activeId: string | null
  chosen: ReadonlySet<string>
  /** Where a range began. */
  anchorId: string | null
}

export const NOTHING: Selection = { activeId: null, chosen: new Set(), anchorId: null }

export type Move = 'up' | 'down' | 'page_up' | 'page_down' | 'first' | 'last'

const PAGE_ROWS = 10

/** Moves the current row; `extend` chooses everything from the anchor to it. */
export function move(now: Selection, ids: readonly string[], way: Move, extend: boolean): Selection {
  if (ids.length === 0) return now
  const at = now.activeId === null ? -1 : ids.indexOf(now.activeId)
  const steps: Record<Move, number> = {
    up: at - 1,
    down: at + 1,
    page_up: at - PAGE_ROWS,
    page_down: at + PAGE_ROWS,
    first: 0,
    last: ids.length - 1,
  }
  const to = Math.min(ids.length - 1, Math.max(0, steps[way]))
  const activeId = ids[to] ?? null
  if (!extend) return { ...now, activeId, anchorId: activeId }
  return {
    activeId,
    anchorId: now.anchorId ?? now.activeId,
    chosen: range(ids, now.anchorId ?? now.activeId, activeId),
  }
}

function range(ids: readonly string[], from: string | null, to: string | null): ReadonlySet<string> {
  const [one, other] = [ids.indexOf(from ?? ''), ids.indexOf(to ?? '')].sort((a, b) => a - b)
  return new Set(ids.slice(Math.max(0, one ?? 0), (other ?? 0) + 1))
}

export function toggle(now: Selection, id: string): Selection {
  const chosen = new Set(now.chosen)
  if (!chosen.delete(id)) chosen.add(id)
  return { activeId: id, anchorId: id, chosen }
}

export function chooseAll(now: Selection, ids: readonly string[]): Selection {
  const all = now.chosen.size < ids.length
  return { ...now, chosen: new Set(all ? ids : []) }
}

/** After the list changed: what is gone is not chosen any more; the current row passes to its neighbour. */
export function settle(now: Selection, before: readonly string[], ids: readonly string[]): Selection {
  const there = new Set(ids)
  const chosen = [...now.chosen].filter(id => there.has(id))
  let activeId = now.activeId
  if (activeId !== null && !there.has(activeId)) {
    const at = before.indexOf(activeId)
    const near = [...before.slice(at + 1), ...before.slice(0, Math.max(at, 0)).reverse()]
    activeId = near.find(id => there.has(id)) ?? null
  }
  if (activeId === now.activeId && chosen.length === now.chosen.size) return now
  return { activeId, anchorId: activeId, chosen: new Set(chosen) }
}
