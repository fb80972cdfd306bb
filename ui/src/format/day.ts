// Calendar days: ISO between machines, "22.11.2026" for people. A day has no time zone; instants are shown in Berlin's.

const BERLIN = 'Europe/Berlin'

/** No due date: the server's far end of time. */
export const NO_DAY = '9999-12-31'

export function day(iso: string, locale = 'de'): string {
  const [year, month, date] = iso.split('-')
  if (!year || !month || !date) return iso
  return locale === 'en' ? `${date}/${month}/${year}` : `${date}.${month}.${year}`
}

export function instant(iso: string, locale = 'de'): string {
  return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'de-DE', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: BERLIN,
  }).format(new Date(iso))
}

/** The day an instant falls on in Germany. */
export function dayOf(when: Date): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: BERLIN }).format(when)
}

export function isDay(iso: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso)
  if (!match) return false
  const when = new Date(`${iso}T00:00:00Z`)
  return !Number.isNaN(when.getTime()) && when.toISOString().slice(0, 10) === iso
}

export function addDays(iso: string, days: number): string {
  const when = new Date(`${iso}T00:00:00Z`)
  when.setUTCDate(when.getUTCDate() + days)
  return when.toISOString().slice(0, 10)
}

export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}

/** What a clerk types: "22.11.2026", "22.11.26", "22112026", "22.11.", "2026-11-22"; `null` for no day. */
export function parseDay(text: string, today: string): string | null {
  const bare = text.trim()
  if (isDay(bare)) return bare
  const match =
    /^(\d{1,2})[./](\d{1,2})[./]?(\d{4}|\d{2})?$/.exec(bare) ?? /^(\d{2})(\d{2})(\d{4}|\d{2})$/.exec(bare)
  if (!match) return null
  const [, date = '', month = '', year = ''] = match
  const full = year === '' ? today.slice(0, 4) : year.length === 2 ? `20${year}` : year
  const iso = `${full}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  return isDay(iso) ? iso : null
}
