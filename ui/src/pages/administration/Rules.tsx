// Rules of procurement law as they hold here: each with limit, validity and source. What is added or ended holds only
// when a second person confirms it.
import { useState } from 'react'
import { useIntl } from 'react-intl'
import { useQuery } from 'urql'
import { useFormWords } from '../../form/words'
import { day } from '../../format/day'
import { money } from '../../format/money'
import type { ProcurementCategory } from '../../gql/graphql'
import { type Text, useText } from '../../messages/text'
import { Badge } from '../../parts/Badge'
import { Button } from '../../parts/Button'
import { SelectInput } from '../../parts/Input'
import { Waiting } from '../../parts/Waiting'
import { notify } from '../../state/notices'
import { Proposals } from './Proposals'
import type { Administration } from './queries'
import { EndRuleDialog, RuleDialog } from './RuleDialogs'
import { RULES, type Rule } from './ruleQueries'

export const CATEGORIES: readonly ProcurementCategory[] = [
  'SUPPLIES_SERVICES',
  'WORKS',
  'WORKS_HOUSING',
  'SOCIAL_SERVICES',
  'CONCESSIONS',
]

export function Rules({ found }: { found: Administration }) {
  const t = useText()
  const words = useFormWords()
  const bodyId = found.body.id
  const [{ data }, again] = useQuery({ query: RULES, variables: { bodyId } })
  const [category, setCategory] = useState<string>('SUPPLIES_SERVICES')
  const [past, setPast] = useState(false)
  const [open, setOpen] = useState<'add' | { end: Rule } | null>(null)
  if (!data) return <Waiting />
  const rows = data.procurementRules.filter(one => one.category === category && (past || one.holdsToday))
  const close = () => setOpen(null)
  const done = (said: string) => {
    close()
    notify({ tone: 'success', text: said })
    again({ requestPolicy: 'network-only' })
  }
  return (
    <>
      <Proposals bodyId={bodyId} changes={data.ruleChanges} mayChange={found.mayChange} done={done} />
      <section className="administration__part" aria-label={t('administration.part.regeln')}>
        <div className="administration__head">
          <SelectInput
            label={t('administration.category')}
            value={category}
            set={setCategory}
            options={CATEGORIES.map(one => ({ value: one, text: words.value(one) }))}
          />
          <label className="tick">
            <input type="checkbox" checked={past} onChange={event => setPast(event.target.checked)} />
            <span>{t('administration.rules_past')}</span>
          </label>
          {found.mayChange && (
            <Button kind="primary" icon="add" onClick={() => setOpen('add')}>
              {t('administration.propose_rule')}
            </Button>
          )}
        </div>
        <Table rows={rows} end={found.mayChange ? rule => setOpen({ end: rule }) : null} />
      </section>
      {open === 'add' && <RuleDialog bodyId={bodyId} onClose={close} done={done} />}
      {open !== null && open !== 'add' && (
        <EndRuleDialog bodyId={bodyId} rule={open.end} onClose={close} done={done} />
      )}
    </>
  )
}

function Table({ rows, end }: { rows: readonly Rule[]; end: ((rule: Rule) => void) | null }) {
  const t = useText()
  const { locale } = useIntl()
  if (rows.length === 0) return <p className="kern-body muted">{t('administration.rules_none')}</p>
  return (
    <div className="kern-table-responsive">
      <table className="data-table">
        <caption className="kern-sr-only">{t('administration.part.regeln')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('administration.procedure')}</th>
            <th scope="col">{t('administration.rule_limit')}</th>
            <th scope="col">{t('administration.place')}</th>
            <th scope="col">{t('administration.period')}</th>
            <th scope="col">{t('administration.source')}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {rows.map(rule => (
            <tr key={rule.key} className={rule.holdsToday ? undefined : 'muted'}>
              <td>
                {rule.procedureTitle}
                {rule.minInvited != null && (
                  <div className="muted">{t('administration.min_invited', { count: rule.minInvited })}</div>
                )}
              </td>
              <td>{limitOf(rule, t, locale)}</td>
              <td>{rule.place}</td>
              <td>{periodOf(rule, t, locale)}</td>
              <td>
                {rule.source}
                <div>
                  {rule.own && <Badge tone="info">{t('administration.own_rule')}</Badge>}{' '}
                  {rule.unconfirmed && <Badge tone="warning">{t('administration.unconfirmed')}</Badge>}
                </div>
              </td>
              <td className="administration__end">
                {end && rule.holdsToday && (
                  <Button
                    small
                    aria-label={t('administration.end_of', { name: rule.procedureTitle })}
                    onClick={() => end(rule)}
                  >
                    {t('administration.end')}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** "bis 1.000,00 €", "ab dem EU-Schwellenwert". */
export function limitOf(
  rule: Pick<Rule, 'limit' | 'limitKind' | 'comparison'>,
  t: Text,
  locale: string,
): string {
  if (rule.limitKind !== 'AMOUNT' && rule.limitKind !== 'EU_THRESHOLD')
    return t(`administration.limit_kind.${rule.limitKind}`)
  const amount =
    rule.limitKind === 'AMOUNT' && rule.limit != null
      ? money(rule.limit, locale)
      : t('administration.limit_kind.EU_THRESHOLD')
  return t(`administration.comparison.${rule.comparison}`, { amount })
}

export function periodOf(rule: Pick<Rule, 'validFrom' | 'validTo'>, t: Text, locale: string): string {
  const from = day(rule.validFrom, locale)
  return rule.validTo
    ? t('administration.from_to', { from, to: day(rule.validTo, locale) })
    : t('administration.since', { from })
}
