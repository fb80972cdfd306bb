// The rules that were pinned on the day the case began: value, validity, source.
import { useIntl } from 'react-intl'
import { day } from '../../format/day'
import { useText } from '../../messages/text'
import { Badge } from '../../parts/Badge'
import { factsOf } from './facts'
import type { Audit } from './queries'

export function Rules({ rules }: { rules: Audit['rules'] }) {
  const t = useText()
  const { locale } = useIntl()
  if (rules.length === 0) return <p>{t('audit.no_rules')}</p>
  return (
    <ul className="audit__rules">
      {rules.map(rule => (
        <li key={rule.key} id={`regel-${rule.key}`} tabIndex={-1}>
          <h3>
            {rule.key} {rule.unconfirmed && <Badge tone="warning">{t('audit.unconfirmed')}</Badge>}
          </h3>
          <p>
            {rule.validTo
              ? t('audit.valid', { from: day(rule.validFrom, locale), to: day(rule.validTo, locale) })
              : t('audit.valid_from', { from: day(rule.validFrom, locale) })}
            {'. '}
            {t('audit.source', { source: rule.source })}
          </p>
          <details>
            <summary>
              {t('audit.pinned')}
              <span className="kern-sr-only">: {rule.key}</span>
            </summary>
            <dl className="facts">
              {factsOf(rule.record).map(([name, value]) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
          </details>
        </li>
      ))}
    </ul>
  )
}
