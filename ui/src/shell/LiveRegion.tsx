// Where screen readers hear what happened elsewhere on the page. Two regions in turn: the same words twice are two news.

import { announcement } from '../state/announce'
import { useStore } from '../state/store'

export function LiveRegion() {
  const { text, count } = useStore(announcement)
  return (
    <div className="kern-sr-only">
      <div aria-live="polite">{count % 2 === 0 ? text : ''}</div>
      <div aria-live="polite">{count % 2 === 1 ? text : ''}</div>
    </div>
  )
}
