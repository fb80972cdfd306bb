// Where each sum of the start page leads: the list it was counted over.
import type { StartCount } from '../../gql/graphql'
import type { ListSearch } from '../tasks/search'

export type Place = { to: '/aufgaben'; search: ListSearch } | { to: '/vorgaenge' } | { to: '/stoerungen' }

export function placeOf(code: StartCount): Place {
  switch (code) {
    case 'MINE_OVERDUE':
      return { to: '/aufgaben', search: { ablage: 'meine', faellig: 'overdue' } }
    case 'MINE':
      return { to: '/aufgaben', search: { ablage: 'meine' } }
    case 'UNASSIGNED_OVERDUE':
      return { to: '/aufgaben', search: { ablage: 'frei', faellig: 'overdue' } }
    case 'UNASSIGNED':
      return { to: '/aufgaben', search: { ablage: 'frei' } }
    case 'ESCALATED':
      return { to: '/aufgaben', search: { ablage: 'offen', sort: 'prio' } }
    case 'INCIDENTS':
      return { to: '/stoerungen' }
    default:
      return { to: '/vorgaenge' }
  }
}

const LATE: ReadonlySet<StartCount> = new Set(['MINE_OVERDUE', 'UNASSIGNED_OVERDUE'])

/** Whether a sum above zero is a warning. */
export function warns(code: StartCount, part: string): boolean {
  return LATE.has(code) || part === 'WRONG'
}
