// Who had hands on the case.
import { useIntl } from 'react-intl'
import { instant } from '../../format/day'
import type { CasePictureQuery } from '../../gql/graphql'
import { useText } from '../../messages/text'
import { personName } from './names'

type Hand = NonNullable<CasePictureQuery['case']>['people'][number]

export function People({ people }: { people: Hand[] }) {
  const t = useText()
  const locale = useIntl().locale
  if (people.length === 0) return <p>{t('case.people.none')}</p>
  return (
    <ul className="case__list">
      {people.map(hand => (
        <li key={`${hand.person.id} ${hand.represented?.id ?? ''}`}>
          <span>{personName(hand.person, hand.represented, t)}</span>
          <span className="case__beside">
            {hand.finishedTitles.length > 0 && `${hand.finishedTitles.join(', ')}; `}
            {t('case.people.last', { when: instant(hand.lastAt, locale) })}
          </span>
        </li>
      ))}
    </ul>
  )
}
