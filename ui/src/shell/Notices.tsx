// The short messages, at the lower edge, with undo counting down. They never take the focus.
import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useText } from '../messages/text'
import { Button, IconButton } from '../parts/Button'
import { Icon } from '../parts/Icon'
import { dismissNotice, type Notice, notices } from '../state/notices'
import { useStore } from '../state/store'

export function Notices() {
  const t = useText()
  const shown = useStore(notices)
  return (
    <section className="notices" aria-label={t('shell.notices')} aria-live="polite">
      {shown.map(notice => (
        <OneNotice key={notice.id} notice={notice} />
      ))}
    </section>
  )
}

function OneNotice({ notice }: { notice: Notice }) {
  const t = useText()
  const left = useSecondsLeft(notice.until)
  const { action } = notice
  return (
    <div className={`notice notice--${notice.tone}`}>
      <Icon name={notice.tone === 'info' ? 'info' : notice.tone} />
      <div className="notice__words">
        <span>{notice.text}</span>
        {notice.link && <Link to={notice.link.to}>{notice.link.text}</Link>}
      </div>
      {action && left !== 0 && (
        <Button
          small
          onClick={() => {
            dismissNotice(notice.id)
            action.run()
          }}
        >
          {action.text}
          {left !== null && <span aria-hidden="true"> ({left})</span>}
        </Button>
      )}
      <IconButton icon="close" label={t('shell.close')} onClick={() => dismissNotice(notice.id)} />
    </div>
  )
}

function useSecondsLeft(until: number | undefined): number | null {
  const left = () => (until === undefined ? null : Math.max(0, Math.ceil((until - Date.now()) / 1000)))
  const [seconds, setSeconds] = useState(left)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `left` only reads `until` and the clock
  useEffect(() => {
    if (until === undefined) return
    const timer = setInterval(() => setSeconds(left()), 250)
    return () => clearInterval(timer)
  }, [until])
  return seconds
}
