// What colleagues wrote on the case, and a place to write.
import { type FormEvent, useId, useState } from 'react'
import { useIntl } from 'react-intl'
import { useMutation } from 'urql'
import { outcomeOf } from '../../api/outcome'
import { instant } from '../../format/day'
import type { CasePageQuery } from '../../gql/graphql'
import { useText } from '../../messages/text'
import { Alert } from '../../parts/Alert'
import { Button } from '../../parts/Button'
import { nameOf } from './names'
import { COMMENT } from './queries'

type Comment = NonNullable<CasePageQuery['case']>['comments'][number]

export function Comments({
  caseId,
  comments,
  again,
}: {
  caseId: string
  comments: Comment[]
  again: () => void
}) {
  const t = useText()
  const locale = useIntl().locale
  return (
    <>
      {comments.length === 0 && <p>{t('case.comments.none')}</p>}
      <ul className="case__list">
        {comments.map(comment => (
          <li key={comment.id}>
            <span className="case__said">{comment.text ?? t('case.erased')}</span>
            <span className="case__beside">
              {nameOf(comment.author, t)}, {instant(comment.writtenAt, locale)}
              {comment.task && ` · ${comment.task.title}`}
            </span>
          </li>
        ))}
      </ul>
      <Write caseId={caseId} again={again} />
    </>
  )
}

function Write({ caseId, again }: { caseId: string; again: () => void }) {
  const t = useText()
  const id = useId()
  const [text, setText] = useState('')
  const [refused, setRefused] = useState<string | null>(null)
  const [{ fetching }, write] = useMutation(COMMENT)
  const send = async (event: FormEvent) => {
    event.preventDefault()
    const { data, error } = await write({ input: { caseId, text } })
    const outcome = outcomeOf(data?.writeComment, error)
    if (outcome.kind !== 'done') {
      setRefused(
        outcome.kind === 'refused' ? (outcome.errors[0]?.message ?? null) : t('case.comments.failed'),
      )
      return
    }
    setText('')
    setRefused(null)
    again()
  }
  return (
    <form className="case__write" onSubmit={send}>
      {refused && <Alert tone="danger" title={refused} live />}
      <div className="kern-form-input">
        <label className="kern-label" htmlFor={id}>
          {t('case.comments.write')}
        </label>
        <textarea
          id={id}
          className="kern-form-input__input"
          rows={2}
          value={text}
          onChange={event => setText(event.target.value)}
        />
      </div>
      <Button submit kind="secondary" busy={fetching} disabled={text.trim() === ''}>
        {t('case.comments.send')}
      </Button>
    </form>
  )
}
