// Handing a task over: everybody who holds a role for it is shown, and who may not do it says why.
import { useState } from 'react'
import { useVerb } from '../../api/verb'
import { useText } from '../../messages/text'
import { FormDialog } from '../../parts/FormDialog'
import { TextInput } from '../../parts/Input'
import { PersonChoice } from '../../people/PersonChoice'
import { useRoles } from '../../people/roles'
import { useViewer } from '../../shell/ViewerContext'
import type { DialogProps } from './ColleagueDialogs'
import { ASSIGN_WITH_NOTE } from './verbs'

const MAX_CHARS = 4000

export function HandOverDialog({ task, onClose, done }: DialogProps) {
  const t = useText()
  const me = useViewer().person.id
  const roles = useRoles()
  const verb = useVerb(['personId', 'note'])
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [note, setNote] = useState('')
  const [personId] = chosen
  const persons = task.eligible
    .filter(one => one.person.name && one.person.id !== task.assignee?.id && one.person.id !== me)
    .map(one => ({
      id: one.person.id,
      name: one.person.name ?? '',
      about: one.absent ? `${roles(one.roles)} · ${t('task.absent')}` : roles(one.roles),
      whyNot: one.whyNot?.message ?? null,
    }))
  const send = async () => {
    if (!personId) return
    const input = { id: task.id, version: task.version, personId, note: note.trim() || null }
    if (await verb.send(ASSIGN_WITH_NOTE, { input }, data => data.assignTask)) done(t('task.handed_over'))
  }
  return (
    <FormDialog
      title={t('task.hand_over_title')}
      words={t('task.hand_over_do')}
      verb={verb}
      ready={personId !== undefined}
      onClose={onClose}
      onSend={() => void send()}
    >
      <PersonChoice
        label={t('task.whom')}
        problem={verb.refusal.at.personId}
        persons={persons}
        chosen={chosen}
        set={setChosen}
      />
      <TextInput
        label={t('task.hand_over_note')}
        hint={t('task.hand_over_note_hint')}
        optional
        problem={verb.refusal.at.note}
        value={note}
        set={setNote}
        max={MAX_CHARS}
        long
      />
    </FormDialog>
  )
}
