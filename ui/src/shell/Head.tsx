// The head of the page: name, places, and the person with language, appearance and the way out.
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { type Language, language, setLanguage } from '../messages/language'
import { useText } from '../messages/text'
import { cx } from '../parts/cx'
import { Icon } from '../parts/Icon'
import { Menu } from '../parts/Menu'
import { signOut } from '../session/session'
import { type Appearance, appearance, setAppearance } from '../state/appearance'
import { useStore } from '../state/store'
import { Bell } from './Bell'
import { PERSONAL, PLACES } from './navigation'
import { useViewer } from './ViewerContext'

export function Head() {
  const t = useText()
  const [open, setOpen] = useState(false)
  return (
    <header className="head">
      <div className="head__inner">
        <Link to="/" className="head__brand">
          <img src="/icon.svg" alt="" width="28" height="28" />
          <span>Verbund</span>
        </Link>
        <button type="button" className="head__toggle" aria-expanded={open} onClick={() => setOpen(!open)}>
          <Icon name={open ? 'close' : 'dehaze'} />
          <span>{t('shell.menu')}</span>
        </button>
        <Navigation open={open} close={() => setOpen(false)} />
        <Bell />
        <PersonMenu />
      </div>
    </header>
  )
}

function Navigation({ open, close }: { open: boolean; close: () => void }) {
  const t = useText()
  const viewer = useViewer()
  const roles = new Set(viewer.grants.map(grant => grant.role))
  const places = PLACES.filter(place => place.for === undefined || place.for.some(role => roles.has(role)))
  return (
    <nav className={cx('head__nav', open && 'head__nav--open')} aria-label={t('shell.nav.label')}>
      <ul>
        {places.map(place => (
          <li key={place.to}>
            <Link
              to={place.to}
              activeOptions={{ exact: place.to === '/', includeSearch: false }}
              onClick={close}
            >
              <Icon name={place.icon} />
              <span>{t(place.message)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function PersonMenu() {
  const t = useText()
  const viewer = useViewer()
  return (
    <Menu
      label={viewer.name ?? t('shell.person.nameless')}
      icon="account-circle"
      align="end"
      className="head__person"
    >
      {close => (
        <div className="person-menu">
          <nav className="person-menu__places" aria-label={t('shell.nav.personal')}>
            {PERSONAL.map(place => (
              <Link key={place.to} to={place.to} className="menu__item" onClick={close}>
                <Icon name={place.icon} />
                <span>{t(place.message)}</span>
              </Link>
            ))}
          </nav>
          <AppearanceChoice />
          <LanguageChoice />
          <button type="button" className="menu__item" onClick={() => void signOut()}>
            <Icon name="logout" />
            <span>{t('shell.sign_out')}</span>
          </button>
        </div>
      )}
    </Menu>
  )
}

function AppearanceChoice() {
  const t = useText()
  const now = useStore(appearance)
  const choices: readonly Appearance[] = ['auto', 'light', 'dark']
  return (
    <fieldset className="choice">
      <legend>{t('shell.appearance.label')}</legend>
      {choices.map(choice => (
        <label key={choice}>
          <input
            type="radio"
            name="appearance"
            checked={now === choice}
            onChange={() => setAppearance(choice)}
          />
          <span>{t(`shell.appearance.${choice}`)}</span>
        </label>
      ))}
    </fieldset>
  )
}

function LanguageChoice() {
  const t = useText()
  const now = useStore(language)
  const choices: readonly [Language, string][] = [
    ['de', 'Deutsch'],
    ['en', 'English'],
  ]
  return (
    <fieldset className="choice">
      <legend>{t('shell.language')}</legend>
      {choices.map(([code, name]) => (
        <label key={code}>
          <input type="radio" name="language" checked={now === code} onChange={() => setLanguage(code)} />
          <span lang={code}>{name}</span>
        </label>
      ))}
    </fieldset>
  )
}
