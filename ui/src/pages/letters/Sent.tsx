// After release: the file it became, how it went out and when, and a place to record that.
import { useState } from 'react'
import { useIntl } from 'react-intl'
import { useMutation } from 'urql'
import { outcomeOf } from '../../api/outcome'
import { instant } from '../../format/day'
import type { DispatchChannel } from '../../gql/graphql'
import { useText } from '../../messages/text'
import { Alert } from '../../parts/Alert'
import { Button } from '../../parts/Button'
import { Choice } from '../../parts/Field'
import { Icon } from '../../parts/Icon'
import { announce } from '../../state/announce'
import { nameOf } from '../case/names'
import { CHANNELS, DISPATCH, type Letter } from './queries'

export function Sent({ letter, refetch }: { letter: Letter; refetch: () => void }) {
  const t = useText()
  const { locale } = useIntl()
  const [{ fetching }, record] = useMutation(DISPATCH)
  const [channel, setChannel] = useState<DispatchChannel>('MAIL')
  const [refused, setRefused] = useState<string | null>(null)
  const send = async () => {
    const { data, error } = await record({ input: { letter: letter.number, channel, sentAt: null } })
    const outcome = outcomeOf(data?.recordDispatch, error)
    if (outcome.kind === 'done') {
      setRefused(null)
      announce(t('letters.recorded'))
      return refetch()
    }
    setRefused(
      outcome.kind === 'refused' ? outcome.errors.map(one => one.message).join(' ') : t('letters.failed'),
    )
  }
  return (
    <>
      <Alert
        tone="success"
        title={t('letters.released_by', {
          name: nameOf(letter.releasedBy, t),
          when: instant(letter.releasedAt ?? '', locale),
        })}
      >
        {letter.document && (
          <a className="kern-link" href={`/documents/${letter.document.number}`} download>
            <Icon name="download" />
            {letter.document.name}
          </a>
        )}
      </Alert>
      <section className="letter__sent">
        <h2>{t('letters.dispatch')}</h2>
        {letter.dispatches.length === 0 && <p>{t('letters.not_sent')}</p>}
        <ul>
          {letter.dispatches.map(one => (
            <li key={`${one.channel} ${one.dispatchedAt}`}>
              {t('letters.sent_on', {
                channel: one.channel ? t(`letters.channel.${one.channel}`) : '',
                when: instant(one.dispatchedAt, locale),
                name: nameOf(one.recordedBy, t),
              })}
            </li>
          ))}
        </ul>
        {refused && <Alert tone="danger" title={refused} live />}
        <div className="letter__verbs">
          <Choice
            id="channel"
            label={t('letters.channel')}
            value={channel}
            set={value => setChannel(CHANNELS.find(one => one === value) ?? 'MAIL')}
            choices={CHANNELS.map(one => [one, t(`letters.channel.${one}`)])}
          />
          <Button busy={fetching} onClick={() => void send()}>
            {t('letters.record')}
          </Button>
        </div>
      </section>
    </>
  )
}
