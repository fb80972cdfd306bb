// Leaving a step out or ending a case is for good: asked once more, with the reason the history keeps.
import { useId, useState } from 'react'
import { useText } from '../../messages/text'
import { Button } from '../../parts/Button'
import { Dialog } from '../../parts/Dialog'

type Props = { kind: 'SKIP' | 'ABORT'; onClose: () => void; decide: (reason: string) => void }

export function ReasonDialog({ kind, onClose, decide }: Props) {
  const t = useText()
  const id = useId()
  const [reason, setReason] = useState('')
  return (
    <Dialog
      title={t(`incidents.confirm.${kind}`)}
      onClose={onClose}
      footer={
        <>
          <Button kind="primary" disabled={reason.trim() === ''} onClick={() => decide(reason.trim())}>
            {t('incidents.confirm.do')}
          </Button>
          <Button onClick={onClose}>{t('incidents.cancel')}</Button>
        </>
      }
    >
      <div className="kern-form-input">
        <label className="kern-label" htmlFor={id}>
          {t('incidents.reason')}
        </label>
        <span className="kern-hint" id={`${id}-hint`}>
          {t('incidents.reason_why')}
        </span>
        <textarea
          id={id}
          className="kern-form-input__input"
          aria-describedby={`${id}-hint`}
          rows={4}
          value={reason}
          onChange={event => setReason(event.target.value)}
        />
      </div>
    </Dialog>
  )
}
