// A case in words a mayor understands: where it stands, what waits for whom, its money, papers and people, and
// everything that happened. Changes of others appear by themselves.
import { useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useIntl } from 'react-intl'
import { useQuery, useSubscription } from 'urql'
import { onSocketBack } from '../../api/socket'
import { instant } from '../../format/day'
import { useText } from '../../messages/text'
import { Badge } from '../../parts/Badge'
import { PageTitle } from '../../parts/PageTitle'
import { QueryFault } from '../../parts/QueryFault'
import { Waiting } from '../../parts/Waiting'
import { NotFound } from '../../shell/NotFound'
import { CaseLetters } from '../letters/CaseLetters'
import { LETTERS } from '../letters/queries'
import { Comments } from './Comments'
import { Documents } from './Documents'
import { History } from './History'
import { MoneyView } from './MoneyView'
import { People } from './People'
import { Process } from './Process'
import { CASE, CHANGED, MONEY, PICTURE } from './queries'
import { Section } from './Section'
import { WaitingTasks } from './WaitingTasks'
import './case.css'

export function CasePage() {
  const t = useText()
  const locale = useIntl().locale
  const { caseId } = useParams({ strict: false }) as { caseId: string }
  const [{ data, error }, again] = useQuery({ query: CASE, variables: { id: caseId } })
  const [picture, pictureAgain] = useQuery({ query: PICTURE, variables: { id: caseId } })
  const [funds, fundsAgain] = useQuery({ query: MONEY, variables: { id: caseId } })
  const [letters, lettersAgain] = useQuery({ query: LETTERS, variables: { id: caseId } })
  const seen = useChanges(caseId, () => {
    again({ requestPolicy: 'network-only' })
    pictureAgain({ requestPolicy: 'network-only' })
    fundsAgain({ requestPolicy: 'network-only' })
    lettersAgain({ requestPolicy: 'network-only' })
  })
  // all at once: what comes later would push aside what somebody is about to click
  const waits = [picture, funds, letters].some(part => !part.data && !part.error)
  if (!data || waits) {
    if (error && !data)
      return <QueryFault error={error} retry={() => again({ requestPolicy: 'network-only' })} />
    return <Waiting />
  }
  const found = data.case
  if (!found) return <NotFound />
  const process = picture.data?.case?.process
  return (
    <>
      <PageTitle
        title={found.subject}
        about={found.id}
        above={
          <>
            <span>{found.fileReference}</span>
            <span>{found.body?.name}</span>
            <span>{t('case.started', { when: instant(found.startedAt, locale) })}</span>
          </>
        }
        beside={
          found.phaseTitle && <Badge tone={found.endedAt ? 'neutral' : 'info'}>{found.phaseTitle}</Badge>
        }
      />
      <div className="case">
        {process && (
          <Section title={t('case.process.title')} wide>
            <Process picture={process} />
          </Section>
        )}
        <Section title={t('case.tasks.title')}>
          <WaitingTasks tasks={found.tasks} ended={found.endedAt ?? null} />
        </Section>
        <Section title={t('case.people.title')}>
          <People people={picture.data?.case?.people ?? []} />
        </Section>
        {funds.data?.case?.money && <MoneyView found={funds.data.case.money} />}
        <Section title={t('case.documents.title')}>
          <Documents documents={found.documents} />
        </Section>
        {letters.data?.case && (
          <Section title={t('letters.title')}>
            <CaseLetters found={letters.data.case} />
          </Section>
        )}
        <Section title={t('case.comments.title')}>
          <Comments
            caseId={found.id}
            comments={found.comments}
            again={() => again({ requestPolicy: 'network-only' })}
          />
        </Section>
        <Section title={t('case.history.title')} wide>
          <History caseId={found.id} seen={seen} />
        </Section>
      </div>
    </>
  )
}

/** Tells of every change, and of every return of a lost connection; counts them, for parts that read by themselves. */
function useChanges(caseId: string, tell: () => void): number {
  const [{ data: count }] = useSubscription(
    { query: CHANGED, variables: { id: caseId } },
    (before: number | undefined) => {
      tell()
      return (before ?? 0) + 1
    },
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: `tell` is new on every render, what it does is not
  useEffect(() => onSocketBack(tell), [caseId])
  return count ?? 0
}
