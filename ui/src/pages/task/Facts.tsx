// The facts of the case, beside the form: only what is known so far.
import type { ReactNode } from 'react'
import { useIntl } from 'react-intl'
import { useFormWords } from '../../form/words'
import { day } from '../../format/day'
import { decimal } from '../../format/decimal'
import { money } from '../../format/money'
import type { CaseFacts } from './queries'
import { Section } from './Section'

export function Facts({ facts }: { facts: CaseFacts }) {
  const { t, value } = useFormWords()
  const { locale } = useIntl()
  const procurement = facts.procurement
  const sum = (cents: number | null | undefined) => (cents == null ? null : money(cents, locale))
  const rows: [string, ReactNode][] = [[t('task.fact.phase'), facts.phaseTitle]]
  if (procurement) {
    const { budgetLine, supplier } = procurement
    const request = procurement.request as { justification?: string; commodity?: string } | null
    rows.push(
      [t('task.fact.requester'), procurement.requester.name],
      [t('task.fact.justification'), request?.justification],
      [t('task.fact.estimate'), `${sum(procurement.estimateNet)} / ${sum(procurement.estimateGross)}`],
      [t('task.fact.category'), value(procurement.category)],
      [t('task.fact.commodity'), request?.commodity ?? procurement.commodity],
      [t('task.fact.cost_centre'), procurement.costCentre],
      [t('task.fact.budget_line'), budgetLine && `${budgetLine.code} ${budgetLine.name}`],
      [t('task.fact.available'), sum(budgetLine?.available)],
      [t('task.fact.reserved'), procurement.reserved > 0 && sum(procurement.reserved)],
      [t('task.fact.procedure'), procurement.procedure && value(procurement.procedure)],
      [t('task.fact.min_quotes'), procurement.minQuotes],
      [
        t('task.fact.rule_source'),
        procurement.ruleSource === 'builtin' ? t('task.fact.builtin_rules') : procurement.ruleSource,
      ],
      [t('task.fact.supplier'), supplier && `${supplier.name}, ${supplier.region}`],
      [t('task.fact.order'), procurement.orderGross != null && sum(procurement.orderGross)],
      [t('task.fact.ordered_on'), procurement.orderedOn && day(procurement.orderedOn, locale)],
    )
  }
  return (
    <Section title={t('task.facts')} open>
      <dl className="facts">
        {rows
          .filter(([, what]) => what !== null && what !== undefined && what !== false && what !== '')
          .map(([name, what]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{what}</dd>
            </div>
          ))}
      </dl>
      {procurement && procurement.quotes.length > 0 && <Quotes procurement={procurement} />}
      {procurement && procurement.orderLines.length > 0 && <Lines procurement={procurement} />}
      {procurement && procurement.invoices.length > 0 && <Invoices procurement={procurement} />}
    </Section>
  )
}

type Procurement = NonNullable<CaseFacts['procurement']>

function Quotes({ procurement }: { procurement: Procurement }) {
  const { t } = useFormWords()
  const { locale } = useIntl()
  return (
    <table className="kern-table kern-table--small facts-table">
      <caption>{t('task.fact.quotes')}</caption>
      <tbody>
        {procurement.quotes.map(quote => (
          <tr key={`${quote.supplier?.id}-${quote.net}-${quote.receivedOn}`}>
            <td>
              {quote.supplier?.name}
              {quote.chosen && <strong> ({t('task.fact.chosen')})</strong>}
            </td>
            <td className="number">{money(quote.net, locale)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Lines({ procurement }: { procurement: Procurement }) {
  const { t } = useFormWords()
  const { locale } = useIntl()
  return (
    <table className="kern-table kern-table--small facts-table">
      <caption>{t('task.fact.order_lines')}</caption>
      <tbody>
        {procurement.orderLines.map(line => (
          <tr key={line.lineNo}>
            <td>
              {line.lineNo}. {line.description}
              <span className="muted">
                {' '}
                {t('task.fact.received', {
                  received: decimal(line.receivedMilli, 3),
                  quantity: decimal(line.quantityMilli, 3),
                  unit: line.unit,
                })}
              </span>
            </td>
            <td className="number">{money(line.net, locale)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Invoices({ procurement }: { procurement: Procurement }) {
  const { t } = useFormWords()
  const { locale } = useIntl()
  return (
    <table className="kern-table kern-table--small facts-table">
      <caption>{t('task.fact.invoices')}</caption>
      <tbody>
        {procurement.invoices.map(invoice => (
          <tr key={invoice.id}>
            <td>
              {invoice.number}{' '}
              <span className="muted">{t('task.fact.due', { day: day(invoice.dueOn, locale) })}</span>
            </td>
            <td className="number">{money(invoice.gross, locale)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
