// Who is away and until when; a task for somebody away goes to the deputy by itself.
import { useIntl } from 'react-intl'
import { day } from '../../format/day'
import { useText } from '../../messages/text'
import { Badge } from '../../parts/Badge'
import { Button } from '../../parts/Button'
import { useViewer } from '../../shell/ViewerContext'
import type { Absence } from './queries'

export function Absences({ rows, end }: { rows: readonly Absence[]; end: (id: string) => void }) {
  const t = useText()
  const { locale } = useIntl()
  const { today } = useViewer()
  const title = t('deputies.absences')
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      {rows.length === 0 ? (
        <p className="kern-body muted">{t('deputies.absences_none')}</p>
      ) : (
        <div className="kern-table-responsive">
          <table className="data-table deputies__table">
            <thead>
              <tr>
                <th scope="col">{t('deputies.person')}</th>
                <th scope="col">{t('deputies.period')}</th>
                <th scope="col">{t('deputies.set_by')}</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {rows.map(row => (
                <tr key={row.id}>
                  <td>
                    <strong>{row.person.name}</strong>
                  </td>
                  <td>
                    {t('deputies.from_to', {
                      from: day(row.validFrom, locale),
                      to: day(row.validTo, locale),
                    })}{' '}
                    {row.validFrom <= today && <Badge tone="warning">{t('deputies.away')}</Badge>}
                  </td>
                  <td>{row.setBy.name}</td>
                  <td className="deputies__end">
                    <Button
                      small
                      aria-label={t('deputies.end_of', { name: row.person.name ?? '' })}
                      onClick={() => end(row.id)}
                    >
                      {t('deputies.end')}
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}
