// The papers of a case; a click fetches the newest version.
import { useIntl } from 'react-intl'
import { instant } from '../../format/day'
import type { CasePageQuery } from '../../gql/graphql'
import { useText } from '../../messages/text'
import { Icon } from '../../parts/Icon'
import { nameOf } from './names'

type Document = NonNullable<CasePageQuery['case']>['documents'][number]

export function Documents({ documents }: { documents: Document[] }) {
  const t = useText()
  const locale = useIntl().locale
  if (documents.length === 0) return <p>{t('case.documents.none')}</p>
  return (
    <ul className="case__list">
      {documents.map(document => {
        const newest = document.versions.at(-1)
        return (
          <li key={document.id}>
            <a className="kern-link" href={`/documents/${document.number}`} download>
              <Icon name="download" />
              {document.name}
            </a>
            <span className="case__beside">
              {newest &&
                `${size(newest.sizeBytes, locale)}, ${t('case.documents.version', { number: newest.version })}, `}
              {t('case.documents.by', {
                name: nameOf(document.createdBy, t),
                when: instant(newest?.storedAt ?? document.createdAt, locale),
              })}
              {newest?.invoiceCheck &&
                ` · ${newest.invoiceCheck.valid ? t('case.documents.valid') : t('case.documents.invalid')}`}
            </span>
          </li>
        )
      })}
    </ul>
  )
}

function size(bytes: number, locale: string): string {
  const [value, unit] = bytes < 1_000_000 ? [bytes / 1000, 'kB'] : [bytes / 1_000_000, 'MB']
  const shown = new Intl.NumberFormat(locale, { maximumFractionDigits: value < 10 ? 1 : 0 }).format(value)
  return `${shown} ${unit}`
}
