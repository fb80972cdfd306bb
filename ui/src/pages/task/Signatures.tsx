// Several must sign: who has, and how many are missing. Nobody's signature counts twice.
import { useIntl } from 'react-intl'
import { instant } from '../../format/day'
import { useText } from '../../messages/text'
import { Icon } from '../../parts/Icon'
import type { TaskDetails } from './queries'

export function Signatures({
  task,
}: {
  task: Pick<TaskDetails, 'signatures' | 'signaturesNeeded' | 'state'>
}) {
  const t = useText()
  const { locale } = useIntl()
  const needed = task.signaturesNeeded
  if (needed < 2) return null
  const signed = task.signatures.length
  const missing = task.state === 'OPEN' ? Math.max(0, needed - signed) : 0
  const places = Array.from({ length: missing }, (_, number) => `place-${signed + number}`)
  return (
    <section className="signatures" aria-labelledby="signatures">
      <h2 id="signatures">{t('task.signatures', { signed, needed })}</h2>
      <ol>
        {task.signatures.map(one => (
          <li key={one.person.id}>
            <Icon name="check" />
            <span>
              <strong>{one.person.name}</strong>
              {one.actingFor && ` ${t('task.acting_for', { name: one.actingFor.name ?? '' })}`}
              <span className="comments__who"> {instant(one.signedAt, locale)}</span>
            </span>
          </li>
        ))}
        {places.map(place => (
          <li key={place} className="signatures__missing">
            <span className="signatures__empty" aria-hidden="true" />
            <span>{t('task.signature_missing')}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}
