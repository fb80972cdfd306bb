// A dialog one fills in and sends: what was refused stands at its top and is read aloud, Enter sends.
import { type ReactNode, useId } from 'react'
import type { Verb } from '../api/verb'
import { useText } from '../messages/text'
import { Alert } from './Alert'
import { Button } from './Button'
import { Dialog } from './Dialog'

type Props = {
  title: string
  /** What the button says that sends it. */
  words: string
  verb: Pick<Verb, 'busy' | 'refusal'>
  ready?: boolean
  wide?: boolean
  onClose: () => void
  onSend: () => void
  children: ReactNode
}

export function FormDialog({ title, words, verb, ready = true, wide, onClose, onSend, children }: Props) {
  const t = useText()
  const id = useId()
  return (
    <Dialog
      title={title}
      wide={wide}
      onClose={onClose}
      footer={
        <>
          <Button kind="primary" submit form={id} busy={verb.busy} disabled={!ready}>
            {words}
          </Button>
          <Button onClick={onClose}>{t('parts.cancel')}</Button>
        </>
      }
    >
      <form
        id={id}
        className="stack"
        noValidate
        onSubmit={event => {
          event.preventDefault()
          if (ready && !verb.busy) onSend()
        }}
      >
        {verb.refusal.general.length > 0 && (
          <Alert key={verb.refusal.attempt} tone="danger" title={verb.refusal.general.join(' ')} live />
        )}
        {children}
      </form>
    </Dialog>
  )
}
