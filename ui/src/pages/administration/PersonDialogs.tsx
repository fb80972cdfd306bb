// Changes of one person's rights: new, granted, revoked, limited, locked out.
import { useState } from 'react'
import { useIntl } from 'react-intl'
import { useVerb } from '../../api/verb'
import { day } from '../../format/day'
import { moneyInput, parseMoney } from '../../format/money'
import type { Area, Role } from '../../gql/graphql'
import { useText } from '../../messages/text'
import { FormDialog } from '../../parts/FormDialog'
import { DayField, SelectInput, TextInput } from '../../parts/Input'
import { useViewer } from '../../shell/ViewerContext'
import { endOfYears } from './days'
import type { AdministeredPerson } from './queries'
import { CREATE_PERSON, DEACTIVATE, GRANT_ROLE, REVOKE_ROLE, SET_LIMIT } from './verbs'

type Base = { bodyId: string; onClose: () => void; done: (words: string) => void }
type Props = Base & { person: AdministeredPerson }

export const ROLES: readonly Role[] = [
  'REQUESTER',
  'CLERK',
  'BUYER',
  'BUDGET',
  'DECIDER',
  'CERTIFIER_F',
  'CERTIFIER_A',
  'ORDERER',
  'TREASURY_1',
  'TREASURY_2',
  'OPENER',
  'EVALUATOR',
  'REGISTRY',
  'ARCHIVE',
  'SIGNER',
  'MEMBER',
  'STEERING',
  'LEAD',
  'AUDITOR',
  'SUPERVISOR',
  'OPERATOR',
]
const AREAS: readonly Area[] = ['ALL', 'PROCUREMENT', 'EFILE', 'JOINT_TENDER', 'COST_SHARING', 'COOPERATION']

export function NewPersonDialog({ bodyId, onClose, done }: Base) {
  const t = useText()
  const verb = useVerb(['subject', 'displayName', 'email'])
  const [subject, setSubject] = useState('')
  const [displayName, setName] = useState('')
  const [email, setEmail] = useState('')
  const { at } = verb.refusal
  const send = async () => {
    const input = {
      bodyId,
      subject: subject.trim(),
      displayName: displayName.trim(),
      email: email.trim() || null,
    }
    if (await verb.send(CREATE_PERSON, { input }, data => data.createPerson))
      done(t('administration.done.new', { name: displayName.trim() }))
  }
  return (
    <FormDialog
      title={t('administration.new_person')}
      words={t('administration.new_do')}
      verb={verb}
      ready={subject.trim() !== '' && displayName.trim() !== ''}
      onClose={onClose}
      onSend={() => void send()}
    >
      <TextInput
        label={t('administration.name')}
        problem={at.displayName}
        value={displayName}
        set={setName}
      />
      <TextInput
        label={t('administration.subject')}
        hint={t('administration.subject_hint')}
        problem={at.subject}
        value={subject}
        set={setSubject}
      />
      <TextInput label={t('administration.email')} optional problem={at.email} value={email} set={setEmail} />
      <p className="kern-body">{t('administration.new_hint')}</p>
    </FormDialog>
  )
}

export function GrantDialog({ bodyId, person, onClose, done }: Props) {
  const t = useText()
  const { today } = useViewer()
  const verb = useVerb(['role', 'area', 'validFrom', 'validTo'])
  const [role, setRole] = useState<string>('')
  const [area, setArea] = useState<string>('ALL')
  const [from, setFrom] = useState<string>(today)
  const [to, setTo] = useState(endOfYears(today, 5))
  const { at } = verb.refusal
  const send = async () => {
    const input = {
      bodyId,
      personId: person.person.id,
      role: role as Role,
      area: area as Area,
      validFrom: from,
      validTo: to,
    }
    if (await verb.send(GRANT_ROLE, { input }, data => data.grantRole)) done(t('administration.done.grant'))
  }
  return (
    <FormDialog
      title={t('administration.dialog.grant', { name: person.name ?? person.subject })}
      words={t('administration.grant_do')}
      verb={verb}
      ready={role !== '' && from !== '' && to !== ''}
      onClose={onClose}
      onSend={() => void send()}
    >
      <SelectInput
        label={t('administration.role')}
        problem={at.role}
        value={role}
        set={setRole}
        empty={t('form.choose')}
        options={ROLES.map(one => ({ value: one, text: t(`enums.role.${one}`) }))}
      />
      <SelectInput
        label={t('administration.area')}
        problem={at.area}
        value={area}
        set={setArea}
        options={AREAS.map(one => ({ value: one, text: t(`enums.area.${one}`) }))}
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
    </FormDialog>
  )
}

