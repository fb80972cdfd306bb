// KERN's button. `busy` keeps it where it is and says so; it stays focusable, so the focus is not lost while waiting.
import type { ComponentProps, MouseEvent } from 'react'
import { cx } from './cx'
import { Icon, type IconName } from './Icon'

type Props = Omit<ComponentProps<'button'>, 'type'> & {
  kind?: 'primary' | 'secondary' | 'tertiary'
  icon?: IconName
  busy?: boolean
  submit?: boolean
  small?: boolean
}

export function Button({
  kind = 'secondary',
  icon,
  busy,
  submit,
  small,
  className,
  children,
  onClick,
  ...rest
}: Props) {
  const pressed = (event: MouseEvent<HTMLButtonElement>) => {
    if (busy) event.preventDefault()
    else onClick?.(event)
  }
  return (
    <button
      {...rest}
      type={submit ? 'submit' : 'button'}
      className={cx('kern-btn', `kern-btn--${kind}`, 'btn', small && 'btn--small', className)}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      onClick={pressed}
    >
      {icon && <Icon name={icon} />}
      <span className="kern-label">{children}</span>
    </button>
  )
}

type IconProps = Omit<ComponentProps<'button'>, 'type' | 'children'> & { label: string; icon: IconName }

/** Only an icon to see; its name is read aloud and shown on hover. */
export function IconButton({ label, icon, className, ...rest }: IconProps) {
  return (
    <button {...rest} type="button" className={cx('icon-btn', className)} aria-label={label} title={label}>
      <Icon name={icon} />
    </button>
  )
}
