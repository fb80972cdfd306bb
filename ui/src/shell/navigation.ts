// What the head of the page leads to, in this order. A page is offered to those who have something to do there:
// `for` names roles; without it everybody. It hides, it does not protect: the server decides.

import type { Role } from '../gql/graphql'
import type { IconName } from '../parts/Icon'

export type Place = { to: string; message: string; icon: IconName; for?: readonly Role[] }

export const PLACES: readonly Place[] = [
  { to: '/', message: 'shell.nav.start', icon: 'home' },
  { to: '/aufgaben', message: 'shell.nav.tasks', icon: 'checklist' },
  { to: '/vorgaenge', message: 'cases.nav', icon: 'draft' },
  { to: '/beschaffung/neu', message: 'procurement.nav', icon: 'add', for: ['REQUESTER'] },
  { to: '/auswertung', message: 'statistics.nav', icon: 'autorenew', for: ['LEAD'] },
  { to: '/pruefung', message: 'audit.nav', icon: 'visibility', for: ['AUDITOR', 'SUPERVISOR'] },
  { to: '/vorlagen', message: 'letters.nav', icon: 'edit', for: ['LEAD'] },
  { to: '/stoerungen', message: 'incidents.nav', icon: 'warning', for: ['OPERATOR', 'LEAD'] },
  {
    to: '/verwaltung',
    message: 'administration.nav',
    icon: 'edit',
    for: ['LEAD', 'AUDITOR', 'SUPERVISOR'],
  },
]

/** What belongs to the person rather than to the work: in the menu under one's name. */
export const PERSONAL: readonly Place[] = [
  { to: '/vertretung', message: 'deputies.nav', icon: 'account-circle' },
  { to: '/einstellungen', message: 'settings.nav', icon: 'edit' },
]
