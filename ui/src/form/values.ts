// What stands in a form: a JSON tree addressed by pointers such as `/lines/0/netCents`. Pure.
// A text that could not be read as what it should be stays in the tree as text: nothing typed is lost, and the check
// before sending names it.
import { isDay } from '../format/day'
import type { Field, Kind } from './schema'

export type Value = unknown
export type Problems = ReadonlyMap<string, Problem>
export type Problem = { code: ProblemCode; limit?: number } | { code: 'server'; message: string }
export type ProblemCode =
  | 'missing'
  | 'too_short'
  | 'too_long'
  | 'no_amount'
  | 'no_number'
  | 'no_day'
  | 'too_small'
  | 'too_large'
  | 'too_few'
  | 'too_many'

export function at(tree: Value, pointer: string): Value {
  let now = tree
  for (const key of keys(pointer)) {
    if (typeof now !== 'object' || now === null) return undefined
    now = (now as Record<string, unknown>)[key]
  }
  return now
}

/** A new tree with `value` there; `undefined` takes the place away. */
export function withValue(tree: Value, pointer: string, value: Value): Value {
  return put(tree, keys(pointer), value)
}

function put(tree: Value, path: readonly string[], value: Value): Value {
  const [key, ...rest] = path
  if (key === undefined) return value
  if (Array.isArray(tree)) {
    const copy = [...tree]
    copy[Number(key)] = put(copy[Number(key)], rest, value)
    return copy
  }
  const copy: Record<string, unknown> = { ...(typeof tree === 'object' && tree !== null ? tree : {}) }
  const next = put(copy[key], rest, value)
  if (next === undefined) delete copy[key]
  else copy[key] = next
  return copy
}

function keys(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map(key => key.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** A form nobody has touched: today's date for days that are mostly today, one empty row where one is needed. */
export function initialValue(fields: readonly Field[], today: string): Record<string, unknown> {
  const tree: Record<string, unknown> = {}
  for (const { name, required, kind, initial } of fields) {
    const value = initial ?? (required ? begin(name, kind, today) : undefined)
    if (value !== undefined) tree[name] = value
  }
  return tree
}

const MOSTLY_TODAY = new Set(['receivedOn', 'orderedOn', 'confirmedOn'])
const USUAL_VAT_BP = 1900

export function begin(name: string, kind: Kind, today: string): Value {
  if (kind.is === 'day') return MOSTLY_TODAY.has(name) ? today : undefined
  if (kind.is === 'object') return initialValue(kind.fields, today)
  if (kind.is === 'boolean') return false
  if (kind.is === 'choice' && kind.options.length === 1) return kind.options[0]
  if (kind.is === 'decimal' && name === 'vatRateBp') return USUAL_VAT_BP
  if (kind.is === 'list')
    return kind.item.is === 'reference' ? [] : kind.min > 0 ? [begin(name, kind.item, today) ?? null] : []
  return undefined
}

/** Everything a person can see for themselves; the server decides. */
export function check(fields: readonly Field[], tree: Value): Map<string, Problem> {
  const found = new Map<string, Problem>()
  checkFields(fields, tree, '', found)
  return found
}

function checkFields(fields: readonly Field[], tree: Value, base: string, found: Map<string, Problem>) {
  for (const { name, required, kind } of fields) {
    checkValue(kind, at(tree, `/${name}`), `${base}/${name}`, required, found)
  }
}

function checkValue(
  kind: Kind,
  value: Value,
  pointer: string,
  required: boolean,
  found: Map<string, Problem>,
) {
  const empty = value === undefined || value === null || value === ''
  if (empty) {
    if (required && kind.is !== 'boolean') found.set(pointer, { code: 'missing' })
    return
  }
  switch (kind.is) {
    case 'object':
      return checkFields(kind.fields, value, pointer, found)
    case 'list':
      return checkList(kind, value, pointer, found)
    case 'text':
    case 'long_text':
      return checkText(kind, value, pointer, found)
    case 'money':
    case 'decimal':
    case 'integer':
      return checkNumber(kind, value, pointer, found)
    case 'day':
      if (typeof value !== 'string' || !isDay(value)) found.set(pointer, { code: 'no_day' })
      return
    case 'reference':
      if (typeof value !== 'number') found.set(pointer, { code: 'missing' })
  }
}

function checkList(kind: Kind & { is: 'list' }, value: Value, pointer: string, found: Map<string, Problem>) {
  const items = Array.isArray(value) ? value : []
  if (items.length < kind.min) found.set(pointer, { code: 'too_few', limit: kind.min })
  if (kind.max !== null && items.length > kind.max) found.set(pointer, { code: 'too_many', limit: kind.max })
  for (const [index, item] of items.entries()) checkValue(kind.item, item, `${pointer}/${index}`, true, found)
}

function checkText(
  kind: Kind & { is: 'text' | 'long_text' },
  value: Value,
  pointer: string,
  found: Map<string, Problem>,
) {
  const length = typeof value === 'string' ? [...value.trim()].length : 0
  if (length < kind.min) found.set(pointer, { code: 'too_short', limit: kind.min })
  else if (kind.max !== null && length > kind.max) found.set(pointer, { code: 'too_long', limit: kind.max })
}

function checkNumber(
  kind: Kind & { is: 'money' | 'decimal' | 'integer' },
  value: Value,
  pointer: string,
  found: Map<string, Problem>,
) {
  if (typeof value !== 'number') found.set(pointer, { code: kind.is === 'money' ? 'no_amount' : 'no_number' })
  else if (kind.min !== null && value < kind.min) found.set(pointer, { code: 'too_small', limit: kind.min })
  else if (kind.max !== null && value > kind.max) found.set(pointer, { code: 'too_large', limit: kind.max })
}

/** `/lines/0/netCents` to an id an input can have. */
export function fieldId(form: string, pointer: string): string {
  return `${form}${pointer.replaceAll('/', '-')}`
}
