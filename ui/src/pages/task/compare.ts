// What differs between two drafts, leaf by leaf, in words a person can read. Pure.
import { day, isDay } from '../../format/day'
import { decimal } from '../../format/decimal'
import { money } from '../../format/money'
import type { DraftData } from './draft'

export type Difference = { pointer: string; name: string; here: string; there: string }

export function differences(mine: DraftData, theirs: DraftData): Difference[] {
  const [here, there] = [leaves(mine.forms), leaves(theirs.forms)]
  const pointers = [...new Set([...here.keys(), ...there.keys()])]
  return pointers
    .filter(pointer => here.get(pointer) !== there.get(pointer))
    .map(pointer => {
      const name =
        pointer
          .split('/')
          .filter(part => !/^\d+$/.test(part))
          .at(-1) ?? ''
      return { pointer, name, here: shown(name, here.get(pointer)), there: shown(name, there.get(pointer)) }
    })
}

function leaves(tree: unknown, base = '', found = new Map<string, unknown>()): Map<string, unknown> {
  if (typeof tree === 'object' && tree !== null) {
    for (const [key, value] of Object.entries(tree)) leaves(value, `${base}/${key}`, found)
  } else if (tree !== undefined && tree !== null) found.set(base, tree)
  return found
}

function shown(name: string, value: unknown): string {
  if (value === undefined) return '–'
  if (typeof value === 'number' && /Cents$/.test(name)) return money(value)
  if (typeof value === 'number' && /Milli$/.test(name)) return decimal(value, 3)
  if (typeof value === 'number' && /Bp$/.test(name)) return `${decimal(value, 2)} %`
  if (typeof value === 'string' && isDay(value)) return day(value)
  return String(value)
}
