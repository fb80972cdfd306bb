// A part beside the form that can be folded; the browser's own disclosure, so keyboard and screen reader know it.
import type { ReactNode } from 'react'

export function Section({
  title,
  count,
  open,
  children,
}: {
  title: string
  count?: number
  open?: boolean
  children: ReactNode
}) {
  return (
    <details className="beside" open={open}>
      <summary>
        <h2>{title}</h2>
        {count !== undefined && <span className="shelf__count">{count}</span>}
      </summary>
      <div className="beside__body">{children}</div>
    </details>
  )
}
