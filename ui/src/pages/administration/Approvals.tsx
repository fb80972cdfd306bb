// From which amount on several persons must sign, since when, and where that is written.
import { useState } from 'react'
import { useIntl } from 'react-intl'
import { useQuery } from 'urql'
import { useVerb } from '../../api/verb'
import { day } from '../../format/day'
import { money, parseMoney } from '../../format/money'
import type { TaskKind } from '../../gql/graphql'
import { useText } from '../../messages/text'
import { Button } from '../../parts/Button'
import { FormDialog } from '../../parts/FormDialog'
import { DayField, SelectInput, TextInput } from '../../parts/Input'
import { Waiting } from '../../parts/Waiting'
import { useViewer } from '../../shell/ViewerContext'
import { notify } from '../../state/notices'
import { endOfYears } from './days'
import { type Administration, APPROVAL_RULES } from './queries'
import { ADD_APPROVAL_RULE } from './verbs'

const KINDS: readonly TaskKind[] = ['RELEASE_BUDGET', 'RELEASE_ORDER']
const COUNTS = ['2', '3', '4', '5']

export function Approvals({ found }: { found: Administration }) {
  const t = useText()
  const { locale } = useIntl()
  const [{ data }, again] = useQuery({ query: APPROVAL_RULES })
  const [adding, setAdding] = useState(false)
  if (!data) return <Waiting />
  const rows = data.approvalRules.filter(one => one.body?.id === found.body.id)
  return (
    <section className="administration__part" aria-label={t('administration.part.unterschriften')}>
      <div className="administration__head">
        <p className="kern-body">{t('administration.approvals_hint')}</p>
        {found.mayChange && (
          <Button kind="primary" icon="add" onClick={() => setAdding(true)}>
            {t('administration.add_approval')}
          </Button>
        )}
      </div>
      {rows.length === 0 ? (
        <p className="kern-body muted">{t('administration.approvals_none')}</p>
      ) : (
        <div className="kern-table-responsive">
          <table className="data-table">
            <caption className="kern-sr-only">{t('administration.part.unterschriften')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('administration.task')}</th>
                <th scope="col">{t('administration.from_amount')}</th>
                <th scope="col">{t('administration.signatures')}</th>
                <th scope="col">{t('administration.period')}</th>
                <th scope="col">{t('administration.source')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(one => (
                <tr key={one.id}>
                  <td>{one.kind && t(`enums.kind.${one.kind}`)}</td>
                  <td>{money(one.fromAmount, locale)}</td>
                  <td>{one.signaturesNeeded}</td>
                  <td>
                    {t('administration.from_to', {
                      from: day(one.validFrom, locale),
                      to: day(one.validTo, locale),
                    })}
                  </td>
                  <td>
                    {one.source}
                    <div className="muted">
                      {t('administration.entered_by', { name: one.setBy.name ?? '' })}
                    </div>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {adding && (
        <AddDialog
          bodyId={found.body.id}
          onClose={() => setAdding(false)}
          done={() => {
            setAdding(false)
            notify({ tone: 'success', text: t('administration.done.approval') })
            again({ requestPolicy: 'network-only' })
          }}
        />
      )}
    </section>
  )
}

function AddDialog({ bodyId, onClose, done }: { bodyId: string; onClose: () => void; done: () => void }) {
  const t = useText()
  const { today } = useViewer()
  const verb = useVerb(['kind', 'fromAmount', 'signaturesNeeded', 'validFrom', 'validTo', 'source'])
  const [kind, setKind] = useState<string>('RELEASE_ORDER')
  const [amount, setAmount] = useState('')
  const [count, setCount] = useState('2')
  const [from, setFrom] = useState<string>(today)
  const [to, setTo] = useState(endOfYears(today, 5))
  const [source, setSource] = useState('')
  const [wrong, setWrong] = useState(false)
  const { at } = verb.refusal
  const send = async () => {
    const fromAmount = parseMoney(amount)
    setWrong(fromAmount === null)
    if (fromAmount === null) return
    const input = {
      bodyId,
      kind: kind as TaskKind,
      fromAmount,
      signaturesNeeded: Number(count),
      validFrom: from,
      validTo: to,
      source: source.trim(),
    }
    if (await verb.send(ADD_APPROVAL_RULE, { input }, data => data.addApprovalRule)) done()
  }
  return (
    <FormDialog
      title={t('administration.add_approval')}
      words={t('administration.enter')}
      verb={verb}
      ready={amount.trim() !== '' && source.trim() !== ''}
      onClose={onClose}
      onSend={() => void send()}
    >
      <SelectInput
        label={t('administration.task')}
        problem={at.kind}
        value={kind}
        set={setKind}
        options={KINDS.map(one => ({ value: one, text: t(`enums.kind.${one}`) }))}
      />
      <div className="pair">
        <TextInput
          label={t('administration.from_amount')}
          problem={wrong ? t('form.problem.no_amount') : at.fromAmount}
          numeric
          value={amount}
          set={setAmount}
        />
        <SelectInput
          label={t('administration.signatures')}
          problem={at.signaturesNeeded}
          value={count}
          set={setCount}
          options={COUNTS.map(one => ({ value: one, text: one }))}
        />
      </div>
      <div className="pair">
        <DayField
          label={t('administration.from')}
          problem={at.validFrom}
          value={from}
          set={setFrom}
          today={today}
        />
        <DayField label={t('administration.to')} problem={at.validTo} value={to} set={setTo} today={today} />
      </div>
      <TextInput
        label={t('administration.source')}
        hint={t('administration.approval_source_hint')}
        problem={at.source}
        value={source}
        set={setSource}
      />
    </FormDialog>
  )
}
