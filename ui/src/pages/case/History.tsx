// Everything that happened, newest first; entries never change, so older ones are only ever added.
import { useEffect } from 'react'
import { useIntl } from 'react-intl'
import { useQuery } from 'urql'
import { instant } from '../../format/day'
import { useText } from '../../messages/text'
import { QueryFault } from '../../parts/QueryFault'
import { Waiting } from '../../parts/Waiting'
import { personName } from './names'
import { HISTORY } from './queries'

export function History({ caseId, seen }: { caseId: string; seen: number }) {
  const t = useText()
  const locale = useIntl().locale
  const [{ data, error }, again] = useQuery({ query: HISTORY, variables: { id: caseId, after: 0 } })
  // biome-ignore lint/correctness/useExhaustiveDependencies: read again whenever something changed
  useEffect(() => {
    if (seen > 0) again({ requestPolicy: 'network-only' })
  }, [seen])
  if (!data?.case) {
    return error ? (
      <QueryFault error={error} retry={() => again({ requestPolicy: 'network-only' })} />
    ) : (
      <Waiting />
    )
  }
  return (
    <ol className="timeline" reversed>
      {data.case.history.toReversed().map(entry => (
        <li key={entry.number}>
          <time dateTime={entry.at}>{instant(entry.at, locale)}</time>
          <div>
            <p>{entry.sentence}</p>
            {entry.represented && (
              <p className="case__beside">{personName(entry.actor, entry.represented, t)}</p>
            )}
            {entry.texts.map(text => (
              <p className="case__said" key={text.field}>
                {text.text}
              </p>
            ))}
          </div>
        </li>
      ))}
    </ol>
  )
}
