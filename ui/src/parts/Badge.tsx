// KERN's badge: a state in a word, with an icon so that colour is never alone.
import { cx } from './cx'
import { Icon, type IconName } from './Icon'

export type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger'

const ICONS: Record<Tone, IconName | null> = {
  neutral: null,
  info: 'info',
  success: 'success',
  warning: 'warning',
  danger: 'danger',
}

export function Badge({
  tone = 'neutral',
  icon,
  children,
}: {
  tone?: Tone
  icon?: IconName | null
  children: string
}) {
  const shown = icon === undefined ? ICONS[tone] : icon
  return (
    <span className={cx('badge', `badge--${tone}`)}>
      {shown && <Icon name={shown} />}
      <span>{children}</span>
    </span>
  )
}
