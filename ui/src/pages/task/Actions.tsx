// What else can be done with a task: take it, give it back, hand it over, delegate it, ask, look at it again later, end
// it. The server says what is allowed; what is not stays in the menu with its reason.
import { type ReactNode, useId, useState } from 'react'
import { useIntl } from 'react-intl'
import { useVerb } from '../../api/verb'
import { day } from '../../format/day'
import type { TaskActionCode } from '../../gql/graphql'
import { useText } from '../../messages/text'
import { Button } from '../../parts/Button'
import { Icon, type IconName } from '../../parts/Icon'
import { Menu } from '../../parts/Menu'
import { notify } from '../../state/notices'
import { RELEASE } from '../tasks/queries'
import { CancelDialog } from './CancelDialog'
import { AskDialog, DelegateDialog, GiveBackDialog } from './ColleagueDialogs'
import { FollowUpDialog } from './FollowUpDialog'
import { HandOverDialog } from './HandOverDialog'
import { CANCEL_TASK, CLAIM, FOLLOW_UP, type TaskDetails } from './queries'
import { TAKE_BACK } from './verbs'

type Shown = 'ASSIGN' | 'DELEGATE' | 'ASK' | 'GIVE_BACK' | 'FOLLOW_UP' | 'CANCEL'

const IN_MENU: readonly { code: Shown; icon: IconName; words: string }[] = [
  { code: 'ASSIGN', icon: 'arrow-forward', words: 'task.hand_over' },
  { code: 'DELEGATE', icon: 'account-circle', words: 'task.delegate' },
  { code: 'ASK', icon: 'question-mark', words: 'task.ask' },
  { code: 'FOLLOW_UP', icon: 'calendar-today', words: 'task.follow_up' },
  { code: 'CANCEL', icon: 'delete', words: 'task.cancel' },
]

export function Actions({ task, refetch }: { task: TaskDetails; refetch: () => void }) {
  const t = useText()
  const { locale } = useIntl()
  const act = useActs(task, refetch)
  const [dialog, setDialog] = useState<Shown | null>(null)
  if (task.state !== 'OPEN') return null
  const close = () => setDialog(null)
  const may = (code: TaskActionCode) => task.actions.some(one => one.code === code && one.allowed)
  const done = (words: string) => {
    close()
    notify({ tone: 'success', text: words })
    refetch()
  }
  return (
    <>
      {task.followUpOn && (
        <span className="follow-up">{t('task.follow_up_on', { day: day(task.followUpOn, locale) })}</span>
      )}
      {may('CLAIM') && (
        <Button busy={act.busy} onClick={act.claim}>
          {t('task.claim')}
        </Button>
      )}
      {may('GIVE_BACK') && (
        <Button kind="primary" onClick={() => setDialog('GIVE_BACK')}>
          {t('task.give_back')}
        </Button>
      )}
      {may('TAKE_BACK') && (
        <Button busy={act.busy} onClick={act.takeBack}>
          {t('task.take_back')}
        </Button>
      )}
      {may('RELEASE') && (
        <Button busy={act.busy} onClick={act.release}>
          {t('task.release')}
        </Button>
      )}
      <Menu label={t('task.more')} align="end" className="filter">
        {closeMenu =>
          IN_MENU.map(({ code, icon, words }) => (
            <Item
              key={code}
              icon={icon}
              whyNot={task.actions.find(one => one.code === code)?.whyNot?.message ?? null}
              run={() => {
                closeMenu()
                setDialog(code)
              }}
            >
              {t(words)}
            </Item>
          ))
        }
      </Menu>
      {dialog === 'ASSIGN' && <HandOverDialog task={task} onClose={close} done={done} />}
      {dialog === 'DELEGATE' && <DelegateDialog task={task} onClose={close} done={done} />}
      {dialog === 'ASK' && <AskDialog task={task} onClose={close} done={done} />}
      {dialog === 'GIVE_BACK' && <GiveBackDialog task={task} onClose={close} done={done} />}
      {dialog === 'FOLLOW_UP' && (
        <FollowUpDialog
          now={task.followUpOn ?? null}
          onClose={close}
          onChosen={followUpOn => {
            close()
            act.followUp(followUpOn)
          }}
        />
      )}
      {dialog === 'CANCEL' && (
        <CancelDialog
          onClose={close}
          onReason={reason => {
            close()
            act.cancel(reason)
          }}
        />
      )}
    </>
  )
}

type ItemProps = { icon: IconName; whyNot: string | null; run: () => void; children: ReactNode }

/** Stays in the order of the keyboard when it is not allowed: its reason can be read there. */
function Item({ icon, whyNot, run, children }: ItemProps) {
  const id = useId()
  return (
    <button
      type="button"
      className="menu__item"
      aria-disabled={whyNot ? true : undefined}
      aria-describedby={whyNot ? id : undefined}
      onClick={whyNot ? undefined : run}
    >
      <Icon name={icon} />
      <span>
        {children}
        {whyNot && (
          <span className="menu__why" id={id}>
            {whyNot}
          </span>
        )}
      </span>
    </button>
  )
}

function useActs(task: TaskDetails, refetch: () => void) {
  const t = useText()
  const verb = useVerb()
  const { id, version } = task
  const finish = (payload: object | null, words: string) => {
    if (payload) notify({ tone: 'success', text: words })
    refetch()
  }
  return {
    busy: verb.busy,
    claim: async () =>
      finish(await verb.send(CLAIM, { input: { id, version } }, data => data.claimTask), t('task.claimed')),
    release: async () =>
      finish(
        await verb.send(RELEASE, { input: { id, version } }, data => data.releaseTask),
        t('task.released'),
      ),
    takeBack: async () =>
      finish(
        await verb.send(TAKE_BACK, { input: { id, version } }, data => data.takeBackTask),
        t('task.taken_back'),
      ),
    followUp: async (followUpOn: string | null) =>
      finish(
        await verb.send(FOLLOW_UP, { input: { id, version, followUpOn } }, data => data.setFollowUp),
        t(followUpOn ? 'task.follow_up_set' : 'task.follow_up_cleared'),
      ),
    cancel: async (reason: string) =>
      finish(
        await verb.send(CANCEL_TASK, { input: { id, version, reason } }, data => data.cancelTask),
        t('task.cancel_done'),
      ),
  }
}
