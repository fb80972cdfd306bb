// The money of a case in one view: what was set aside, bound, billed and paid. All amounts gross.
import { useIntl } from 'react-intl'
import { day } from '../../format/day'
import { money } from '../../format/money'
import type { CaseMoneyQuery } from '../../gql/graphql'
import { useText } from '../../messages/text'
import { nameOf } from './names'
import { Section } from './Section'
import '../tables.css'

type Money = NonNullable<NonNullable<CaseMoneyQuery['case']>['money']>

export function MoneyView({ found }: { found: Money }) {
  const t = useText()
  const locale = useIntl().locale
  const named = found.rows.some(row => row.by)
  const figures: [string, number | null | undefined][] = [
    [t('case.money.estimate'), found.estimate],
    [t('case.money.reserved'), found.reserved],
    [t('case.money.committed'), found.committed],
    [t('case.money.ordered'), found.ordered],
    [t('case.money.invoiced'), found.invoiced],
    [t('case.money.payable'), found.payable],
    [t('case.money.paid'), found.paid],
    [t('case.money.refunded'), found.refunded],
  ]
  return (
    <Section title={t('case.money.title')} wide>
      <dl className="case__figures">
        {figures
          .filter(([, cents]) => typeof cents === 'number' && cents !== 0)
          .map(([name, cents]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{money(cents ?? 0, locale)}</dd>
            </div>
          ))}
      </dl>
      {found.budgetLine && (
        <p>
          {t('case.money.line', {
            code: found.budgetLine.code,
            name: found.budgetLine.name,
            year: String(found.budgetLine.year),
            available: money(found.budgetLine.available, locale),
          })}
        </p>
      )}
      {found.rows.length > 0 && (
        <div className="kern-table-responsive">
          <table className="data-table">
            <caption className="kern-sr-only">{t('case.money.table')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('case.money.on')}</th>
                <th scope="col">{t('case.money.what')}</th>
                {named && <th scope="col">{t('case.money.who')}</th>}
                <th scope="col" className="amount">
                  {t('case.money.gross')}
                </th>
              </tr>
            </thead>
            <tbody>
              {found.rows.map((row, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: rows are only ever added at the end
                <tr key={index}>
                  <td>{day(row.on, locale)}</td>
                  <td>
                    {row.title}
                    {row.invoiceNumber && ` (${row.invoiceNumber})`}
                  </td>
                  {named && <td>{row.by && nameOf(row.by, t)}</td>}
                  <td className="amount">{money(row.gross, locale)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Section>
  )
}
