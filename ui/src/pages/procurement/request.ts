// From what was typed to the request the server takes, and what can be said to be wrong before asking it.
import type { UserError } from '../../api/outcome'
import { parseDay } from '../../format/day'
import { parseMoney } from '../../format/money'
import type { Text } from '../../messages/text'

export type Typed = {
  /** Makes a second sending find the first. */
  key: string
  bodyId: string
  subject: string
  category: string
  commodity: string
  estimate: string
  vat: string
  justification: string
  costCentre: string
  neededBy: string
}

export const EMPTY: Typed = {
  key: '',
  bodyId: '',
  subject: '',
  category: 'SUPPLIES_SERVICES',
  commodity: '',
  estimate: '',
  vat: '1900',
  justification: '',
  costCentre: '',
  neededBy: '',
}

/** Basis points. */
export const VAT_RATES = ['1900', '700', '0'] as const

/** Least lengths as the server asks them. */
const NEEDED: [keyof Typed, number][] = [
  ['subject', 3],
  ['commodity', 2],
  ['justification', 3],
  ['costCentre', 1],
]

export function problemsOf(typed: Typed, t: Text): UserError[] {
  const wrong = (field: string, message: string): UserError => ({ field, code: 'FORM', message })
  const short = NEEDED.filter(([field, least]) => typed[field].trim().length < least).map(([field]) =>
    wrong(field, t(`procurement.missing.${field}`)),
  )
  const cents = parseMoney(typed.estimate)
  const estimate =
    cents === null || cents < 1 ? [wrong('estimateNetCents', t('procurement.missing.estimate'))] : []
  const day = typed.neededBy.trim() !== '' && parseDay(typed.neededBy, '2000-01-01') === null
  return [...short, ...estimate, ...(day ? [wrong('neededBy', t('procurement.missing.neededBy'))] : [])]
}

export function requestOf(typed: Typed, today: string): Record<string, unknown> {
  return {
    subject: typed.subject.trim(),
    category: typed.category,
    commodity: typed.commodity.trim(),
    estimateNetCents: parseMoney(typed.estimate),
    vatRateBp: Number(typed.vat),
    justification: typed.justification.trim(),
    costCentre: typed.costCentre.trim(),
    neededBy: typed.neededBy.trim() === '' ? null : parseDay(typed.neededBy, today),
  }
}

/** Net and VAT, half a cent rounded up; only shown, the server reckons for itself. */
export function grossCents(typed: Typed): number | null {
  const net = parseMoney(typed.estimate)
  return net === null ? null : net + Math.floor((net * Number(typed.vat) + 5000) / 10_000)
}
