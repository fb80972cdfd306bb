// The first page of the day: what waits for this person.
import { useQuery } from 'urql'
import { graphql } from '../../gql'
import { useText } from '../../messages/text'
import { PageTitle } from '../../parts/PageTitle'
import { QueryFault } from '../../parts/QueryFault'
import { useViewer } from '../../shell/ViewerContext'

const COUNTS = graphql(`
  query StartCounts {
    workListCounts {
      mine
      mineOverdue
      unassigned
      overdue
    }
  }
`)

export function StartPage() {
  const t = useText()
  const viewer = useViewer()
  const [{ data, error }, again] = useQuery({ query: COUNTS })
  const counts = data?.workListCounts
  return (
    <>
      <PageTitle title={t('start.title', { name: viewer.name ?? '' })} />
      {error && !data && <QueryFault error={error} retry={() => again({ requestPolicy: 'network-only' })} />}
      {counts && (
        <ul className="figures">
          <li>{t('start.mine', { count: counts.mine })}</li>
          <li>{t('start.unassigned', { count: counts.unassigned })}</li>
        </ul>
      )}
    </>
  )
}
