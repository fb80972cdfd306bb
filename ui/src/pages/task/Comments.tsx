// Comments on the case, oldest first, and a place to write one. What was written stays until the server has it.
import { useState } from 'react'
import { useIntl } from 'react-intl'
import { useClient } from 'urql'
import { outcomeOf } from '../../api/outcome'
import { instant } from '../../format/day'
import { useText } from '../../messages/text'
import { Button } from '../../parts/Button'
import { announce } from '../../state/announce'
import { notify } from '../../state/notices'
import { type CaseFacts, WRITE_COMMENT } from './queries'
import { Section } from './Section'

const MAX_CHARS = 4000

export function Comments({ facts, taskId }: { facts: CaseFacts; taskId: string }) {
  const t = useText()
  const { locale } = useIntl()
  const client = useClient()
  const [text, setText] = useState('')
  const [busy, setBusy] = useState(false)
  const write = async () => {
    if (text.trim() === '') return
    setBusy(true)
    const input = { caseId: facts.id, taskId, text: text.trim() }
    const { data, error } = await client.mutation(WRITE_COMMENT, { input }).toPromise()
    setBusy(false)
    const result = outcomeOf(data?.writeComment, error)
    if (result.kind === 'done') {
      setText('')
      announce(t('task.comment_written'))
    } else {
      const said = result.kind === 'refused' ? result.errors[0]?.message : result.message
      notify({ tone: 'danger', text: said ?? t('task.no_answer') })
    }
  }
  return (
    <Section title={t('task.comments')} count={facts.comments.length} open={facts.comments.length > 0}>
      <ol className="comments">
        {facts.comments.map(comment => (
          <li key={comment.id}>
            <span className="comments__who">
              <strong>{comment.author.name}</strong> {instant(comment.writtenAt, locale)}
            </span>
            <p>{comment.text ?? t('task.comment_erased')}</p>
          </li>
        ))}
      </ol>
      <div className="kern-form-input">
        <label className="kern-label" htmlFor="comment">
          {t('task.comment_new')}
        </label>
        <textarea
          id="comment"
          className="kern-form-input__input long-text"
          rows={2}
          maxLength={MAX_CHARS}
          value={text}
          onChange={event => setText(event.target.value)}
        />
      </div>
      <Button small busy={busy} onClick={() => void write()}>
        {t('task.comment_write')}
      </Button>
    </Section>
  )
}
