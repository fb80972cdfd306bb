// Where the bands of a flow picture lie: sources to the left, sinks to the right, each band as thick as its amount.
// Every node has room for its two lines of words, however small it is.

export type FlowNode = { key: string; name: string }
/** Amounts by source, then by sink; what is not above zero has no band and stands in the table alone. */
export type Flows = {
  sources: readonly FlowNode[]
  sinks: readonly FlowNode[]
  amounts: readonly (readonly number[])[]
}

export type PlacedNode = FlowNode & { y: number; high: number; slot: number; sum: number }
export type Band = {
  key: string
  source: number
  sink: number
  amount: number
  fromY: number
  toY: number
  thick: number
}
export type Layout = { sources: PlacedNode[]; sinks: PlacedNode[]; bands: Band[]; height: number }

const FULL = 300
const SLOT = 38
const GAP = 10

export function layoutFlow({ sources, sinks, amounts }: Flows): Layout {
  const amount = (source: number, sink: number) => Math.max(0, amounts[source]?.[sink] ?? 0)
  const sourceSums = sources.map((_, i) => sinks.reduce((sum, __, j) => sum + amount(i, j), 0))
  const sinkSums = sinks.map((_, j) => sources.reduce((sum, __, i) => sum + amount(i, j), 0))
  const total = sourceSums.reduce((sum, one) => sum + one, 0)
  const scale = total > 0 ? FULL / total : 0
  const left = placed(sources, sourceSums, scale)
  const right = placed(sinks, sinkSums, scale)
  const height = Math.max(extent(left), extent(right))
  centre(left, height)
  centre(right, height)
  const used = { left: left.map(node => node.y), right: right.map(node => node.y) }
  const bands: Band[] = []
  for (const [i, source] of left.entries()) {
    for (const [j, sink] of right.entries()) {
      const cents = amount(i, j)
      if (cents === 0) continue
      const thick = cents * scale
      const fromY = used.left[i] ?? source.y
      const toY = used.right[j] ?? sink.y
      bands.push({ key: `${source.key} ${sink.key}`, source: i, sink: j, amount: cents, fromY, toY, thick })
      used.left[i] = fromY + thick
      used.right[j] = toY + thick
    }
  }
  return { sources: left, sinks: right, bands, height }
}

function placed(nodes: readonly FlowNode[], sums: readonly number[], scale: number): PlacedNode[] {
  let y = 0
  return nodes.map((node, index) => {
    const sum = sums[index] ?? 0
    const high = sum * scale
    const slot = Math.max(SLOT, high)
    const one = { ...node, y, high, slot, sum }
    y += slot + GAP
    return one
  })
}

function extent(nodes: readonly PlacedNode[]): number {
  const last = nodes.at(-1)
  return last ? last.y + last.slot : SLOT
}

/** The shorter side stands in the middle of the longer one. */
function centre(nodes: PlacedNode[], height: number) {
  const shift = (height - extent(nodes)) / 2
  for (const node of nodes) node.y += shift
}

/** A band as a path: from the left edge to the right one, thick all the way. */
export function bandPath(band: Band, left: number, right: number): string {
  const middle = (left + right) / 2
  const { fromY, toY, thick } = band
  return [
    `M${left} ${fromY}`,
    `C${middle} ${fromY} ${middle} ${toY} ${right} ${toY}`,
    `L${right} ${toY + thick}`,
    `C${middle} ${toY + thick} ${middle} ${fromY + thick} ${left} ${fromY + thick}Z`,
  ].join('')
}
