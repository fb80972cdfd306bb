// Changes of master data and membership; each names the resolution it rests on where the law wants one.
import { useState } from 'react'
import { useVerb } from '../../api/verb'
import { useText } from '../../messages/text'
import { FormDialog } from '../../parts/FormDialog'
import { DayField, SelectInput, TextInput } from '../../parts/Input'
import { useViewer } from '../../shell/ViewerContext'
import { endOfYears } from './days'
import type { Administration, Cooperation } from './queries'
import { ADD_MEMBER, CHANGE_BODY, CHANGE_COOPERATION, END_MEMBERSHIP } from './verbs'

type Named = { id: string; name: string }
type Base = { onClose: () => void; done: (words: string) => void }

export function BodyDialog({
  body,
  bodies,
  onClose,
  done,
}: Base & { body: Administration['body']; bodies: readonly Named[] }) {
  const t = useText()
  const { today } = useViewer()
  const verb = useVerb(['name', 'officeBodyId', 'population', 'populationOn'])
  const [name, setName] = useState(body.name)
  const [office, setOffice] = useState(body.officeBody?.id ?? '')
  const [population, setPopulation] = useState(String(body.population))
  const [on, setOn] = useState<string>(body.populationOn)
  const { at } = verb.refusal
  const count = /^[\d.\s]+$/.test(population) ? Number(population.replaceAll(/[.\s]/g, '')) : null
  const send = async () => {
    if (count === null) return
    const input = {
      bodyId: body.id,
      name: name.trim(),
      officeBodyId: office || null,
      population: count,
      populationOn: on,
    }
    if (await verb.send(CHANGE_BODY, { input }, data => data.changeBody)) done(t('administration.done.body'))
  }
  return (
    <FormDialog
      title={t('administration.master_data')}
      words={t('administration.save')}
      verb={verb}
      ready={name.trim() !== '' && count !== null}
      onClose={onClose}
      onSend={() => void send()}
    >
      <TextInput label={t('administration.body_name')} problem={at.name} value={name} set={setName} />
      <div className="pair">
        <TextInput
          label={t('administration.population')}
          problem={count === null ? t('form.problem.no_number') : at.population}
          numeric
          value={population}
          set={setPopulation}
        />
        <DayField
          label={t('administration.counted_on')}
          problem={at.populationOn}
          value={on}
          set={setOn}
          today={today}
        />
      </div>
      <SelectInput
        label={t('administration.office')}
        problem={at.officeBodyId}
        value={office}
        set={setOffice}
        empty={t('administration.office_own')}
        options={bodies.filter(one => one.id !== body.id).map(one => ({ value: one.id, text: one.name }))}
      />
    </FormDialog>
  )
}

export function CooperationDialog({ cooperation, onClose, done }: Base & { cooperation: Cooperation }) {
  const t = useText()
  const verb = useVerb(['name', 'leadBodyId'])
  const [name, setName] = useState(cooperation.name)
  const [lead, setLead] = useState(cooperation.leadBody?.id ?? '')
  const { at } = verb.refusal
  const send = async () => {
    const input = { cooperationId: cooperation.id, name: name.trim(), leadBodyId: lead || null }
    if (await verb.send(CHANGE_COOPERATION, { input }, data => data.changeCooperation))
      done(t('administration.done.cooperation'))
  }
  return (
    <FormDialog
      title={cooperation.name}
      words={t('administration.save')}
      verb={verb}
      ready={name.trim() !== ''}
      onClose={onClose}
      onSend={() => void send()}
    >
      <TextInput label={t('administration.cooperation_name')} problem={at.name} value={name} set={setName} />
      <SelectInput
        label={t('administration.lead_body')}
        problem={at.leadBodyId}
        value={lead}
        set={setLead}
        empty={t('administration.nobody')}
        options={cooperation.members.map(one => ({ value: one.id, text: one.name }))}
      />
    </FormDialog>
  )
}

type MemberProps = Base & { cooperation: Cooperation; bodies: readonly Named[] }

export function AddMemberDialog({ cooperation, bodies, onClose, done }: MemberProps) {
  const t = useText()
  const { today } = useViewer()
  const verb = useVerb(['bodyId', 'validFrom', 'validTo', 'source'])
  const [bodyId, setBody] = useState('')
  const [from, setFrom] = useState<string>(today)
  const [to, setTo] = useState(endOfYears(today, 10))
  const [source, setSource] = useState('')
  const { at } = verb.refusal
  const send = async () => {
    const input = {
      cooperationId: cooperation.id,
      bodyId,
      validFrom: from,
      validTo: to,
      source: source.trim(),
    }
    if (await verb.send(ADD_MEMBER, { input }, data => data.addMember)) done(t('administration.done.member'))
  }
  return (
    <FormDialog
      title={t('administration.add_member_to', { name: cooperation.name })}
      words={t('administration.add_member')}
      verb={verb}
      ready={bodyId !== '' && source.trim() !== ''}
      onClose={onClose}
      onSend={() => void send()}
    >
      <SelectInput
        label={t('administration.member')}
        hint={t('administration.member_hint')}
        problem={at.bodyId}
        value={bodyId}
        set={setBody}
        empty={t('form.choose')}
        options={bodies.map(one => ({ value: one.id, text: one.name }))}
      />
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
      <TextInput label={t('administration.resolution')} problem={at.source} value={source} set={setSource} />
    </FormDialog>
  )
}

export function EndMemberDialog({
  cooperation,
  body,
  onClose,
  done,
}: Base & { cooperation: Cooperation; body: Named }) {
  const t = useText()
  const { today } = useViewer()
  const verb = useVerb(['lastOn', 'source'])
  const [lastOn, setLastOn] = useState(endOfYears(today, 0))
  const [source, setSource] = useState('')
  const { at } = verb.refusal
  const send = async () => {
    const input = { cooperationId: cooperation.id, bodyId: body.id, lastOn, source: source.trim() }
    if (await verb.send(END_MEMBERSHIP, { input }, data => data.endMembership))
      done(t('administration.done.member_ends'))
  }
  return (
    <FormDialog
      title={t('administration.end_membership', { name: body.name })}
      words={t('administration.end')}
      verb={verb}
      ready={lastOn !== '' && source.trim() !== ''}
      onClose={onClose}
      onSend={() => void send()}
    >
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
