// Persons of a municipality with their rights and powers, past and future ones too.
import { useState } from 'react'
import { useIntl } from 'react-intl'
import { day } from '../../format/day'
import { money } from '../../format/money'
import { useText } from '../../messages/text'
import { Badge } from '../../parts/Badge'
import { Button } from '../../parts/Button'
import { Menu } from '../../parts/Menu'
import { useViewer } from '../../shell/ViewerContext'
import { notify } from '../../state/notices'
import { DeactivateDialog, GrantDialog, LimitDialog, NewPersonDialog, RevokeDialog } from './PersonDialogs'
import type { AdministeredPerson, Administration } from './queries'

const ACTIONS = ['grant', 'revoke', 'limit', 'deactivate'] as const
type Action = (typeof ACTIONS)[number]
type Open = { action: Action; person: AdministeredPerson } | { action: 'new' } | null

export function Persons({ found, refetch }: { found: Administration; refetch: () => void }) {
  const t = useText()
  const [open, setOpen] = useState<Open>(null)
  const [search, setSearch] = useState('')
  const wanted = search.trim().toLocaleLowerCase('de')
  const persons = found.persons
    .filter(one => `${one.name ?? ''} ${one.subject}`.toLocaleLowerCase('de').includes(wanted))
    .toSorted((one, other) => (one.name ?? '').localeCompare(other.name ?? '', 'de'))
  const close = () => setOpen(null)
  const done = (words: string) => {
    close()
    notify({ tone: 'success', text: words })
    refetch()
  }
  const bodyId = found.body.id
  return (
    <section className="administration__part" aria-label={t('administration.part.personen')}>
      <div className="administration__head">
        <input
          type="search"
          className="kern-form-input__input"
          aria-label={t('administration.find_person')}
          placeholder={t('administration.find_person')}
          value={search}
          onChange={event => setSearch(event.target.value)}
        />
        {found.mayChange && (
          <Button kind="primary" icon="add" onClick={() => setOpen({ action: 'new' })}>
            {t('administration.new_person')}
          </Button>
        )}
      </div>
      <div className="kern-table-responsive">
        <table className="data-table">
          <caption className="kern-sr-only">{t('administration.part.personen')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('administration.person')}</th>
              <th scope="col">{t('administration.rights')}</th>
              <th scope="col">{t('administration.limit')}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {persons.map(person => (
              <Row
                key={person.person.id}
                person={person}
                choose={found.mayChange ? action => setOpen({ action, person }) : null}
              />
            ))}
          </tbody>
        </table>
      </div>
      {open?.action === 'new' && <NewPersonDialog bodyId={bodyId} onClose={close} done={done} />}
      {open?.action === 'grant' && (
        <GrantDialog bodyId={bodyId} person={open.person} onClose={close} done={done} />
      )}
      {open?.action === 'revoke' && (
        <RevokeDialog bodyId={bodyId} person={open.person} onClose={close} done={done} />
      )}
      {open?.action === 'limit' && (
        <LimitDialog bodyId={bodyId} person={open.person} onClose={close} done={done} />
      )}
      {open?.action === 'deactivate' && (
        <DeactivateDialog bodyId={bodyId} person={open.person} onClose={close} done={done} />
      )}
    </section>
  )
}

function Row({ person, choose }: { person: AdministeredPerson; choose: ((action: Action) => void) | null }) {
  const t = useText()
  const { locale } = useIntl()
  const me = useViewer().person.id
  const name = person.name ?? person.subject
  return (
    <tr>
      <td>
        <strong>{name}</strong>
        <div className="muted">{person.subject}</div>
        {person.deactivatedAt && <Badge tone="warning">{t('administration.deactivated')}</Badge>}
      </td>
      <td>
        <ul className="rights">
          {person.grants.map(grant => (
            <li key={grant.number} className={grant.countsToday ? undefined : 'muted'}>
              {t(grant.area === 'ALL' ? 'administration.right' : 'administration.right_in', {
                role: grant.roleTitle,
                area: grant.areaTitle,
              })}{' '}
              <span className="muted">
                {t('administration.from_to', {
                  from: day(grant.validFrom, locale),
                  to: day(grant.validTo, locale),
                })}
              </span>
            </li>
          ))}
        </ul>
      </td>
      <td>
        <ul className="rights">
          {person.limits.map(limit => (
            <li key={`${limit.validFrom}-${limit.limit}`}>
              {t('administration.up_to', { amount: money(limit.limit, locale) })}{' '}
              <span className="muted">
                {t('administration.from_to', {
                  from: day(limit.validFrom, locale),
                  to: day(limit.validTo, locale),
                })}
              </span>
            </li>
          ))}
        </ul>
      </td>
      <td className="administration__end">
        {choose && person.person.id !== me && (
          <Menu label={t('administration.change')} align="end" className="filter">
            {close =>
              ACTIONS.filter(one => one !== 'revoke' || person.grants.length > 0).map(action => (
                <button
                  key={action}
                  type="button"
                  className="menu__item"
                  onClick={() => {
                    close()
                    choose(action)
                  }}
                >
                  {t(`administration.do.${action}`)}
                </button>
              ))
            }
          </Menu>
        )}
      </td>
    </tr>
  )
}
