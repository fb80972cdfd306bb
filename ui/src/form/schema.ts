// From a form's JSON Schema (draft 2020-12, as the server derives it) to fields a person can fill in.
//
// Exactly what the server's forms use: objects, lists, strings, integers, booleans, closed choices, `$ref`, nullable by
// type or anyOf. What a number means stands in its name: `…Cents` is money, `…Milli` thousandths, `…Bp` basis points.
// Anything else is shown as plain text rather than hidden. No code is compiled from a schema: the
// Content-Security-Policy forbids it, and the server checks every form anyway.

type Json = Record<string, unknown>

export type Field = { name: string; required: boolean; kind: Kind; initial?: unknown }

export type Kind =
  | { is: 'text'; min: number; max: number | null }
  | { is: 'long_text'; min: number; max: number | null }
  | { is: 'money'; min: number | null; max: number | null }
  | { is: 'decimal'; places: number; unit: 'percent' | null; min: number | null; max: number | null }
  | { is: 'integer'; min: number | null; max: number | null }
  | { is: 'day' }
  | { is: 'boolean' }
  | { is: 'choice'; options: readonly string[] }
  | { is: 'reference'; to: Reference }
  | { is: 'object'; fields: readonly Field[] }
  | { is: 'list'; item: Kind; min: number; max: number | null }

/** Things a form names by their number. */
export type Reference = 'supplier' | 'budget_line' | 'document' | 'order_line'

const REFERENCES: Record<string, Reference> = {
  SupplierId: 'supplier',
  BudgetLineId: 'budget_line',
  DocumentId: 'document',
}
const LONG_TEXT_FROM = 1000
const MAX_DEPTH = 8

export function fieldsOf(schema: unknown): readonly Field[] {
  const root = asObject(schema)
  const kind = kindOf(root, asObject(root.$defs), '', 0)
  return kind.is === 'object' ? kind.fields : []
}

function kindOf(raw: Json, defs: Json, name: string, depth: number): Kind {
  if (depth > MAX_DEPTH) return { is: 'text', min: 0, max: null }
  const { schema, definition } = resolved(raw, defs)
  const reference = definition ? REFERENCES[definition] : undefined
  if (reference) return { is: 'reference', to: reference }
  const options = choices(schema)
  if (options) return { is: 'choice', options }
  switch (typeOf(schema)) {
    case 'object':
      return { is: 'object', fields: objectFields(schema, defs, depth) }
    case 'array':
      return {
        is: 'list',
        item: kindOf(asObject(schema.items), defs, name, depth + 1),
        min: asNumber(schema.minItems) ?? 0,
        max: asNumber(schema.maxItems),
      }
    case 'boolean':
      return { is: 'boolean' }
    case 'integer':
    case 'number':
      return numberKind(schema, name)
    default:
      return textKind(schema)
  }
}

function numberKind(schema: Json, name: string): Kind {
  const [min, max] = [asNumber(schema.minimum), asNumber(schema.maximum)]
  if (/Cents$/.test(name)) return { is: 'money', min, max }
  if (/Milli$/.test(name)) return { is: 'decimal', places: 3, unit: null, min, max }
  if (/Bp$/.test(name)) return { is: 'decimal', places: 2, unit: 'percent', min, max }
  if (/^(lineNo|orderLineNo)$/.test(name)) return { is: 'reference', to: 'order_line' }
  return { is: 'integer', min, max }
}

function textKind(schema: Json): Kind {
  if (schema.format === 'date') return { is: 'day' }
  const [min, max] = [asNumber(schema.minLength) ?? 0, asNumber(schema.maxLength)]
  return { is: max !== null && max >= LONG_TEXT_FROM ? 'long_text' : 'text', min, max }
}

function objectFields(schema: Json, defs: Json, depth: number): Field[] {
  const required = new Set(Array.isArray(schema.required) ? schema.required : [])
  const fields = Object.entries(asObject(schema.properties)).map(([name, raw]) => {
    const property = asObject(raw)
    const initial = property.default ?? undefined
    return { name, required: required.has(name), kind: kindOf(property, defs, name, depth + 1), initial }
  })
  // what must be there comes first, in the order of the schema's list of it
  const order = Array.isArray(schema.required) ? schema.required : []
  const place = (field: Field) => (field.required ? order.indexOf(field.name) : order.length)
  return fields.sort((one, other) => place(one) - place(other))
}

/** Follows `$ref` and takes the null out of `anyOf`. */
function resolved(raw: Json, defs: Json): { schema: Json; definition: string | null } {
  const some = Array.isArray(raw.anyOf) ? raw.anyOf.map(asObject).find(one => one.type !== 'null') : undefined
  const inner = some ?? raw
  if (typeof inner.$ref !== 'string') return { schema: inner, definition: null }
  const definition = inner.$ref.replace('#/$defs/', '')
  return { schema: asObject(defs[definition]), definition }
}

function choices(schema: Json): readonly string[] | null {
  if (Array.isArray(schema.enum)) return schema.enum.filter(one => typeof one === 'string')
  if (!Array.isArray(schema.oneOf)) return null
  const parts = schema.oneOf.map(asObject)
  const values = parts.flatMap(part => (Array.isArray(part.enum) ? part.enum : [part.const]))
  return values.every(one => typeof one === 'string') ? values : null
}

function typeOf(schema: Json): string | null {
  const type = Array.isArray(schema.type) ? schema.type.find(one => one !== 'null') : schema.type
  return typeof type === 'string' ? type : null
}

function asObject(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {}
}

function asNumber(value: unknown): number | null {
  return typeof value === 'number' ? value : null
}
