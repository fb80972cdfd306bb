// Deputyships as a table: who for whom, how long, with which part of the rights.
import { useIntl } from 'react-intl'
import { day } from '../../format/day'
import { useText } from '../../messages/text'
import { Badge } from '../../parts/Badge'
import { Button } from '../../parts/Button'
import { useRoles } from '../../people/roles'
import { useViewer } from '../../shell/ViewerContext'
import type { Deputyship } from './queries'

type Props = { title: string; none: string; rows: readonly Deputyship[]; end?: (id: string) => void }

export function Deputyships({ title, none, rows, end }: Props) {
  const t = useText()
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      {rows.length === 0 ? (
        <p className="kern-body muted">{none}</p>
      ) : (
        <div className="kern-table-responsive">
          <table className="data-table deputies__table">
            <thead>
              <tr>
                <th scope="col">{t('deputies.principal')}</th>
                <th scope="col">{t('deputies.deputy')}</th>
                <th scope="col">{t('deputies.period')}</th>
                <th scope="col">{t('deputies.extent')}</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {rows.map(row => (
                <Row key={row.id} row={row} end={end} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

function Row({ row, end }: { row: Deputyship; end: Props['end'] }) {
  const t = useText()
  const { locale } = useIntl()
  const { today } = useViewer()
  return (
    <tr>
      <td>{row.principal.name}</td>
      <td>
        <strong>{row.deputy.name}</strong>
      </td>
      <td>
        {t('deputies.from_to', { from: day(row.validFrom, locale), to: day(row.validTo, locale) })}{' '}
        {row.validFrom > today ? (
          <Badge>{t('deputies.planned')}</Badge>
        ) : (
          <Badge tone="success">{t('deputies.running')}</Badge>
        )}
      </td>
      <td>
        <Extent row={row} />
      </td>
      <td className="deputies__end">
        {end && (
          <Button
            small
            aria-label={t('deputies.end_of', { name: row.deputy.name ?? '' })}
            onClick={() => end(row.id)}
          >
            {t('deputies.end')}
          </Button>
        )}
      </td>
    </tr>
  )
}

/** What is lent; what names nothing lends everything. */
export function Extent({ row }: { row: Pick<Deputyship, 'bodies' | 'roles' | 'areas'> }) {
  const t = useText()
  const roles = useRoles()
  const parts = [
    row.bodies.map(body => body.name).join(', '),
    roles(row.roles),
    row.areas.map(area => t(`enums.area.${area}`)).join(', '),
  ].filter(part => part !== '')
  if (parts.length === 0) return <>{t('deputies.everything')}</>
  return (
    <ul className="plain-list">
      {parts.map(part => (
        <li key={part}>{part}</li>
      ))}
    </ul>
  )
}
