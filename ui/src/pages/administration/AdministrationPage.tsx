// Verwaltung: one municipality at a time; its persons and rights, its cooperation, how many must sign, the rules of
// procurement law, and what a person may see. Place and municipality stand in the address.
import { getRouteApi, Link } from '@tanstack/react-router'
import { useQuery } from 'urql'
import { useText } from '../../messages/text'
import { Alert } from '../../parts/Alert'
import { SelectInput } from '../../parts/Input'
import { PageTitle } from '../../parts/PageTitle'
import { QueryFault } from '../../parts/QueryFault'
import { Waiting } from '../../parts/Waiting'
import { NotFound } from '../../shell/NotFound'
import { useViewer } from '../../shell/ViewerContext'
import { bodiesOf } from '../deputies/led'
import { Approvals } from './Approvals'
import { CooperationPart } from './CooperationPart'
import { Persons } from './Persons'
import { ADMINISTRATION, type Administration } from './queries'
import { Rules } from './Rules'
import { SightPart } from './SightPart'
import { PARTS, type Part } from './search'
import '../tables.css'
import './administration.css'

const route = getRouteApi('/verwaltung')
const READERS = new Set(['LEAD', 'AUDITOR', 'SUPERVISOR'])

export function AdministrationPage() {
  const t = useText()
  const viewer = useViewer()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const bodies = bodiesOf(viewer, grant => READERS.has(grant.role))
  const bodyId = bodies.find(body => body.id === search.kommune)?.id ?? bodies[0]?.id
  const part = search.bereich ?? 'personen'
  if (!bodyId) return <NotFound />
  return (
    <>
      <PageTitle title={t('administration.title')} />
      <div className="administration__choice">
        <SelectInput
          label={t('administration.body')}
          value={bodyId}
          set={next => void navigate({ search: { ...search, kommune: next } })}
          options={bodies.map(body => ({ value: body.id, text: body.name }))}
        />
      </div>
      <nav className="tabs" aria-label={t('administration.parts')}>
        <ul>
          {PARTS.map(one => (
            <li key={one}>
              <Link
                to="/verwaltung"
                search={{ kommune: bodyId, bereich: one }}
                className={one === part ? 'tabs__now' : undefined}
                aria-current={one === part ? 'page' : undefined}
              >
                {t(`administration.part.${one}`)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <OneBody key={bodyId} bodyId={bodyId} part={part} />
    </>
  )
}

function OneBody({ bodyId, part }: { bodyId: string; part: Part }) {
  const t = useText()
  const [{ data, error }, again] = useQuery({ query: ADMINISTRATION, variables: { bodyId } })
  const refetch = () => again({ requestPolicy: 'network-only' })
  if (!data) return error ? <QueryFault error={error} retry={refetch} /> : <Waiting />
  const found = data.administration
  if (!found) return <NotFound />
  return (
    <>
      {!found.mayChange && <Alert tone="info" title={t('administration.read_only')} />}
      <Shown part={part} found={found} refetch={refetch} />
      <p className="administration__beside">
        {found.record && (
          <Link className="kern-link" to="/vorgaenge/$caseId" params={{ caseId: found.record.id }}>
            {t('administration.record')}
          </Link>
        )}
        <Link className="kern-link" to="/stoerungen">
          {t('administration.incidents')}
        </Link>
      </p>
    </>
  )
}

function Shown({ part, found, refetch }: { part: Part; found: Administration; refetch: () => void }) {
  switch (part) {
    case 'personen':
      return <Persons found={found} refetch={refetch} />
    case 'zusammenarbeit':
      return <CooperationPart found={found} refetch={refetch} />
    case 'unterschriften':
      return <Approvals found={found} />
    case 'regeln':
      return <Rules found={found} />
    case 'einsicht':
      return <SightPart found={found} />
  }
}
