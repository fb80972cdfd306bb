// Money as clerks write it: "1.234,56 €". Kept as integer cents everywhere; never through a fraction.

/** Cents to "1.234,56 €" (a no-break space before the sign). */
export function money(cents: number, locale = 'de'): string {
  return new Intl.NumberFormat(locale === 'en' ? 'en-GB' : 'de-DE', {
    style: 'currency',
    currency: 'EUR',
  }).format(cents / 100)
}

/** Cents to what an input shows: "1.234,56". */
export function moneyInput(cents: number): string {
  const sign = cents < 0 ? '-' : ''
  const digits = String(Math.abs(cents)).padStart(3, '0')
  const euros = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, '.')
  return `${sign}${euros},${digits.slice(-2)}`
}

const LARGEST_CENTS = 10_000_000_000_000

/**
 * "1.234,56 €", "1234,5", "1234" to cents; `null` for what is no amount.
 * A point is a thousands sign only where three digits follow; "12.50" is refused rather than read as 1,250 euros.
 */
export function parseMoney(text: string): number | null {
  const bare = text.replace(/[\s\u00a0\u202f€]/g, '')
  const match = /^(-?)(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{1,2}))?$/.exec(bare)
  if (!match) return null
  const [, sign, euros = '', part = ''] = match
  const cents = Number(euros.replaceAll('.', '') + part.padEnd(2, '0'))
  if (!Number.isSafeInteger(cents) || cents > LARGEST_CENTS) return null
  return sign === '-' ? -cents : cents
}
