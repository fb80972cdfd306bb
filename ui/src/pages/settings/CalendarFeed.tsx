// One's deadlines in one's own calendar: a secret address, shown once when it is made; a new one closes the old one.
import { useState } from 'react'
import { useIntl } from 'react-intl'
import { useVerb } from '../../api/verb'
import { instant } from '../../format/day'
import { useText } from '../../messages/text'
import { Alert } from '../../parts/Alert'
import { Button } from '../../parts/Button'
import { Labelled } from '../../parts/Input'
import { announce } from '../../state/announce'
import { notify } from '../../state/notices'
import { SET_FEED } from './queries'

export function CalendarFeed({ since, refetch }: { since: string | null; refetch: () => void }) {
  const t = useText()
  const { locale } = useIntl()
  const verb = useVerb()
  const [address, setAddress] = useState<string | null>(null)
  const set = async (enabled: boolean) => {
    const done = await verb.send(SET_FEED, { input: { enabled } }, data => data.setCalendarFeed)
    if (!done) return
    setAddress(done.path ? new URL(done.path, location.origin).href : null)
    if (!enabled) notify({ tone: 'success', text: t('settings.feed.gone') })
    refetch()
  }
  const copy = async () => {
    await navigator.clipboard.writeText(address ?? '')
    announce(t('settings.feed.copied'))
    notify({ tone: 'success', text: t('settings.feed.copied') })
  }
  return (
    <section className="settings__part" aria-labelledby="feed">
      <h2 id="feed">{t('settings.feed')}</h2>
      <p className="kern-body">{t('settings.feed_body')}</p>
      {address && (
        <Alert tone="success" title={t('settings.feed.made')} live>
          <Labelled label={t('settings.feed.address')} hint={t('settings.feed.once')}>
            {ties => (
              <input
                {...ties}
                className="kern-form-input__input"
                readOnly
                value={address}
                onFocus={event => event.target.select()}
              />
            )}
          </Labelled>
          <Button icon="content-copy" onClick={() => void copy()}>
            {t('settings.feed.copy')}
          </Button>
        </Alert>
      )}
      {since && !address && (
        <p className="kern-body">{t('settings.feed.since', { when: instant(since, locale) })}</p>
      )}
      <div className="settings__buttons">
        <Button kind={since ? 'secondary' : 'primary'} busy={verb.busy} onClick={() => void set(true)}>
          {t(since ? 'settings.feed.renew' : 'settings.feed.make')}
        </Button>
        {since && (
          <Button busy={verb.busy} onClick={() => void set(false)}>
            {t('settings.feed.remove')}
          </Button>
        )}
      </div>
      {since && <p className="kern-hint">{t('settings.feed.renew_hint')}</p>}
    </section>
  )
}
