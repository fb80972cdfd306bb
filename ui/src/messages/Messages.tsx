// Gives everything below the words of the chosen language; a language is loaded when it is first wanted.
import { type ReactNode, useEffect, useState } from 'react'
import { IntlProvider } from 'react-intl'
import { useStore } from '../state/store'
import { type Language, language } from './language'

type Loaded = { language: Language; messages: Record<string, string> }

async function load(wanted: Language): Promise<Loaded> {
  const file = wanted === 'en' ? await import('./en') : await import('./de')
  return { language: wanted, messages: file.default }
}

export function Messages({ children }: { children: ReactNode }) {
  const wanted = useStore(language)
  const [loaded, setLoaded] = useState<Loaded | null>(null)
  useEffect(() => {
    let gone = false
    void load(wanted).then(next => {
      if (!gone) setLoaded(next)
    })
    return () => {
      gone = true
    }
  }, [wanted])
  if (loaded === null) return null
  return (
    <IntlProvider
      locale={loaded.language}
      defaultLocale="de"
      messages={loaded.messages}
      timeZone="Europe/Berlin"
    >
      {children}
    </IntlProvider>
  )
}
