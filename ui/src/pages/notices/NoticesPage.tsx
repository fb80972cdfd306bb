// Mitteilungen: what one was told, newest first. New ones appear by themselves; opening one's task marks it as read.
import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useIntl } from 'react-intl'
import { useClient, useQuery } from 'urql'
import { useVerb } from '../../api/verb'
import { instant } from '../../format/day'
import { useText } from '../../messages/text'
import { Alert } from '../../parts/Alert'
import { Badge } from '../../parts/Badge'
import { Button } from '../../parts/Button'
import { cx } from '../../parts/cx'
import { PageTitle } from '../../parts/PageTitle'
import { QueryFault } from '../../parts/QueryFault'
import { Waiting } from '../../parts/Waiting'
import { noticesChanged } from '../../shell/Bell'
import { useStore } from '../../state/store'
import { MARK_READ, NOTICES, type Notice } from './queries'
import './notices.css'

export function NoticesPage() {
  const t = useText()
  const client = useClient()
  const verb = useVerb()
  const [unreadOnly, setUnreadOnly] = useState(false)
  const [older, setOlder] = useState<{ rows: readonly Notice[]; cursor: string | null } | null>(null)
  const [{ data, error }, again] = useQuery({ query: NOTICES, variables: { after: null, unreadOnly } })
  const changed = useStore(noticesChanged)
  // biome-ignore lint/correctness/useExhaustiveDependencies: read again whenever there is something new
  useEffect(() => {
    if (changed > 0) again({ requestPolicy: 'network-only' })
  }, [changed])
  const read = async (ids: string[] | null) => {
    const done = await verb.send(MARK_READ, { input: { ids } }, sent => sent.markNotificationsRead)
    if (!done) return
    setOlder(null)
    noticesChanged.set(now => now + 1)
  }
  const first = data?.notifications
  const rows = [...(first?.nodes ?? []), ...(older?.rows ?? [])]
  const cursor = older ? older.cursor : first?.pageInfo.hasNextPage ? first.pageInfo.endCursor : null
  const more = async () => {
    const page = await client.query(NOTICES, { after: cursor ?? null, unreadOnly }).toPromise()
    const found = page.data?.notifications
    if (!found) return
    const next = found.pageInfo.hasNextPage ? (found.pageInfo.endCursor ?? null) : null
    setOlder(was => ({ rows: [...(was?.rows ?? []), ...found.nodes], cursor: next }))
  }
  return (
    <>
      <PageTitle
        title={t('notices.title')}
        beside={
          <>
            <Button
              busy={verb.busy}
              disabled={!rows.some(row => !row.readAt)}
              onClick={() => void read(null)}
            >
              {t('notices.read_all')}
            </Button>
            <Link to="/einstellungen" className="kern-link">
              {t('notices.settings')}
            </Link>
          </>
        }
      />
      <label className="tick">
        <input
          type="checkbox"
          checked={unreadOnly}
          onChange={event => {
            setUnreadOnly(event.target.checked)
            setOlder(null)
          }}
        />
        <span>{t('notices.unread_only')}</span>
      </label>
      {error && !data && <QueryFault error={error} retry={() => again({ requestPolicy: 'network-only' })} />}
      {!data && !error && <Waiting />}
      {data && rows.length === 0 && <Alert tone="info" title={t('notices.none')} />}
      <ol className="notice-list">
        {rows.map(row => (
          <Row key={row.id} row={row} read={() => void read([row.id])} />
        ))}
      </ol>
      {cursor && <Button onClick={() => void more()}>{t('notices.more')}</Button>}
    </>
  )
}

function Row({ row, read }: { row: Notice; read: () => void }) {
  const t = useText()
  const { locale } = useIntl()
  const unread = !row.readAt
  return (
    <li className={cx('notice-row', unread && 'notice-row--unread')}>
      <time dateTime={row.at}>{instant(row.at, locale)}</time>
      <div>
        <p>
          {row.task ? (
            <Link
              className="kern-link"
              to="/aufgaben/$taskId"
              params={{ taskId: row.task.id }}
              onClick={unread ? read : undefined}
            >
              {row.sentence}
            </Link>
          ) : (
            row.sentence
          )}
        </p>
        {row.task?.case && (
          <p className="notice-row__about">
            {row.task.case.subject} · {row.task.body?.name}
          </p>
        )}
      </div>
      {unread && (
        <div className="notice-row__end">
          <Badge tone="info">{t('notices.new')}</Badge>
          <Button small aria-label={t('notices.read_one', { sentence: row.sentence })} onClick={read}>
            {t('notices.read')}
          </Button>
        </div>
      )}
    </li>
  )
}
