// Proposing a rule, or the end of one: nothing holds before a second person confirmed it.
import { useState } from 'react'
import { useVerb } from '../../api/verb'
import { useFormWords } from '../../form/words'
import { parseMoney } from '../../format/money'
import type {
  ProcurementCategory,
  ProcurementProcedure,
  RuleComparison,
  RuleConfidence,
  RuleLimitKind,
  RulePlace,
} from '../../gql/graphql'
import { useText } from '../../messages/text'
import { FormDialog } from '../../parts/FormDialog'
import { DayField, SelectInput, TextInput } from '../../parts/Input'
import { useViewer } from '../../shell/ViewerContext'
import { endOfYears } from './days'
import { CATEGORIES } from './Rules'
import { PROPOSE_RULE, PROPOSE_RULE_END, type Rule } from './ruleQueries'

const PROCEDURES: readonly ProcurementProcedure[] = [
  'DIRECT_ORDER',
  'NEGOTIATED_AWARD',
  'RESTRICTED_CALL',
  'RESTRICTED_CALL_TNW',
  'PUBLIC_CALL',
  'OPEN',
  'RESTRICTED',
  'NEGOTIATED_TNW',
  'COMPETITIVE_DIALOGUE',
  'INNOVATION_PARTNERSHIP',
]
const LIMIT_KINDS: readonly RuleLimitKind[] = ['AMOUNT', 'EU_THRESHOLD', 'OWN_STATUTE', 'NONE']
const COMPARISONS: readonly RuleComparison[] = ['AT_MOST', 'BELOW', 'AT_LEAST']
const CONFIDENCES: readonly RuleConfidence[] = ['PRIMARY', 'SECONDARY', 'UNCONFIRMED']
const PLACES: readonly RulePlace[] = ['LAND', 'EU']
const FIELDS = [
  'category',
  'procedure',
  'place',
  'limit',
  'limitKind',
  'comparison',
  'confidence',
  'minInvited',
  'validFrom',
  'validTo',
  'source',
]

type Props = { bodyId: string; onClose: () => void; done: (words: string) => void }

/** What is typed; amounts and numbers as text until it is sent. */
function useTyped(today: string) {
  const [typed, setTyped] = useState({
    category: 'SUPPLIES_SERVICES',
    procedure: 'DIRECT_ORDER',
    place: 'LAND',
    limitKind: 'AMOUNT',
    limit: '',
    comparison: 'AT_MOST',
    confidence: 'PRIMARY',
    minInvited: '',
    validFrom: today,
    validTo: '',
    source: '',
  })
  const field = (name: keyof typeof typed) => ({
    value: typed[name],
    set: (value: string) => setTyped(was => ({ ...was, [name]: value })),
  })
  return { typed, field }
}