export function RevokeDialog({ bodyId, person, onClose, done }: Props) {
  const t = useText()
  const { locale } = useIntl()
  const { today } = useViewer()
  const verb = useVerb(['grant', 'lastOn'])
  const running = person.grants.filter(grant => grant.validTo >= today)
  const [grant, setGrant] = useState(String(running[0]?.number ?? ''))
  const [lastOn, setLastOn] = useState('')
  const { at } = verb.refusal
  const send = async () => {
    const input = { bodyId, grant: Number(grant), lastOn: lastOn || null }
    if (await verb.send(REVOKE_ROLE, { input }, data => data.revokeRole))
      done(t('administration.done.revoke'))
  }
  return (
    <FormDialog
      title={t('administration.dialog.revoke', { name: person.name ?? person.subject })}
      words={t('administration.revoke_do')}
      verb={verb}
      ready={grant !== ''}
      onClose={onClose}
      onSend={() => void send()}
    >
      <SelectInput
        label={t('administration.right_which')}
        problem={at.grant}
        value={grant}
        set={setGrant}
        options={running.map(one => ({
          value: String(one.number),
          text: `${one.roleTitle}, ${one.areaTitle}, ${t('administration.from_to', {
            from: day(one.validFrom, locale),
            to: day(one.validTo, locale),
          })}`,
        }))}
      />
      <DayField
        label={t('administration.last_on')}
        hint={t('administration.last_on_hint')}
        optional
        problem={at.lastOn}
        value={lastOn}
        set={setLastOn}
        today={today}
      />
    </FormDialog>
  )
}

export function LimitDialog({ bodyId, person, onClose, done }: Props) {
  const t = useText()
  const { today } = useViewer()
  const verb = useVerb(['limit', 'validFrom', 'validTo'])
  const now = person.limits.find(one => one.validFrom <= today && one.validTo >= today)
  const [limit, setLimit] = useState(now ? moneyInput(now.limit) : '')
  const [from, setFrom] = useState<string>(today)
  const [to, setTo] = useState(endOfYears(today, 5))
  const [wrong, setWrong] = useState(false)
  const { at } = verb.refusal
  const send = async () => {
    const cents = limit.trim() === '' ? null : parseMoney(limit)
    setWrong(limit.trim() !== '' && cents === null)
    if (limit.trim() !== '' && cents === null) return
    const input = { bodyId, personId: person.person.id, limit: cents, validFrom: from, validTo: to }
    if (await verb.send(SET_LIMIT, { input }, data => data.setOrderingLimit))
      done(t('administration.done.limit'))
  }
  return (
    <FormDialog
      title={t('administration.dialog.limit', { name: person.name ?? person.subject })}
      words={t('administration.limit_do')}
      verb={verb}
      ready={from !== '' && to !== ''}
      onClose={onClose}
      onSend={() => void send()}
    >
      <TextInput
        label={t('administration.limit_up_to')}
        hint={t('administration.limit_hint')}
        problem={wrong ? t('form.problem.no_amount') : at.limit}
        optional
        numeric
        value={limit}
        set={setLimit}
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
    </FormDialog>
  )
}

export function DeactivateDialog({ bodyId, person, onClose, done }: Props) {
  const t = useText()
  const verb = useVerb([])
  const name = person.name ?? person.subject
  const send = async () => {
    const input = { bodyId, personId: person.person.id }
    if (await verb.send(DEACTIVATE, { input }, data => data.deactivatePerson))
      done(t('administration.done.deactivate', { name }))
  }
  return (
    <FormDialog
      title={t('administration.dialog.deactivate', { name })}
      words={t('administration.deactivate_do')}
      verb={verb}
      onClose={onClose}
      onSend={() => void send()}
    >
      <p className="kern-body">{t('administration.deactivate_body')}</p>
    </FormDialog>
  )
}
