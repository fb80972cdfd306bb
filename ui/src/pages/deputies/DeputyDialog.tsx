// A deputy for me, or for somebody I lead: who, how long, and which part of the rights.
import { useState } from 'react'
import { useVerb } from '../../api/verb'
import { addDays } from '../../format/day'
import type { Area, Role } from '../../gql/graphql'
import { useText } from '../../messages/text'
import { FormDialog } from '../../parts/FormDialog'
import { DayField, SelectInput, TickList } from '../../parts/Input'
import { Waiting } from '../../parts/Waiting'
import { type Colleague, useColleagues } from '../../people/colleagues'
import { PersonChoice } from '../../people/PersonChoice'
import { useRoles } from '../../people/roles'
import { useViewer } from '../../shell/ViewerContext'
import { bodiesOf, ledBodies, type Named } from './led'
import { SET_DEPUTY } from './queries'

const FIELDS = ['principalId', 'deputyId', 'validFrom', 'validTo', 'bodyIds', 'roles', 'areas']
const USUAL_DAYS = 14
const AREAS: readonly Area[] = ['PROCUREMENT', 'EFILE', 'JOINT_TENDER', 'COST_SHARING', 'COOPERATION']
const NONE: ReadonlySet<string> = new Set()

export function DeputyDialog({ onClose, done }: { onClose: () => void; done: (words: string) => void }) {
  const t = useText()
  const viewer = useViewer()
  const verb = useVerb(FIELDS)
  const everybody = useColleagues(true)
  const [principal, setPrincipal] = useState(viewer.person.id)
  const [deputy, setDeputy] = useState(NONE)
  const [from, setFrom] = useState<string>(viewer.today)
  const [to, setTo] = useState(addDays(viewer.today, USUAL_DAYS))
  const [parts, setParts] = useState(false)
  const [bodies, setBodies] = useState(NONE)
  const [roles, setRoles] = useState(NONE)
  const [areas, setAreas] = useState(NONE)
  const rights = useRights(principal, everybody)
  const [deputyId] = deputy
  const send = async () => {
    if (!deputyId) return
    const own = principal === viewer.person.id
    const lent = parts
      ? { bodyIds: some<string>(bodies), roles: some<Role>(roles), areas: some<Area>(areas) }
      : { bodyIds: null, roles: null, areas: null }
    const input = { deputyId, principalId: own ? null : principal, validFrom: from, validTo: to, ...lent }
    if (await verb.send(SET_DEPUTY, { input }, data => data.setDeputy)) done(t('deputies.is_set'))
  }
  const { at } = verb.refusal
  return (
    <FormDialog
      title={t('deputies.set')}
      words={t('deputies.set_do')}
      verb={verb}
      wide
      ready={deputyId !== undefined && from !== '' && to !== ''}
      onClose={onClose}
      onSend={() => void send()}
    >
      <WhoseDeputy
        everybody={everybody}
        value={principal}
        problem={at.principalId}
        set={next => {
          setPrincipal(next)
          setDeputy(NONE)
          setBodies(NONE)
          setRoles(NONE)
        }}
      />
      {everybody ? (
        <Deputy
          everybody={everybody.filter(one => one.person.id !== principal)}
          problem={at.deputyId}
          chosen={deputy}
          set={setDeputy}
        />
      ) : (
        <Waiting />
      )}
      <div className="pair">
        <DayField
          label={t('deputies.from')}
          problem={at.validFrom}
          value={from}
          set={setFrom}
          today={viewer.today}
        />
        <DayField label={t('deputies.to')} problem={at.validTo} value={to} set={setTo} today={viewer.today} />
      </div>
      <label className="tick">
        <input type="checkbox" checked={parts} onChange={event => setParts(event.target.checked)} />
        <span>{t('deputies.only_parts')}</span>
      </label>
      {parts && (
        <>
          <p className="kern-body">{t('deputies.parts_hint')}</p>
          <TickList
            label={t('deputies.bodies')}
            problem={at.bodyIds}
            options={rights.bodies.map(body => ({ value: body.id, text: body.name }))}
            chosen={bodies}
            set={setBodies}
          />
          <TickList
            label={t('deputies.roles')}
            problem={at.roles}
            options={rights.roles.map(role => ({ value: role, text: t(`enums.role.${role}`) }))}
            chosen={roles}
            set={setRoles}
          />
          <TickList
            label={t('deputies.areas')}
            problem={at.areas}
            options={AREAS.map(area => ({ value: area, text: t(`enums.area.${area}`) }))}
            chosen={areas}
            set={setAreas}
          />
        </>
      )}
    </FormDialog>
  )
}

/** Nothing chosen is everything: left out. */
function some<T extends string>(chosen: ReadonlySet<string>): T[] | null {
  return chosen.size > 0 ? ([...chosen] as T[]) : null
}

/** Bodies and roles the represented person has to lend; a leader lends only of the bodies it leads. */
function useRights(principal: string, everybody: readonly Colleague[] | null) {
  const viewer = useViewer()
  if (principal === viewer.person.id) {
    const own = (grant: (typeof viewer.grants)[number]) => grant.holder.id === viewer.person.id
    const roles = new Set(viewer.grants.filter(own).map(grant => grant.role))
    return { bodies: bodiesOf(viewer, own), roles: [...roles] }
  }
  const person = everybody?.find(one => one.person.id === principal)
  const led = new Set(ledBodies(viewer).map(body => body.id))
  const bodies: readonly Named[] = person?.bodies.filter(body => led.has(body.id)) ?? []
  return { bodies, roles: person?.roles ?? [] }
}

type WhoseProps = {
  everybody: readonly Colleague[] | null
  value: string
  problem: string | undefined
  set: (id: string) => void
}

/** Only leaders choose for others. */
function WhoseDeputy({ everybody, value, problem, set }: WhoseProps) {
  const t = useText()
  const viewer = useViewer()
  const led = new Set(ledBodies(viewer).map(body => body.id))
  if (led.size === 0) return null
  const mine = everybody?.filter(
    one => one.person.id !== viewer.person.id && one.bodies.some(body => led.has(body.id)),
  )
  return (
    <SelectInput
      label={t('deputies.whose')}
      problem={problem}
      value={value}
      set={set}
      options={[
        { value: viewer.person.id, text: t('deputies.myself', { name: viewer.name ?? '' }) },
        ...(mine ?? []).map(one => ({ value: one.person.id, text: one.person.name ?? '' })),
      ]}
    />
  )
}

type DeputyProps = {
  everybody: readonly Colleague[]
  problem: string | undefined
  chosen: ReadonlySet<string>
  set: (chosen: ReadonlySet<string>) => void
}

function Deputy({ everybody, problem, chosen, set }: DeputyProps) {
  const t = useText()
  const words = useRoles()
  const persons = everybody.map(one => {
    const [first, ...more] = one.bodies
    const where = first ? t('deputies.where', { first: first.name, more: more.length }) : ''
    return { id: one.person.id, name: one.person.name ?? '', about: `${words(one.roles)} · ${where}` }
  })
  return (
    <PersonChoice
      label={t('deputies.who')}
      hint={t('deputies.who_hint')}
      problem={problem}
      persons={persons}
      chosen={chosen}
      set={set}
    />
  )
}
