// A wide table scrolls in its own place, never the page; by keyboard too, so the place can have the focus and has a name.
import type { ReactNode } from 'react'
import './scrolling.css'

export function Scrolling({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: no fieldset, and no landmark either: there would be too many
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <div className="kern-table-responsive scrolling" role="group" tabIndex={0} aria-label={label}>
      {children}
    </div>
  )
}
