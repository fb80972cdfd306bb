// What concerns the whole page: server gone, session about to end, over, or another person's.
// Nothing is taken away: what was typed stays, drafts are kept in this browser until the server has them.
import { useEffect, useState } from 'react'
import { useText } from '../messages/text'
import { Alert } from '../parts/Alert'
import { session, signInAddress } from '../session/session'
import { connection } from '../state/connection'
import { useStore } from '../state/store'

const WARN_MS = 10 * 60 * 1000

export function Banners() {
  return (
    <div className="banners">
      <ConnectionBanner />
      <SessionBanner />
    </div>
  )
}

function ConnectionBanner() {
  const t = useText()
  const now = useStore(connection)
  if (now === 'online') return null
  const title = now === 'offline' ? t('shell.offline.title') : t('shell.server_gone.title')
  return (
    <Alert tone="warning" title={title} live>
      <p className="kern-body">{t('shell.server_gone.body')}</p>
    </Alert>
  )
}

function SessionBanner() {
  const t = useText()
  const now = useStore(session)
  const minutes = useMinutesLeft(now.state === 'signed_in' ? now.expiresAt : null)
  const signIn = (
    <a className="kern-btn kern-btn--primary btn" href={signInAddress()}>
      <span className="kern-label">{t('shell.session.sign_in_again')}</span>
    </a>
  )
  if (now.state === 'over') {
    return (
      <Alert tone="danger" title={t('shell.session.over')} live action={signIn}>
        <p className="kern-body">{t('shell.session.over_body')}</p>
      </Alert>
    )
  }
  if (now.state === 'other_person') {
    return (
      <Alert tone="danger" title={t('shell.session.other_person')} live>
        <a className="kern-link" href="/">
          {t('shell.session.reload')}
        </a>
      </Alert>
    )
  }
  if (minutes === null) return null
  return (
    <Alert tone="warning" title={t('shell.session.ends', { minutes })} live action={signIn}>
      <p className="kern-body">{t('shell.session.ends_body')}</p>
    </Alert>
  )
}

/** Whole minutes until then; `null` while there is time. */
function useMinutesLeft(until: number | null): number | null {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 15_000)
    return () => clearInterval(timer)
  }, [])
  if (until === null || until - now > WARN_MS) return null
  return Math.max(1, Math.ceil((until - now) / 60_000))
}
