// Light, dark or as the system says, kept in this browser. `public/appearance.js` applies it before the first paint.
import { keep, readKept } from './kept'
import { createStore } from './store'

export type Appearance = 'auto' | 'light' | 'dark'

const KEY = 'verbund.theme'

function read(): Appearance {
  const kept = readKept(KEY)
  return kept === 'light' || kept === 'dark' ? kept : 'auto'
}

export const appearance = createStore<Appearance>(read())

export function setAppearance(next: Appearance) {
  if (next === 'auto') delete document.documentElement.dataset.kernTheme
  else document.documentElement.dataset.kernTheme = next
  keep(KEY, next === 'auto' ? null : next)
  appearance.set(next)
}
