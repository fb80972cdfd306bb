// The frame of every page: skip link, head, banners, the page itself, short messages.
// Nobody signed in: the way in, and afterwards back to where one wanted to go.
import { Outlet } from '@tanstack/react-router'
import { Suspense, useEffect } from 'react'
import { useQuery } from 'urql'
import { useText } from '../messages/text'
import { QueryFault } from '../parts/QueryFault'
import { Waiting } from '../parts/Waiting'
import { readSession, session } from '../session/session'
import { useStore } from '../state/store'
import { Banners } from './Banners'
import { Head } from './Head'
import { LiveRegion } from './LiveRegion'
import { Notices } from './Notices'
import { SignedOut } from './SignedOut'
import { ViewerProvider } from './ViewerContext'
import { VIEWER } from './viewer'

export function Shell() {
  const t = useText()
  const now = useStore(session)
  useEffect(() => {
    void readSession()
  }, [])
  return (
    <>
      <a className="skip-link" href="#main">
        {t('shell.skip')}
      </a>
      {now.state === 'unknown' && <Banners />}
      {now.state === 'signed_out' && <SignedOut />}
      {(now.state === 'signed_in' || now.state === 'over' || now.state === 'other_person') && <Inside />}
      <LiveRegion />
    </>
  )
}

function Inside() {
  const [{ data, error }, again] = useQuery({ query: VIEWER })
  if (!data) {
    return (
      <main className="main" id="main">
        <Banners />
        {error ? (
          <QueryFault error={error} retry={() => again({ requestPolicy: 'network-only' })} />
        ) : (
          <Waiting />
        )}
      </main>
    )
  }
  return (
    <ViewerProvider value={data.viewer}>
      <Head />
      <main className="main" id="main">
        <Banners />
        <Suspense fallback={<Waiting />}>
          <Outlet />
        </Suspense>
      </main>
      <Notices />
    </ViewerProvider>
  )
}
