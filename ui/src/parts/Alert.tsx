// KERN's alert: a box that says how things are. `live` reads it aloud when it appears.
import type { ReactNode } from 'react'
import { cx } from './cx'

type Tone = 'info' | 'success' | 'warning' | 'danger'

export function Alert(props: {
  tone: Tone
  title: string
  children?: ReactNode
  live?: boolean
  action?: ReactNode
}) {
  const { tone, title, children, live, action } = props
  return (
    <div className={cx('kern-alert', `kern-alert--${tone}`, 'alert')} role={live ? 'alert' : undefined}>
      <div className="kern-alert__header">
        <span className={`kern-icon kern-icon--${tone}`} aria-hidden="true" />
        <span className="kern-title">{title}</span>
        {action}
      </div>
      {children !== undefined && children !== null && <div className="kern-alert__body">{children}</div>}
    </div>
  )
}
