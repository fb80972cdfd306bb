// Somebody will be away: I, or somebody I lead.
import { useState } from 'react'
import { useVerb } from '../../api/verb'
import { addDays } from '../../format/day'
import { useText } from '../../messages/text'
import { FormDialog } from '../../parts/FormDialog'
import { DayField, SelectInput } from '../../parts/Input'
import { useColleagues } from '../../people/colleagues'
import { useViewer } from '../../shell/ViewerContext'
import { ledBodies } from './led'
import { SET_ABSENCE } from './queries'

const FIELDS = ['personId', 'validFrom', 'validTo']
const USUAL_DAYS = 7

export function AbsenceDialog({ onClose, done }: { onClose: () => void; done: (words: string) => void }) {
  const t = useText()
  const viewer = useViewer()
  const verb = useVerb(FIELDS)
  const me = viewer.person.id
  const led = new Set(ledBodies(viewer).map(body => body.id))
  const people = useColleagues()?.filter(one => one.person.id !== me && one.bodies.some(b => led.has(b.id)))
  const [person, setPerson] = useState(me)
  const [from, setFrom] = useState<string>(viewer.today)
  const [to, setTo] = useState(addDays(viewer.today, USUAL_DAYS))
  const { at } = verb.refusal
  const send = async () => {
    const input = { personId: person === me ? null : person, validFrom: from, validTo: to }
    if (await verb.send(SET_ABSENCE, { input }, data => data.setAbsence)) done(t('deputies.absence.is_set'))
  }
  return (
    <FormDialog
      title={t('deputies.absence.set')}
      words={t('deputies.absence.set_do')}
      verb={verb}
      ready={from !== '' && to !== ''}
      onClose={onClose}
      onSend={() => void send()}
    >
      {led.size > 0 && (
        <SelectInput
          label={t('deputies.absence.who')}
          problem={at.personId}
          value={person}
          set={setPerson}
          options={[
            { value: me, text: t('deputies.myself', { name: viewer.name ?? '' }) },
            ...(people ?? []).map(one => ({ value: one.person.id, text: one.person.name ?? '' })),
          ]}
        />
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
      <p className="kern-body">{t('deputies.absence.hint')}</p>
    </FormDialog>
  )
}
