// A button that opens a small panel under it. Escape and a click elsewhere close it; the focus comes back to the button.
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { cx } from './cx'
import { Icon, type IconName } from './Icon'

type Props = {
  label: string
  icon?: IconName
  /** Seen instead of the label; the label is then only read. */
  iconOnly?: boolean
  className?: string
  align?: 'start' | 'end'
  children: (close: () => void) => ReactNode
}

export function Menu({ label, icon, iconOnly, className, align = 'start', children }: Props) {
  const [open, setOpen] = useState(false)
  const whole = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const id = useId()
  useEffect(() => {
    if (!open) return
    const elsewhere = (event: Event) => {
      if (event.target instanceof Node && !whole.current?.contains(event.target)) setOpen(false)
    }
    document.addEventListener('pointerdown', elsewhere)
    document.addEventListener('focusin', elsewhere)
    return () => {
      document.removeEventListener('pointerdown', elsewhere)
      document.removeEventListener('focusin', elsewhere)
    }
  }, [open])
  const close = () => {
    setOpen(false)
    button.current?.focus()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes from anywhere inside; the button is the control
    <div
      className={cx('menu', className)}
      ref={whole}
      onKeyDown={event => {
        if (event.key !== 'Escape' || !open) return
        event.stopPropagation()
        close()
      }}
    >
      <button
        ref={button}
        type="button"
        className="menu__button"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        aria-label={iconOnly ? label : undefined}
        title={iconOnly ? label : undefined}
        onClick={() => setOpen(!open)}
      >
        {icon && <Icon name={icon} />}
        {!iconOnly && <span>{label}</span>}
        {!iconOnly && <Icon name="arrow-down" className="menu__arrow" />}
      </button>
      {open && (
        <div className={cx('menu__panel', align === 'end' && 'menu__panel--end')} id={id}>
          {children(close)}
        </div>
      )}
    </div>
  )
}
