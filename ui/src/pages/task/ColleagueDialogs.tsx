// Delegating, asking, and giving back with an answer: to whom, and what about.
import { useState } from 'react'
import { useVerb } from '../../api/verb'
import { useText } from '../../messages/text'
import { FormDialog } from '../../parts/FormDialog'
import { TextInput } from '../../parts/Input'
import { Waiting } from '../../parts/Waiting'
import { useColleagues } from '../../people/colleagues'
import { type Choosable, PersonChoice } from '../../people/PersonChoice'
import { useRoles } from '../../people/roles'
import { useViewer } from '../../shell/ViewerContext'
import type { TaskDetails } from './queries'
import { ASK, DELEGATE, GIVE_BACK } from './verbs'

const MAX_CHARS = 4000
const FIELDS = ['personId', 'text']

export type DialogProps = { task: TaskDetails; onClose: () => void; done: (words: string) => void }

/** Everybody who works for the body of the task, but oneself. */
function useOthers(task: TaskDetails): readonly Choosable[] | null {
  const me = useViewer().person.id
  const roles = useRoles()
  const colleagues = useColleagues()
  if (!colleagues) return null
  return colleagues
    .filter(one => one.person.id !== me && one.bodies.some(body => body.id === task.body?.id))
    .map(one => ({ id: one.person.id, name: one.person.name ?? '', about: roles(one.roles) }))
}

type ColleagueProps = {
  title: string
  words: string
  hint: string
  label: string
  optional?: boolean
  task: TaskDetails
  onClose: () => void
  verb: ReturnType<typeof useVerb>
  send: (personId: string, text: string) => void
}

function ColleagueDialog(props: ColleagueProps) {
  const t = useText()
  const { title, words, hint, label, optional, task, onClose, verb, send } = props
  const others = useOthers(task)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [text, setText] = useState('')
  const [person] = chosen
  const ready = person !== undefined && (optional || text.trim() !== '')
  return (
    <FormDialog
      title={title}
      words={words}
      verb={verb}
      ready={ready}
      onClose={onClose}
      onSend={() => person && send(person, text.trim())}
    >
      <p className="kern-body">{hint}</p>
      {others ? (
        <PersonChoice
          label={t('task.whom')}
          problem={verb.refusal.at.personId}
          persons={others}
          chosen={chosen}
          set={setChosen}
        />
      ) : (
        <Waiting />
      )}
      <TextInput
        label={label}
        optional={optional}
        problem={verb.refusal.at.text}
        value={text}
        set={setText}
        max={MAX_CHARS}
        long
      />
    </FormDialog>
  )
}

export function DelegateDialog({ task, onClose, done }: DialogProps) {
  const t = useText()
  const verb = useVerb(FIELDS)
  const send = async (personId: string, text: string) => {
    const input = { id: task.id, version: task.version, personId, text }
    if (await verb.send(DELEGATE, { input }, data => data.delegateTask)) done(t('task.delegated'))
  }
  return (
    <ColleagueDialog
      title={t('task.delegate_title')}
      words={t('task.delegate_do')}
      hint={t('task.delegate_hint')}
      label={t('task.delegate_text')}
      optional
      {...{ task, onClose, verb }}
      send={(personId, text) => void send(personId, text)}
    />
  )
}

export function AskDialog({ task, onClose, done }: DialogProps) {
  const t = useText()
  const verb = useVerb(FIELDS)
  const send = async (personId: string, text: string) => {
    const input = { taskId: task.id, personId, text }
    if (await verb.send(ASK, { input }, data => data.askColleague)) done(t('task.asked'))
  }
  return (
    <ColleagueDialog
      title={t('task.ask_title')}
      words={t('task.ask_do')}
      hint={t('task.ask_hint')}
      label={t('task.ask_text')}
      {...{ task, onClose, verb }}
      send={(personId, text) => void send(personId, text)}
    />
  )
}

export function GiveBackDialog({ task, onClose, done }: DialogProps) {
  const t = useText()
  const verb = useVerb(FIELDS)
  const [text, setText] = useState('')
  const send = async () => {
    const input = { id: task.id, version: task.version, text: text.trim() }
    if (await verb.send(GIVE_BACK, { input }, data => data.giveBackTask)) done(t('task.given_back'))
  }
  const asked = task.requests.find(one => one.kind === 'DELEGATION' && one.state === 'OPEN')?.text
  return (
    <FormDialog
      title={t('task.give_back_title', { name: task.delegatedBy?.name ?? '' })}
      words={t('task.give_back_do')}
      verb={verb}
      ready={text.trim() !== ''}
      onClose={onClose}
      onSend={() => void send()}
    >
      {asked && <blockquote className="said">{asked}</blockquote>}
      <TextInput
        label={t('task.answer')}
        problem={verb.refusal.at.text}
        value={text}
        set={setText}
        max={MAX_CHARS}
        long
      />
    </FormDialog>
  )
}
