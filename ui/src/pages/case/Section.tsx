// A part of the page with its heading; readers of screens jump from one to the next.
import { type ReactNode, useId } from 'react'
import { cx } from '../../parts/cx'

export function Section({ title, wide, children }: { title: string; wide?: boolean; children: ReactNode }) {
  const id = useId()
  return (
    <section className={cx('case__part', wide && 'case__part--wide')} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  )
}
