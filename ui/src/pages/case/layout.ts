// Where the boxes of the process picture stand: the usual way from left to right in rows, side ways in rows below.
// Pure, so that it can be tried without a page.

export type StepView = { code: string; label: string; usualPlace?: number | null }

export type Placed<T> = { step: T; x: number; y: number; lines: string[] }

export type Line = { path: string; walked: boolean }

export const BOX = { width: 196, height: 58, gapX: 20, gapY: 26 }
const LABEL_CHARS = 20
const LABEL_LINES = 2

/** How many boxes fit beside each other in so many pixels; at least one. */
export function columnsFor(width: number): number {
  return Math.max(1, Math.floor((width + BOX.gapX) / (BOX.width + BOX.gapX)))
}

export function usualWay<T extends StepView>(steps: readonly T[]): T[] {
  const placed = steps.filter(step => typeof step.usualPlace === 'number')
  return placed.sort((a, b) => (a.usualPlace ?? 0) - (b.usualPlace ?? 0))
}

/** Boxes in rows, `columns` to a row, the first row at `top`. */
export function inRows<T extends StepView>(steps: readonly T[], columns: number, top: number): Placed<T>[] {
  return steps.map((step, index) => ({
    step,
    x: (index % columns) * (BOX.width + BOX.gapX),
    y: top + Math.floor(index / columns) * (BOX.height + BOX.gapY),
    lines: wrapped(step.label),
  }))
}

/** Height of so many boxes in rows. */
export function rowsHeight(count: number, columns: number): number {
  const rows = Math.ceil(count / columns)
  return rows === 0 ? 0 : rows * BOX.height + (rows - 1) * BOX.gapY
}

/** From each box of the usual way to the next; at the end of a row down and back to the left. */
export function connectors<T extends StepView>(
  placed: readonly Placed<T>[],
  isWalked: (from: T, to: T) => boolean,
): Line[] {
  return placed.slice(1).map((to, index) => {
    const from = placed[index] as Placed<T>
    const middle = BOX.height / 2
    const path =
      from.y === to.y
        ? `M${from.x + BOX.width} ${from.y + middle}H${to.x - 2}`
        : `M${from.x + BOX.width / 2} ${from.y + BOX.height}v${BOX.gapY / 2}H${to.x + BOX.width / 2}V${to.y - 2}`
    return { path, walked: isWalked(from.step, to.step) }
  })
}

/** A label in lines that fit the box; long German words are cut with a hyphen rather than run over the edge. */
export function wrapped(label: string): string[] {
  const lines: string[] = []
  for (const word of label.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && `${last} ${word}`.length <= LABEL_CHARS) {
      lines[lines.length - 1] = `${last} ${word}`
      continue
    }
    let rest = word
    while (rest.length > LABEL_CHARS) {
      lines.push(`${rest.slice(0, LABEL_CHARS - 1)}-`)
      rest = rest.slice(LABEL_CHARS - 1)
    }
    lines.push(rest)
  }
  if (lines.length <= LABEL_LINES) return lines
  return [...lines.slice(0, LABEL_LINES - 1), `${lines[LABEL_LINES - 1]?.slice(0, LABEL_CHARS - 2)} …`]
}
