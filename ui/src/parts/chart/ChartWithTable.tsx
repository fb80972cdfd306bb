// A picture of figures and the table behind it. Nobody needs the picture: the same is in the table, for screen readers,
// for paper and for who wants the exact figure. Drawn as SVG in the width there is; nothing is loaded from elsewhere.
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { useText } from '../../messages/text'
import { Scrolling } from '../Scrolling'
import './chart.css'

export type TableColumn = { title: string; amount?: boolean }
/** The first cell names the row. */
export type TableRow = { key: string; cells: readonly ReactNode[]; sum?: boolean }

type Props = {
  title: string
  /** What the picture shows, in a sentence, for those who do not see it. */
  summary: string
  height: number | ((width: number) => number)
  columns: readonly TableColumn[]
  rows: readonly TableRow[]
  /** The table stands open under the picture rather than behind a click. */
  open?: boolean
  /** Under the picture: what its colours mean, what is left out. */
  note?: ReactNode
  /** The picture itself, as wide as there is room (CSS pixels). */
  children: (width: number) => ReactNode
}

export function ChartWithTable({ title, summary, height, columns, rows, open, note, children }: Props) {
  const t = useText()
  const id = useId()
  const [place, width] = useWidth()
  const high = typeof height === 'function' ? height(width) : height
  return (
    <figure className="chart" aria-labelledby={id}>
      <figcaption id={id} className="chart__title">
        {title}
      </figcaption>
      <div ref={place} className="chart__picture">
        <svg role="img" aria-label={summary} width={width} height={high} viewBox={`0 0 ${width} ${high}`}>
          {children(width)}
        </svg>
      </div>
      {note}
      {open ? (
        <Table title={title} columns={columns} rows={rows} />
      ) : (
        <details className="chart__table">
          <summary>
            {t('chart.as_table')}
            <span className="kern-sr-only">: {title}</span>
          </summary>
          <Table title={title} columns={columns} rows={rows} />
        </details>
      )}
    </figure>
  )
}

function Table({ title, columns, rows }: Pick<Props, 'title' | 'columns' | 'rows'>) {
  return (
    <Scrolling label={title}>
      <table className="data-table">
        <caption className="kern-sr-only">{title}</caption>
        <thead>
          <tr>
            {columns.map(column => (
              <th key={column.title} scope="col" className={column.amount ? 'amount' : undefined}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={row.key} className={row.sum ? 'data-table__sum' : undefined}>
              {row.cells.map((cell, index) =>
                index === 0 ? (
                  <th key={columns[index]?.title} scope="row">
                    {cell}
                  </th>
                ) : (
                  <td key={columns[index]?.title} className={columns[index]?.amount ? 'amount' : undefined}>
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolling>
  )
}

const USUAL_WIDTH = 640
const LEAST_WIDTH = 240

/** The width of the place, followed when the window changes; where nothing is measured, a usual one. */
function useWidth() {
  const place = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(USUAL_WIDTH)
  useEffect(() => {
    const element = place.current
    if (!element || typeof ResizeObserver === 'undefined') return
    const measure = () => {
      if (element.clientWidth > 0) setWidth(Math.max(LEAST_WIDTH, element.clientWidth))
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return [place, width] as const
}
