// Something is being fetched. Shown only when it takes a moment, so that quick answers do not flicker.
import { useEffect, useState } from 'react'
import { useText } from '../messages/text'

const QUICK_MS = 300

export function Waiting() {
  const t = useText()
  const [slow, setSlow] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), QUICK_MS)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div className="waiting" role="status">
      {slow && (
        <>
          <span className="kern-loader kern-loader--visible" aria-hidden="true" />
          <span className="kern-sr-only">{t('shell.loading')}</span>
        </>
      )}
    </div>
  )
}
