// Bars one under the other, longest names welcome: the name stands above its bar, the figure behind it.
import { useId } from 'react'
import { cx } from '../cx'
import { Hatching } from './Columns'

export type Bar = { key: string; label: string; value: number | null; text: string; tone?: 'warning' }

const ROW = 46
const BAR = 16
const STUMP = 18
/** Room for the figure behind the longest bar. */
const FIGURE = 132

export function barsHeight(bars: readonly Bar[]): number {
  return Math.max(1, bars.length) * ROW
}

export function Bars({ bars, width }: { bars: readonly Bar[]; width: number }) {
  const hatching = useId()
  const largest = Math.max(1, ...bars.map(bar => Math.abs(bar.value ?? 0)))
  const room = Math.max(40, width - FIGURE)
  return (
    <g>
      <Hatching id={hatching} />
      {bars.map((bar, index) => {
        const long = bar.value === null ? STUMP : Math.max(2, (Math.abs(bar.value) / largest) * room)
        return (
          <g key={bar.key} transform={`translate(0 ${index * ROW})`}>
            <text className="chart__name" x={0} y={15}>
              {bar.label}
            </text>
            <rect
              className={
                bar.value === null ? 'chart__hidden' : cx('chart__bar', bar.tone && `chart__bar--${bar.tone}`)
              }
              fill={bar.value === null ? `url(#${hatching})` : undefined}
              x={0}
              y={21}
              width={long}
              height={BAR}
            />
            <text className="chart__figure" x={long + 8} y={34}>
              {bar.text}
            </text>
          </g>
        )
      })}
    </g>
  )
}
