// Questions and delegations: what waits for my answer stands above the work, everything asked and answered beside it.
import { useState } from 'react'
import { useIntl } from 'react-intl'
import { useVerb } from '../../api/verb'
import { instant } from '../../format/day'
import { useText } from '../../messages/text'
import { Alert } from '../../parts/Alert'
import { Badge } from '../../parts/Badge'
import { Button } from '../../parts/Button'
import { Problem, TextInput } from '../../parts/Input'
import { useViewer } from '../../shell/ViewerContext'
import { notify } from '../../state/notices'
import type { TaskDetails, TaskRequest } from './queries'
import { Section } from './Section'
import { ANSWER } from './verbs'

const MAX_CHARS = 4000

type Props = { task: TaskDetails; refetch: () => void }

/** What a colleague wants of me, and what I wait for. */
export function OpenRequests({ task, refetch }: Props) {
  const t = useText()
  const me = useViewer().person.id
  const open = task.requests.filter(one => one.state === 'OPEN')
  const name = (request: TaskRequest) => request.askedBy.name ?? ''
  return (
    <>
      {open.map(one => {
        if (one.kind === 'QUESTION' && one.askedOf.id === me)
          return <Question key={one.id} request={one} refetch={refetch} />
        if (one.kind === 'DELEGATION' && one.askedOf.id === me)
          return (
            <Alert key={one.id} tone="info" title={t('task.delegated_to_me', { name: name(one) })}>
              {one.text && <blockquote className="said">{one.text}</blockquote>}
              <p className="kern-body">{t('task.delegated_to_me_body')}</p>
            </Alert>
          )
        if (one.kind === 'DELEGATION' && task.delegatedBy?.id === me)
          return (
            <Alert
              key={one.id}
              tone="info"
              title={t('task.delegated_by_me', { name: one.askedOf.name ?? '' })}
            >
              <p className="kern-body">{t('task.delegated_by_me_body')}</p>
            </Alert>
          )
        return null
      })}
    </>
  )
}

function Question({ request, refetch }: { request: TaskRequest; refetch: () => void }) {
  const t = useText()
  const verb = useVerb(['text'])
  const [text, setText] = useState('')
  const answer = async () => {
    const input = { id: request.id, text: text.trim() }
    if (!(await verb.send(ANSWER, { input }, data => data.answerQuestion))) return
    notify({ tone: 'success', text: t('task.answered') })
    refetch()
  }
  return (
    <Alert tone="info" title={t('task.question_to_me', { name: request.askedBy.name ?? '' })}>
      <blockquote className="said">{request.text}</blockquote>
      {verb.refusal.general.map(words => (
        <Problem key={words} words={words} />
      ))}
      <TextInput
        label={t('task.answer')}
        problem={verb.refusal.at.text}
        value={text}
        set={setText}
        max={MAX_CHARS}
        long
      />
      <Button kind="primary" busy={verb.busy} disabled={text.trim() === ''} onClick={() => void answer()}>
        {t('task.answer_do')}
      </Button>
    </Alert>
  )
}

/** Everything that was asked, oldest first. */
export function Requests({ task }: { task: TaskDetails }) {
  const t = useText()
  const { locale } = useIntl()
  if (task.requests.length === 0) return null
  return (
    <Section title={t('task.requests')} count={task.requests.length} open>
      <ol className="comments">
        {task.requests.map(one => (
          <li key={one.id}>
            <span className="comments__who">
              {t(one.kind === 'QUESTION' ? 'task.request.question' : 'task.request.delegation', {
                by: one.askedBy.name ?? '',
                of: one.askedOf.name ?? '',
              })}{' '}
              {instant(one.askedAt, locale)}
            </span>
            {one.text && <p>{one.text}</p>}
            {one.answer && (
              <blockquote className="said">
                <span className="comments__who">
                  <strong>{one.askedOf.name}</strong> {one.answeredAt && instant(one.answeredAt, locale)}
                </span>
                <p>{one.answer}</p>
              </blockquote>
            )}
            {one.state === 'OPEN' && <Badge tone="warning">{t('task.request.open')}</Badge>}
            {one.state === 'WITHDRAWN' && <Badge>{t('task.request.withdrawn')}</Badge>}
          </li>
        ))}
      </ol>
    </Section>
  )
}
