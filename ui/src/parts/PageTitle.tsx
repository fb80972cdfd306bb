// The heading of a page. On navigation the focus comes here, so that keyboard and screen reader start at the top;
// on the very first load the browser's own focus is left alone.
import { type ReactNode, useEffect, useRef } from 'react'

let first = true

type Props = {
  title: string
  /** Above the title: where this belongs. */
  above?: ReactNode
  beside?: ReactNode
  /** A page that goes on with something else (another task) gets the focus anew when this changes. */
  about?: string
  /** The page places the focus itself (a list one comes back to). */
  keepFocus?: boolean
}

export function PageTitle({ title, above, beside, about, keepFocus }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${title} – Verbund`
  }, [title])
  // biome-ignore lint/correctness/useExhaustiveDependencies: `about` is what makes it another page
  useEffect(() => {
    if (!first && !keepFocus) {
      heading.current?.focus({ preventScroll: true })
      scrollTo(0, 0)
    }
    first = false
  }, [about, keepFocus])
  return (
    <div className="page-title">
      {above && <div className="page-title__above">{above}</div>}
      <div className="page-title__row">
        <h1 className="kern-heading-medium" tabIndex={-1} ref={heading}>
          {title}
        </h1>
        {beside && <div className="page-title__beside">{beside}</div>}
      </div>
    </div>
  )
}
