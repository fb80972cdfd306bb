// Columns over time. What is hidden is drawn as a hatched stump, not as nothing: nothing would be a figure.
import { useId } from 'react'
import { marks } from './scale'

export type Column = { key: string; label: string; value: number | null; text: string }

type Props = { columns: readonly Column[]; width: number; height: number; axis: (value: number) => string }

const LEFT = 52
const BOTTOM = 26
const TOP = 18
const LABEL_WIDTH = 58
const STUMP = 10

export function Columns({ columns, width, height, axis }: Props) {
  const hatching = useId()
  const lines = marks(Math.max(0, ...columns.map(column => column.value ?? 0)))
  const top = lines.at(-1) ?? 1
  const room = height - TOP - BOTTOM
  const y = (value: number) => TOP + room - (value / top) * room
  const step = (width - LEFT) / Math.max(1, columns.length)
  const wide = Math.min(56, step * 0.64)
  const everyNth = Math.max(1, Math.ceil(LABEL_WIDTH / step))
  return (
    <g>
      <Hatching id={hatching} />
      {lines.map(line => (
        <g key={line}>
          <line className="chart__line" x1={LEFT} x2={width} y1={y(line)} y2={y(line)} />
          <text className="chart__axis" x={LEFT - 8} y={y(line) + 4} textAnchor="end">
            {axis(line)}
          </text>
        </g>
      ))}
      {columns.map((column, index) => {
        const middle = LEFT + step * (index + 0.5)
        const high = column.value === null ? STUMP : (column.value / top) * room
        return (
          <g key={column.key}>
            <rect
              className={column.value === null ? 'chart__hidden' : 'chart__bar'}
              fill={column.value === null ? `url(#${hatching})` : undefined}
              x={middle - wide / 2}
              y={TOP + room - high}
              width={wide}
              height={high}
            >
              <title>{`${column.label}: ${column.text}`}</title>
            </rect>
            {index % everyNth === 0 && (
              <text className="chart__axis" x={middle} y={height - 8} textAnchor="middle">
                {column.label}
              </text>
            )}
          </g>
        )
      })}
    </g>
  )
}

/** A pattern needs no colour to be told from a full bar. */
export function Hatching({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse">
        <path className="chart__hatch" d="M0 6 6 0" />
      </pattern>
    </defs>
  )
}
