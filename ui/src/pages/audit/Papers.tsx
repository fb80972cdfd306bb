// Every version of every document, with the checksum that proves it.
import { useIntl } from 'react-intl'
import { instant } from '../../format/day'
import { useText } from '../../messages/text'
import { Scrolling } from '../../parts/Scrolling'
import { nameOf } from '../case/names'
import type { Audit } from './queries'

export function Papers({ documents }: { documents: Audit['documents'] }) {
  const t = useText()
  const { locale } = useIntl()
  if (documents.length === 0) return <p>{t('audit.no_documents')}</p>
  return (
    <Scrolling label={t('audit.documents')}>
      <table className="data-table audit__papers">
        <caption className="kern-sr-only">{t('audit.documents')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('audit.document')}</th>
            <th scope="col" className="amount">
              {t('audit.version')}
            </th>
            <th scope="col">{t('audit.stored')}</th>
            <th scope="col">{t('audit.checksum')}</th>
          </tr>
        </thead>
        <tbody>
          {documents.map(document => (
            <tr key={`${document.document} ${document.version}`}>
              <td>
                <a
                  className="kern-link"
                  href={`/documents/${document.document}/versions/${document.version}`}
                  download
                >
                  {document.name}
                </a>
              </td>
              <td className="amount">{document.version}</td>
              <td>
                {t('audit.stored_by', {
                  name: nameOf(document.storedBy, t),
                  when: instant(document.storedAt, locale),
                })}
              </td>
              <td>
                <code className="audit__hash">{document.sha256}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolling>
  )
}
