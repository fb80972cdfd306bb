// What may this person see? On any day, with the rights of that day, its own and those of whom it stands in for.
import { useState } from 'react'
import { useQuery } from 'urql'
import { isDay } from '../../format/day'
import { useText } from '../../messages/text'
import { Alert } from '../../parts/Alert'
import { DayField, SelectInput } from '../../parts/Input'
import { Waiting } from '../../parts/Waiting'
import { useViewer } from '../../shell/ViewerContext'
import { type Administration, SIGHT } from './queries'

export function SightPart({ found }: { found: Administration }) {
  const t = useText()
  const { today } = useViewer()
  const [personId, setPerson] = useState('')
  const [on, setOn] = useState<string>(today)
  const persons = found.persons
    .filter(one => one.name)
    .toSorted((one, other) => (one.name ?? '').localeCompare(other.name ?? '', 'de'))
  return (
    <section className="administration__part" aria-label={t('administration.part.einsicht')}>
      <p className="kern-body">{t('administration.sight_hint')}</p>
      <div className="pair administration__choice">
        <SelectInput
          label={t('administration.sight_who')}
          value={personId}
          set={setPerson}
          empty={t('form.choose')}
          options={persons.map(one => ({ value: one.person.id, text: one.name ?? '' }))}
        />
        <DayField label={t('administration.sight_on')} value={on} set={setOn} today={today} />
      </div>
      {personId !== '' && isDay(on) && <Seen personId={personId} on={on} />}
    </section>
  )
}

function Seen({ personId, on }: { personId: string; on: string }) {
  const t = useText()
  const [{ data, fetching }] = useQuery({ query: SIGHT, variables: { personId, on } })
  if (!data || fetching) return <Waiting />
  const sight = data.sight
  if (!sight || sight.grants.length === 0)
    return <Alert tone="info" title={t('administration.sight_nothing')} />
  return (
    <div className="stack">
      <Alert tone="info" title={t('administration.sight_bodies', { count: sight.bodies.length })}>
        <p className="kern-body">{sight.bodies.map(body => body.name).join(', ')}</p>
      </Alert>
      <div className="kern-table-responsive">
        <table className="data-table">
          <caption className="sight__caption">{t('administration.sight_rights')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('administration.member')}</th>
              <th scope="col">{t('administration.role')}</th>
              <th scope="col">{t('administration.area')}</th>
              <th scope="col">{t('administration.whose')}</th>
              <th scope="col" className="amount">
                {t('administration.free_tasks')}
              </th>
              <th scope="col" className="amount">
                {t('administration.overdue')}
              </th>
            </tr>
          </thead>
          <tbody>
            {sight.grants.map(grant => {
              const lane = sight.lanes.find(
                one => one.grant.role === grant.role && one.grant.body?.id === grant.body?.id,
              )
              return (
                <tr
                  key={`${grant.body?.id}-${grant.role}-${grant.area}-${grant.holder.id}-${grant.validFrom}`}
                >
                  <td>{grant.body?.name}</td>
                  <td>{grant.roleTitle}</td>
                  <td>{t(`enums.area.${grant.area}`)}</td>
                  <td>
                    {grant.holder.id === sight.person.id
                      ? t('administration.own')
                      : t('administration.for', { name: grant.holder.name ?? '' })}
                  </td>
                  <td className="amount">{lane?.unassigned ?? '–'}</td>
                  <td className="amount">{lane?.overdue ?? '–'}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </div>
  )
}
