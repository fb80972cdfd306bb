// What happened in the case, in sentences, newest first. Fetched when it is opened.
import { useEffect, useState } from 'react'
import { useIntl } from 'react-intl'
import { useQuery } from 'urql'
import { instant } from '../../format/day'
import { useText } from '../../messages/text'
import { HISTORY } from './queries'
import { Section } from './Section'

export function History({ caseId, version }: { caseId: string; version: number }) {
  const t = useText()
  const { locale } = useIntl()
  const [{ data }, again] = useQuery({ query: HISTORY, variables: { caseId, after: 0 } })
  const [seen, setSeen] = useState(version)
  useEffect(() => {
    if (version === seen) return
    setSeen(version)
    again({ requestPolicy: 'network-only' })
  }, [version, seen, again])
  const entries = [...(data?.case?.history ?? [])].reverse()
  return (
    <Section title={t('task.history')} count={entries.length}>
      <ol className="history">
        {entries.map(entry => (
          <li key={entry.number}>
            <span className="comments__who">
              {instant(entry.at, locale)}
              {entry.represented && ` · ${t('task.acting_for', { name: entry.represented.name ?? '' })}`}
            </span>
            <p>{entry.sentence}</p>
            {entry.texts.map(text => (
              <blockquote key={text.field}>{text.text}</blockquote>
            ))}
          </li>
        ))}
      </ol>
    </Section>
  )
}
