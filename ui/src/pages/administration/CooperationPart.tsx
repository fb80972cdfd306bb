// Who belongs to a cooperation, since when and until when, and the master data of the municipality.
import { useState } from 'react'
import { useIntl } from 'react-intl'
import { useQuery } from 'urql'
import { day } from '../../format/day'
import { useText } from '../../messages/text'
import { Badge } from '../../parts/Badge'
import { Button } from '../../parts/Button'
import { Waiting } from '../../parts/Waiting'
import { useViewer } from '../../shell/ViewerContext'
import { notify } from '../../state/notices'
import { AddMemberDialog, BodyDialog, CooperationDialog, EndMemberDialog } from './CooperationDialogs'
import { type Administration, COOPERATIONS, type Cooperation, MEMBERSHIPS } from './queries'

export function CooperationPart({ found, refetch }: { found: Administration; refetch: () => void }) {
  const t = useText()
  const { locale } = useIntl()
  const [{ data }, again] = useQuery({ query: COOPERATIONS })
  const [changing, setChanging] = useState(false)
  const { body } = found
  if (!data) return <Waiting />
  const mine = data.cooperations.filter(one => one.members.some(member => member.id === body.id))
  const done = (words: string) => {
    setChanging(false)
    notify({ tone: 'success', text: words })
    refetch()
    again({ requestPolicy: 'network-only' })
  }
  return (
    <>
      <section className="administration__part" aria-labelledby="master-data">
        <div className="administration__head">
          <h2 id="master-data">{t('administration.master_data')}</h2>
          {found.mayChange && <Button onClick={() => setChanging(true)}>{t('administration.change')}</Button>}
        </div>
        <dl className="facts">
          <div>
            <dt>{t('administration.body_name')}</dt>
            <dd>{body.name}</dd>
          </div>
          <div>
            <dt>{t('administration.ars')}</dt>
            <dd>{body.ars}</dd>
          </div>
          <div>
            <dt>{t('administration.population')}</dt>
            <dd>
              {t('administration.population_on', {
                count: body.population,
                day: day(body.populationOn, locale),
              })}
            </dd>
          </div>
          <div>
            <dt>{t('administration.office')}</dt>
            <dd>{body.officeBody?.name ?? t('administration.office_own')}</dd>
          </div>
        </dl>
      </section>
      {mine.map(one => (
        <OneCooperation
          key={one.id}
          cooperation={one}
          mayChange={found.mayChange}
          bodies={data.bodies}
          done={done}
        />
      ))}
      {changing && (
        <BodyDialog body={body} bodies={data.bodies} onClose={() => setChanging(false)} done={done} />
      )}
    </>
  )
}

type Props = {
  cooperation: Cooperation
  mayChange: boolean
  bodies: readonly { id: string; name: string }[]
  done: (words: string) => void
}

function OneCooperation({ cooperation, mayChange, bodies, done }: Props) {
  const t = useText()
  const { locale } = useIntl()
  const { today } = useViewer()
  const [{ data }, again] = useQuery({ query: MEMBERSHIPS, variables: { cooperationId: cooperation.id } })
  const [open, setOpen] = useState<'name' | 'add' | { end: { id: string; name: string } } | null>(null)
  const close = () => setOpen(null)
  const finished = (words: string) => {
    close()
    again({ requestPolicy: 'network-only' })
    done(words)
  }
  return (
    <section className="administration__part" aria-label={cooperation.name}>
      <div className="administration__head">
        <h2>{cooperation.name}</h2>
        {cooperation.leadBody && (
          <span className="muted">{t('administration.led_by', { name: cooperation.leadBody.name })}</span>
        )}
        {mayChange && (
          <>
            <Button onClick={() => setOpen('name')}>{t('administration.change')}</Button>
            <Button onClick={() => setOpen('add')}>{t('administration.add_member')}</Button>
          </>
        )}
      </div>
      <div className="kern-table-responsive">
        <table className="data-table">
          <caption className="kern-sr-only">
            {t('administration.members_of', { name: cooperation.name })}
          </caption>
          <thead>
            <tr>
              <th scope="col">{t('administration.member')}</th>
              <th scope="col">{t('administration.period')}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {(data?.memberships ?? []).map(one => (
              <tr key={`${one.body?.id}-${one.validFrom}`}>
                <td>{one.body?.name}</td>
                <td>
                  {t('administration.from_to', {
                    from: day(one.validFrom, locale),
                    to: day(one.validTo, locale),
                  })}{' '}
                  {one.validTo < today && <Badge>{t('administration.ended')}</Badge>}
                  {one.validFrom > today && <Badge>{t('administration.planned')}</Badge>}
                </td>
                <td className="administration__end">
                  {mayChange && one.body && one.validTo >= today && (
                    <Button
                      small
                      aria-label={t('administration.end_of', { name: one.body.name })}
                      onClick={() => one.body && setOpen({ end: one.body })}
                    >
                      {t('administration.end')}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {open === 'name' && <CooperationDialog cooperation={cooperation} onClose={close} done={finished} />}
      {open === 'add' && (
        <AddMemberDialog
          cooperation={cooperation}
          bodies={bodies.filter(body => !cooperation.members.some(member => member.id === body.id))}
          onClose={close}
          done={finished}
        />
      )}
      {open !== null && typeof open === 'object' && (
        <EndMemberDialog cooperation={cooperation} body={open.end} onClose={close} done={finished} />
      )}
    </section>
  )
}
