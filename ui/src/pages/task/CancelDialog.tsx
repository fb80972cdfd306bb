// Ending a task that makes no sense any more needs a reason; the process opens it anew.
import { useState } from 'react'
import { useText } from '../../messages/text'
import { Button } from '../../parts/Button'
import { Dialog } from '../../parts/Dialog'

const MIN_CHARS = 3

export function CancelDialog({
  onClose,
  onReason,
}: {
  onClose: () => void
  onReason: (reason: string) => void
}) {
  const t = useText()
  const [reason, setReason] = useState('')
  const ready = reason.trim().length >= MIN_CHARS
  return (
    <Dialog
      title={t('task.cancel')}
      onClose={onClose}
      footer={
        <Button kind="primary" disabled={!ready} onClick={() => onReason(reason.trim())}>
          {t('task.cancel_do')}
        </Button>
      }
    >
      <p className="kern-body">{t('task.cancel_body')}</p>
      <div className="kern-form-input">
        <label className="kern-label" htmlFor="cancel-reason">
          {t('form.field.reason')}
        </label>
        <textarea
          id="cancel-reason"
          className="kern-form-input__input long-text"
          rows={3}
          value={reason}
          onChange={event => setReason(event.target.value)}
        />
      </div>
    </Dialog>
  )
}
