// The facts of a step as pairs somebody can read: names as the record has them, nested ones with a point.

export function factsOf(facts: unknown, before = ''): [string, string][] {
  if (typeof facts !== 'object' || facts === null) return before === '' ? [] : [[before, String(facts)]]
  return Object.entries(facts).flatMap(([name, value]): [string, string][] => {
    const whole = before === '' ? name : `${before}.${name}`
    if (value === null || value === undefined || value === '') return []
    if (typeof value === 'object') return factsOf(value, whole)
    return [[whole, String(value)]]
  })
}
