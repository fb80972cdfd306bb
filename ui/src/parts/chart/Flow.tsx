// The flow picture: from where money comes to where it goes. One sink can be lifted out of the others.
import { cx } from '../cx'
import { bandPath, type Layout, type PlacedNode } from './flow'

const EDGE = 10
const WORDS = 8
const COLOURS = 6

type Props = {
  layout: Layout
  width: number
  /** How an amount is written. */
  written: (amount: number) => string
  /** Key of the sink that is looked at; the other bands step back. */
  chosen?: string | null
}

export function Flow({ layout, width, written, chosen }: Props) {
  const right = width - EDGE
  return (
    <g>
      {layout.bands.map(band => {
        const source = layout.sources[band.source]
        const sink = layout.sinks[band.sink]
        const back = chosen !== null && chosen !== undefined && sink?.key !== chosen
        return (
          <path
            key={band.key}
            className={cx('flow__band', `flow__band--${band.source % COLOURS}`, back && 'flow__band--back')}
            d={bandPath(band, EDGE, right)}
          >
            <title>{`${source?.name} → ${sink?.name}: ${written(band.amount)}`}</title>
          </path>
        )
      })}
      {layout.sources.map((node, index) => (
        <Node key={node.key} node={node} x={0} colour={`flow__node--${index % COLOURS}`} written={written} />
      ))}
      {layout.sinks.map(node => (
        <Node key={node.key} node={node} x={right} end written={written} lifted={node.key === chosen} />
      ))}
    </g>
  )
}

function Node(props: {
  node: PlacedNode
  x: number
  colour?: string
  end?: boolean
  lifted?: boolean
  written: (amount: number) => string
}) {
  const { node, x, colour, end, lifted, written } = props
  const at = end ? x - WORDS : x + EDGE + WORDS
  const anchor = end ? 'end' : 'start'
  const y = node.y + Math.max(15, node.high / 2 - 3)
  return (
    <g>
      <rect
        className={cx('flow__node', colour)}
        x={x}
        y={node.y}
        width={EDGE}
        height={Math.max(2, node.high)}
      />
      <text className={cx('flow__name', lifted && 'flow__name--lifted')} x={at} y={y} textAnchor={anchor}>
        {node.name}
      </text>
      <text className="flow__amount" x={at} y={y + 17} textAnchor={anchor}>
        {written(node.sum)}
      </text>
    </g>
  )
}
