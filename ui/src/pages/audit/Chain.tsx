// Whether the chain of the history holds, verified when the page was opened.
import { useIntl } from 'react-intl'
import { instant } from '../../format/day'
import { useText } from '../../messages/text'
import { Alert } from '../../parts/Alert'
import { Button } from '../../parts/Button'
import type { Audit } from './queries'

export function Chain({ chain, busy, again }: { chain: Audit['chain']; busy: boolean; again: () => void }) {
  const t = useText()
  const { locale } = useIntl()
  return (
    <Alert tone={chain.holds ? 'success' : 'danger'} title={chain.finding} live={!chain.holds}>
      <dl className="facts">
        <div>
          <dt>{t('audit.verified')}</dt>
          <dd>{instant(chain.verifiedAt, locale)}</dd>
        </div>
        <div>
          <dt>{t('audit.head')}</dt>
          <dd>
            <code className="audit__hash">{chain.head}</code>
          </dd>
        </div>
        <div>
          <dt>{t('audit.sealed')}</dt>
          <dd>
            {typeof chain.sealedUpTo === 'number'
              ? t('audit.sealed_up_to', { number: chain.sealedUpTo })
              : t('audit.not_sealed')}
          </dd>
        </div>
      </dl>
      <Button busy={busy} icon="autorenew" className="no-print" onClick={again}>
        {t('audit.verify_again')}
      </Button>
    </Alert>
  )
}
