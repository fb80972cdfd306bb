// Round marks for an axis: few, at 1, 2 or 5 times a power of ten, the last at or above the largest value.

const MARKS = 4

export function marks(largest: number): number[] {
  if (!(largest > 0)) return [0, 1]
  const raw = largest / MARKS
  const power = 10 ** Math.floor(Math.log10(raw))
  const step = [1, 2, 5, 10].map(times => times * power).find(one => one >= raw) ?? raw
  const found = [0]
  while ((found.at(-1) ?? 0) < largest) found.push(rounded(found.length * step))
  return found
}

/** 0.1 + 0.2 shall be 0.3 on an axis. */
function rounded(value: number): number {
  return Number(value.toPrecision(12))
}
