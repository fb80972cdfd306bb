// A modal dialog on the browser's own <dialog>: focus is caught, Escape closes, focus goes back where it came from.
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useText } from '../messages/text'
import { IconButton } from './Button'
import { cx } from './cx'

type Props = { title: string; onClose: () => void; children: ReactNode; footer?: ReactNode; wide?: boolean }

export function Dialog({ title, onClose, children, footer, wide }: Props) {
  const t = useText()
  const element = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    const before = document.activeElement
    const dialog = element.current
    if (dialog && !dialog.open) dialog.showModal()
    // typing can begin at once where there is something to type
    dialog?.querySelector<HTMLElement>('.kern-dialog__body :is(input, select, textarea)')?.focus()
    return () => {
      dialog?.close()
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])
  return (
    <dialog
      ref={element}
      className={cx('kern-dialog', 'dialog', wide && 'dialog--wide')}
      aria-labelledby={id}
      onCancel={event => {
        event.preventDefault()
        onClose()
      }}
    >
      <header className="kern-dialog__header">
        <h2 className="kern-title" id={id}>
          {title}
        </h2>
        <IconButton icon="close" label={t('shell.close')} onClick={onClose} />
      </header>
      <section className="kern-dialog__body">{children}</section>
      {footer && <footer className="kern-dialog__footer">{footer}</footer>}
    </dialog>
  )
}
