// What screen readers are told without moving the focus. Shown by `shell/LiveRegion`.
import { createStore } from './store'

export const announcement = createStore({ text: '', count: 0 })

export function announce(text: string) {
  announcement.set(now => ({ text, count: now.count + 1 }))
}
