// Proposals to change the rules: a second person confirms or rejects; the one who proposed can only take it back.
import { useIntl } from 'react-intl'
import { useVerb } from '../../api/verb'
import { useFormWords } from '../../form/words'
import { day, instant } from '../../format/day'
import { useText } from '../../messages/text'
import { Badge } from '../../parts/Badge'
import { Button } from '../../parts/Button'
import { useViewer } from '../../shell/ViewerContext'
import { limitOf, periodOf } from './Rules'
import { DECIDE_RULE_CHANGE, type RuleChange } from './ruleQueries'

type Props = {
  bodyId: string
  changes: readonly RuleChange[]
  mayChange: boolean
  done: (words: string) => void
}

export function Proposals({ bodyId, changes, mayChange, done }: Props) {
  const t = useText()
  const verb = useVerb()
  if (changes.length === 0) return null
  const decide = async (change: number, confirm: boolean) => {
    const input = { bodyId, change, confirm }
    if (await verb.send(DECIDE_RULE_CHANGE, { input }, data => data.decideRuleChange))
      done(t(confirm ? 'administration.done.confirmed' : 'administration.done.rejected'))
  }
  return (
    <section className="administration__part" aria-labelledby="proposals">
      <h2 id="proposals">{t('administration.proposals')}</h2>
      <ol className="proposals">
        {changes.map(change => (
          <Proposal
            key={change.number}
            change={change}
            busy={verb.busy}
            decide={mayChange ? confirm => void decide(change.number, confirm) : null}
          />
        ))}
      </ol>
    </section>
  )
}

type OneProps = { change: RuleChange; busy: boolean; decide: ((confirm: boolean) => void) | null }

function Proposal({ change, busy, decide }: OneProps) {
  const t = useText()
  const words = useFormWords()
  const { locale } = useIntl()
  const mine = change.proposedBy.id === useViewer().person.id
  const { rule } = change
  return (
    <li>
      <div>
        <strong>
          {change.kind === 'END'
            ? t('administration.proposal_end', {
                procedure: rule.procedureTitle,
                day: day(change.lastOn ?? '', locale),
              })
            : t('administration.proposal_add', { procedure: rule.procedureTitle })}
        </strong>{' '}
        <StateBadge state={change.state} />
        <div>
          {words.value(rule.category)}, {limitOf(rule, t, locale)}, {periodOf(rule, t, locale)}
        </div>
        <div>{t('administration.rests_on', { source: change.source })}</div>
        <div className="muted">
          {t('administration.proposed_by', {
            name: change.proposedBy.name ?? '',
            when: instant(change.proposedAt, locale),
          })}
          {change.decidedBy &&
            change.decidedAt &&
            ` · ${t('administration.decided_by', {
              name: change.decidedBy.name ?? '',
              when: instant(change.decidedAt, locale),
            })}`}
        </div>
      </div>
      {change.state === 'PROPOSED' && decide && (
        <div className="proposals__decide">
          {mine ? (
            <p className="kern-body muted">{t('administration.second_person')}</p>
          ) : (
            <Button kind="primary" small busy={busy} onClick={() => decide(true)}>
              {t('administration.confirm')}
            </Button>
          )}
          <Button small busy={busy} onClick={() => decide(false)}>
            {t(mine ? 'administration.withdraw' : 'administration.reject')}
          </Button>
        </div>
      )}
    </li>
  )
}

function StateBadge({ state }: { state: RuleChange['state'] }) {
  const t = useText()
  const tone = { CONFIRMED: 'success', PROPOSED: 'warning', REJECTED: 'neutral' } as const
  return <Badge tone={tone[state]}>{t(`administration.state.${state}`)}</Badge>
}
