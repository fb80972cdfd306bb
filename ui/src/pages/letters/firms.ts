// To whom a kind of letter may go: an order to the chosen firm, a rejection to the others that gave a quote once one was
// chosen, anything else to every quoter. The server has the last word.
import type { LetterKind } from '../../gql/graphql'

export type Quoter = { number: number; name: string; chosen: boolean }

export function firmsFor(kind: LetterKind, quoters: readonly Quoter[]): readonly Quoter[] {
  if (kind === 'ORDER') return quoters.filter(one => one.chosen)
  if (kind === 'REJECTION') return quoters.some(one => one.chosen) ? quoters.filter(one => !one.chosen) : []
  return quoters
}
