// At once, once a day, or never.
import { useState } from 'react'
import { useVerb } from '../../api/verb'
import type { MailWish, SettingsQuery } from '../../gql/graphql'
import { useText } from '../../messages/text'
import { Button } from '../../parts/Button'
import { Problem, SelectInput } from '../../parts/Input'
import { notify } from '../../state/notices'
import { SET_NOTICES } from './queries'

const WISHES: readonly MailWish[] = ['AT_ONCE', 'DIGEST', 'OFF']
const HOURS = Array.from({ length: 24 }, (_, hour) => hour)

type Props = { now: SettingsQuery['notificationSettings']; refetch: () => void }

export function MailWishes({ now, refetch }: Props) {
  const t = useText()
  const verb = useVerb(['mail', 'digestHour'])
  const [mail, setMail] = useState<MailWish>(now.mail)
  const [hour, setHour] = useState(String(now.digestHour))
  const save = async () => {
    const input = { mail, digestHour: Number(hour) }
    if (!(await verb.send(SET_NOTICES, { input }, data => data.setNotificationSettings))) return
    notify({ tone: 'success', text: t('settings.saved') })
    refetch()
  }
  return (
    <form
      className="settings__part"
      noValidate
      onSubmit={event => {
        event.preventDefault()
        void save()
      }}
    >
      <h2>{t('settings.notices')}</h2>
      <p className="kern-body">{t('settings.notices_body')}</p>
      <fieldset className="form-part">
        <legend className="kern-label">{t('settings.mail')}</legend>
        {WISHES.map(wish => (
          <label key={wish} className="tick settings__wish">
            <input type="radio" name="mail" checked={mail === wish} onChange={() => setMail(wish)} />
            <span>{t(`settings.mail.${wish}`)}</span>
          </label>
        ))}
        {verb.refusal.at.mail && <Problem words={verb.refusal.at.mail} />}
      </fieldset>
      {mail === 'DIGEST' && (
        <SelectInput
          label={t('settings.hour')}
          problem={verb.refusal.at.digestHour}
          value={hour}
          set={setHour}
          options={HOURS.map(one => ({ value: String(one), text: t('settings.hour_at', { hour: one }) }))}
        />
      )}
      {verb.refusal.general.map(words => (
        <Problem key={words} words={words} />
      ))}
      <Button kind="primary" submit busy={verb.busy}>
        {t('settings.save')}
      </Button>
    </form>
  )
}
