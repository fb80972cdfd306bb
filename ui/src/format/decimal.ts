// Decimal numbers with a fixed number of places kept as integers: quantities in thousandths, rates in basis points.

/** 2500 with three places to "2,5". */
export function decimal(value: number, places: number): string {
  const sign = value < 0 ? '-' : ''
  const digits = String(Math.abs(value)).padStart(places + 1, '0')
  const whole = digits.slice(0, digits.length - places).replace(/\B(?=(\d{3})+$)/g, '.')
  const part = digits.slice(digits.length - places).replace(/0+$/, '')
  return part === '' ? `${sign}${whole}` : `${sign}${whole},${part}`
}

/** "2,5" with three places to 2500; `null` for what is no such number. */
export function parseDecimal(text: string, places: number): number | null {
  const bare = text.replace(/[\s\u00a0\u202f%]/g, '')
  const match = /^(-?)(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?$/.exec(bare)
  if (!match) return null
  const [, sign, whole = '', part = ''] = match
  if (part.length > places) return null
  const value = Number(whole.replaceAll('.', '') + part.padEnd(places, '0'))
  if (!Number.isSafeInteger(value)) return null
  return sign === '-' ? -value : value
}
