// Usual ends of what is dated: rights end with a year.

/** The last day of the year `years` after the one `today` lies in. */
export function endOfYears(today: string, years: number): string {
  return `${Number(today.slice(0, 4)) + years}-12-31`
}
