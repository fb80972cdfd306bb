// German first; English for those who ask for it, kept in this browser.
import { keep, readKept } from '../state/kept'
import { createStore } from '../state/store'

export type Language = 'de' | 'en'

const KEY = 'verbund.language'

export const language = createStore<Language>(readKept(KEY) === 'en' ? 'en' : 'de')

export function setLanguage(next: Language) {
  document.documentElement.lang = next
  keep(KEY, next)
  language.set(next)
}
