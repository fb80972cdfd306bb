// Which keys do what, for everybody to look up under "?".
import { useText } from '../../messages/text'
import { Dialog } from '../../parts/Dialog'

const KEYS = [
  ['↑ ↓', 'move'],
  ['Bild ↑ ↓', 'page'],
  ['Pos1, Ende', 'ends'],
  ['Enter', 'open'],
  ['Leertaste', 'choose'],
  ['Umschalt + ↑ ↓', 'range'],
  ['Strg + A', 'all'],
  ['Ü', 'claim'],
  ['G', 'release'],
  ['Z', 'assign'],
  ['A', 'refresh'],
  ['/', 'search'],
  ['?', 'help'],
] as const

export function Shortcuts({ onClose }: { onClose: () => void }) {
  const t = useText()
  return (
    <Dialog title={t('tasks.keys.title')} onClose={onClose}>
      <p className="kern-body">{t('tasks.keys.when')}</p>
      <dl className="keys">
        {KEYS.map(([key, what]) => (
          <div key={what}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(`tasks.keys.${what}`)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
