// What else can be done with a task: take it, give it back, hand it over, look at it again later, end it.
import { useState } from 'react'
import { useIntl } from 'react-intl'
import { useClient } from 'urql'
import { outcomeOf, type UserError } from '../../api/outcome'
import { day } from '../../format/day'
import { useText } from '../../messages/text'
import { Button } from '../../parts/Button'
import { Icon } from '../../parts/Icon'
import { Menu } from '../../parts/Menu'
import { useViewer } from '../../shell/ViewerContext'
import { notify } from '../../state/notices'
import { AssignDialog } from '../tasks/AssignDialog'
import { ASSIGN, RELEASE } from '../tasks/queries'
import { CancelDialog } from './CancelDialog'
import { FollowUpDialog } from './FollowUpDialog'
import { CANCEL_TASK, CLAIM, FOLLOW_UP, type TaskDetails } from './queries'

type Payload = { userErrors: UserError[] } | null | undefined

export function Actions({ task, refetch }: { task: TaskDetails; refetch: () => void }) {
  const t = useText()
  const { locale } = useIntl()
  const viewer = useViewer()
  const act = useActs(task, refetch)
  const [dialog, setDialog] = useState<'assign' | 'follow_up' | 'cancel' | null>(null)
  if (task.state !== 'OPEN') return null
  const mine = task.assignee?.id === viewer.person.id
  const free = !task.assignee
  const leads = viewer.grants.some(grant => grant.role === 'LEAD' && grant.body?.id === task.body?.id)
  const mayTake = free && task.candidates.some(person => person.id === viewer.person.id)
  const item = (icon: 'account-circle' | 'calendar-today' | 'delete', words: string, run: () => void) => (
    <button type="button" className="menu__item" onClick={run}>
      <Icon name={icon} />
      <span>{words}</span>
    </button>
  )
  return (
    <>
      {task.followUpOn && (
        <span className="follow-up">{t('task.follow_up_on', { day: day(task.followUpOn, locale) })}</span>
      )}
      {mayTake && (
        <Button busy={act.busy} onClick={act.claim}>
          {t('task.claim')}
        </Button>
      )}
      {mine && (
        <Button busy={act.busy} onClick={act.release}>
          {t('task.release')}
        </Button>
      )}
      <Menu label={t('task.more')} align="end" className="filter">
        {close => {
          const open = (which: typeof dialog) => () => {
            close()
            setDialog(which)
          }
          return (
            <>
              {item('account-circle', t('task.hand_over'), open('assign'))}
              {item('calendar-today', t('task.follow_up'), open('follow_up'))}
              {leads && item('delete', t('task.cancel'), open('cancel'))}
            </>
          )
        }}
      </Menu>
      {dialog === 'assign' && (
        <AssignDialog
          rows={[task]}
          onClose={() => setDialog(null)}
          onChosen={personId => {
            setDialog(null)
            act.assign(personId)
          }}
        />
      )}
      {dialog === 'follow_up' && (
        <FollowUpDialog
          now={task.followUpOn ?? null}
          onClose={() => setDialog(null)}
          onChosen={followUpOn => {
            setDialog(null)
            act.followUp(followUpOn)
          }}
        />
      )}
      {dialog === 'cancel' && (
        <CancelDialog
          onClose={() => setDialog(null)}
          onReason={reason => {
            setDialog(null)
            act.cancel(reason)
          }}
        />
      )}
    </>
  )
}

function useActs(task: TaskDetails, refetch: () => void) {
  const t = useText()
  const client = useClient()
  const [busy, setBusy] = useState(false)
  const { id, version } = task
  const finish = (payload: Payload, error: Parameters<typeof outcomeOf>[1], words: string) => {
    setBusy(false)
    const result = outcomeOf(payload, error)
    if (result.kind === 'done') notify({ tone: 'success', text: words })
    else {
      const said = result.kind === 'refused' ? result.errors[0]?.message : result.message
      notify({ tone: 'danger', text: said ?? t('task.no_answer') })
    }
    refetch()
  }
  const run = (act: () => Promise<void>) => () => {
    setBusy(true)
    void act()
  }
  return {
    busy,
    claim: run(async () => {
      const { data, error } = await client.mutation(CLAIM, { input: { id, version } }).toPromise()
      finish(data?.claimTask, error, t('task.claimed'))
    }),
    release: run(async () => {
      const { data, error } = await client.mutation(RELEASE, { input: { id, version } }).toPromise()
      finish(data?.releaseTask, error, t('task.released'))
    }),
    assign: (personId: string) =>
      run(async () => {
        const { data, error } = await client
          .mutation(ASSIGN, { input: { id, version, personId } })
          .toPromise()
        finish(data?.assignTask, error, t('task.handed_over'))
      })(),
    followUp: (followUpOn: string | null) =>
      run(async () => {
        const { data, error } = await client
          .mutation(FOLLOW_UP, { input: { id, version, followUpOn } })
          .toPromise()
        finish(data?.setFollowUp, error, t(followUpOn ? 'task.follow_up_set' : 'task.follow_up_cleared'))
      })(),
    cancel: (reason: string) =>
      run(async () => {
        const { data, error } = await client
          .mutation(CANCEL_TASK, { input: { id, version, reason } })
          .toPromise()
        finish(data?.cancelTask, error, t('task.cancel_done'))
      })(),
  }
}