export function RuleDialog({ bodyId, onClose, done }: Props) {
  const t = useText()
  const words = useFormWords()
  const { today } = useViewer()
  const verb = useVerb(FIELDS)
  const { typed, field } = useTyped(today)
  const [rotate, setRotate] = useState(false)
  const [wrong, setWrong] = useState(false)
  const { at } = verb.refusal
  const needsAmount = typed.limitKind === 'AMOUNT'
  const send = async () => {
    const limit = needsAmount ? parseMoney(typed.limit) : null
    setWrong(needsAmount && limit === null)
    if (needsAmount && limit === null) return
    const input = {
      bodyId,
      category: typed.category as ProcurementCategory,
      procedure: typed.procedure as ProcurementProcedure,
      place: typed.place as RulePlace,
      limitKind: typed.limitKind as RuleLimitKind,
      limit,
      comparison: typed.comparison as RuleComparison,
      confidence: typed.confidence as RuleConfidence,
      minInvited: /^\d+$/.test(typed.minInvited) ? Number(typed.minInvited) : null,
      rotate,
      validFrom: typed.validFrom,
      validTo: typed.validTo || null,
      source: typed.source.trim(),
    }
    if (await verb.send(PROPOSE_RULE, { input }, data => data.proposeRule))
      done(t('administration.done.proposed'))
  }
  return (
    <FormDialog
      title={t('administration.propose_rule')}
      words={t('administration.propose')}
      verb={verb}
      wide
      ready={typed.source.trim() !== '' && typed.validFrom !== ''}
      onClose={onClose}
      onSend={() => void send()}
    >
      <p className="kern-body">{t('administration.propose_hint')}</p>
      <div className="pair">
        <SelectInput
          label={t('administration.category')}
          problem={at.category}
          {...field('category')}
          options={CATEGORIES.map(one => ({ value: one, text: words.value(one) }))}
        />
        <SelectInput
          label={t('administration.procedure')}
          problem={at.procedure}
          {...field('procedure')}
          options={PROCEDURES.map(one => ({ value: one, text: words.value(one) }))}
        />
        <SelectInput
          label={t('administration.place')}
          problem={at.place}
          {...field('place')}
          options={PLACES.map(one => ({ value: one, text: t(`administration.place.${one}`) }))}
        />
      </div>
      <div className="pair">
        <SelectInput
          label={t('administration.rule_limit')}
          problem={at.limitKind}
          {...field('limitKind')}
          options={LIMIT_KINDS.map(one => ({ value: one, text: t(`administration.limit_kind.${one}`) }))}
        />
        {needsAmount && (
          <TextInput
            label={t('administration.amount_net')}
            problem={wrong ? t('form.problem.no_amount') : at.limit}
            numeric
            {...field('limit')}
          />
        )}
        <SelectInput
          label={t('administration.comparison')}
          problem={at.comparison}
          {...field('comparison')}
          options={COMPARISONS.map(one => ({ value: one, text: t(`administration.compare.${one}`) }))}
        />
        <TextInput
          label={t('administration.min_invited_label')}
          problem={at.minInvited}
          optional
          numeric
          {...field('minInvited')}
        />
      </div>
      <label className="tick">
        <input type="checkbox" checked={rotate} onChange={event => setRotate(event.target.checked)} />
        <span>{t('administration.rotate')}</span>
      </label>
      <div className="pair">
        <DayField
          label={t('administration.from')}
          problem={at.validFrom}
          {...field('validFrom')}
          today={today}
        />
        <DayField
          label={t('administration.to')}
          optional
          problem={at.validTo}
          {...field('validTo')}
          today={today}
        />
        <SelectInput
          label={t('administration.confidence')}
          problem={at.confidence}
          {...field('confidence')}
          options={CONFIDENCES.map(one => ({ value: one, text: t(`administration.confidence.${one}`) }))}
        />
      </div>
      <TextInput label={t('administration.source')} problem={at.source} {...field('source')} />
    </FormDialog>
  )
}

export function EndRuleDialog({ bodyId, rule, onClose, done }: Props & { rule: Rule }) {
  const t = useText()
  const { today } = useViewer()
  const verb = useVerb(['lastOn', 'source'])
  const [lastOn, setLastOn] = useState(endOfYears(today, 0))
  const [source, setSource] = useState('')
  const { at } = verb.refusal
  const send = async () => {
    const input = { bodyId, key: rule.key, lastOn, source: source.trim() }
    if (await verb.send(PROPOSE_RULE_END, { input }, data => data.proposeRuleEnd))
      done(t('administration.done.proposed'))
  }
  return (
    <FormDialog
      title={t('administration.end_rule', { procedure: rule.procedureTitle })}
      words={t('administration.propose')}
      verb={verb}
      ready={lastOn !== '' && source.trim() !== ''}
      onClose={onClose}
      onSend={() => void send()}
    >
      <p className="kern-body">{t('administration.propose_hint')}</p>
      <DayField
        label={t('administration.last_day')}
        problem={at.lastOn}
        value={lastOn}
        set={setLastOn}
        today={today}
      />
      <TextInput label={t('administration.resolution')} problem={at.source} value={source} set={setSource} />
    </FormDialog>
  )
}
