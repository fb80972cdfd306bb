// Einstellungen: how one wants to be told. In the page always; by mail at once, once a day, or never; deadlines also in
// one's own calendar.
import { useQuery } from 'urql'
import { useText } from '../../messages/text'
import { PageTitle } from '../../parts/PageTitle'
import { QueryFault } from '../../parts/QueryFault'
import { Waiting } from '../../parts/Waiting'
import { CalendarFeed } from './CalendarFeed'
import { MailWishes } from './MailWishes'
import { SETTINGS } from './queries'
import './settings.css'

export function SettingsPage() {
  const t = useText()
  const [{ data, error }, again] = useQuery({ query: SETTINGS })
  const refetch = () => again({ requestPolicy: 'network-only' })
  return (
    <>
      <PageTitle title={t('settings.title')} />
      {error && !data && <QueryFault error={error} retry={refetch} />}
      {!data && !error && <Waiting />}
      {data && (
        <div className="settings">
          <MailWishes now={data.notificationSettings} refetch={refetch} />
          <CalendarFeed since={data.calendarFeed?.since ?? null} refetch={refetch} />
        </div>
      )}
    </>
  )
}
