// A leader gives what one person holds to others, evenly, or back to the pool; then the dialog says what became of each.
import { useState } from 'react'
import { useVerb } from '../../api/verb'
import type { RedistributeTasksMutation } from '../../gql/graphql'
import { useText } from '../../messages/text'
import { Alert } from '../../parts/Alert'
import { Button } from '../../parts/Button'
import { Dialog } from '../../parts/Dialog'
import { FormDialog } from '../../parts/FormDialog'
import { SelectInput, TickList } from '../../parts/Input'
import { useColleagues } from '../../people/colleagues'
import { PersonChoice } from '../../people/PersonChoice'
import { useRoles } from '../../people/roles'
import { useViewer } from '../../shell/ViewerContext'
import { ledBodies } from './led'
import { REDISTRIBUTE } from './queries'

const FIELDS = ['personId', 'toPersonIds', 'bodyIds']
const NONE: ReadonlySet<string> = new Set()

type Moved = RedistributeTasksMutation['redistributeTasks']['results'][number]

export function RedistributeDialog({ onClose }: { onClose: () => void }) {
  const t = useText()
  const viewer = useViewer()
  const words = useRoles()
  const verb = useVerb(FIELDS)
  const led = ledBodies(viewer)
  const people = (useColleagues() ?? []).filter(one => one.bodies.some(b => led.some(l => l.id === b.id)))
  const [from, setFrom] = useState('')
  const [to, setTo] = useState(NONE)
  const [bodies, setBodies] = useState(NONE)
  const [moved, setMoved] = useState<readonly Moved[] | null>(null)
  const send = async () => {
    const bodyIds = bodies.size > 0 ? [...bodies] : null
    const input = { personId: from, toPersonIds: [...to], bodyIds }
    const done = await verb.send(REDISTRIBUTE, { input }, data => data.redistributeTasks)
    if (done) setMoved(done.results)
  }
  if (moved) return <Result moved={moved} onClose={onClose} />
  const others = people
    .filter(one => one.person.id !== from)
    .map(one => ({ id: one.person.id, name: one.person.name ?? '', about: words(one.roles) }))
  return (
    <FormDialog
      title={t('deputies.redistribute.title')}
      words={t(to.size === 0 ? 'deputies.redistribute.pool' : 'deputies.redistribute.do')}
      verb={verb}
      wide
      ready={from !== ''}
      onClose={onClose}
      onSend={() => void send()}
    >
      <p className="kern-body">{t('deputies.redistribute.hint')}</p>
      <SelectInput
        label={t('deputies.redistribute.from')}
        problem={verb.refusal.at.personId}
        value={from}
        set={setFrom}
        empty={t('form.choose')}
        options={people.map(one => ({ value: one.person.id, text: one.person.name ?? '' }))}
      />
      <PersonChoice
        label={t('deputies.redistribute.to')}
        hint={t('deputies.redistribute.to_hint')}
        problem={verb.refusal.at.toPersonIds}
        persons={others}
        chosen={to}
        set={setTo}
        several
      />
      {led.length > 1 && (
        <TickList
          label={t('deputies.redistribute.bodies')}
          problem={verb.refusal.at.bodyIds}
          options={led.map(body => ({ value: body.id, text: body.name }))}
          chosen={bodies}
          set={setBodies}
        />
      )}
    </FormDialog>
  )
}

function Result({ moved, onClose }: { moved: readonly Moved[]; onClose: () => void }) {
  const t = useText()
  const stayed = moved.filter(one => one.userErrors.length > 0)
  const count = moved.length - stayed.length
  return (
    <Dialog
      title={t('deputies.redistribute.title')}
      wide
      onClose={onClose}
      footer={
        <Button kind="primary" onClick={onClose}>
          {t('deputies.redistribute.close')}
        </Button>
      }
    >
      <div className="stack">
        <Alert
          tone={stayed.length === 0 ? 'success' : 'warning'}
          title={t('deputies.redistribute.moved', { count })}
          live
        >
          {stayed.length > 0 && (
            <p className="kern-body">{t('deputies.redistribute.stayed', { count: stayed.length })}</p>
          )}
        </Alert>
        <ul className="deputies__moved">
          {moved.map(one => (
            <li key={one.id}>
              <strong>{one.task?.title ?? t('deputies.redistribute.task')}</strong>
              {one.task?.case && <span>{one.task.case.subject}</span>}
              <span className="muted">
                {one.userErrors[0]?.message ??
                  t('deputies.redistribute.now', {
                    name: one.task?.assignee?.name ?? t('deputies.redistribute.nobody'),
                  })}
              </span>
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  )
}
