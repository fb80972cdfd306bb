import { expect, test } from 'vitest'
import { fieldsOf } from './schema'
import { at, check, initialValue, withValue } from './values'

const QUOTES = {
  type: 'object',
  required: ['invited', 'quotes'],
  properties: {
    invited: { type: 'array', minItems: 1, items: { $ref: '#/$defs/SupplierId' } },
    quotes: { type: 'array', minItems: 1, maxItems: 50, items: { $ref: '#/$defs/Quote' } },
    reason: { type: ['string', 'null'], minLength: 3, maxLength: 4000, default: null },
    document: { anyOf: [{ $ref: '#/$defs/DocumentId' }, { type: 'null' }] },
    procedure: { $ref: '#/$defs/Procedure' },
  },
  $defs: {
    SupplierId: { type: 'integer', format: 'int64' },
    DocumentId: { type: 'integer', format: 'int64' },
    Procedure: {
      oneOf: [
        { const: 'DIRECT', type: 'string' },
        { enum: ['OPEN', 'QUOTES'], type: 'string' },
      ],
    },
    Quote: {
      type: 'object',
      required: ['netCents', 'receivedOn'],
      properties: {
        netCents: { type: 'integer', minimum: 0 },
        receivedOn: { type: 'string', format: 'date' },
        vatRateBp: { type: 'integer', maximum: 2500 },
        quantityMilli: { type: 'integer' },
      },
    },
  },
}

test('what a number means stands in its name, references and choices are followed', () => {
  const fields = fieldsOf(QUOTES)
  const kind = (name: string) => fields.find(field => field.name === name)?.kind
  expect(kind('invited')).toMatchObject({ is: 'list', item: { is: 'reference', to: 'supplier' } })
  expect(kind('document')).toEqual({ is: 'reference', to: 'document' })
  expect(kind('procedure')).toEqual({ is: 'choice', options: ['DIRECT', 'OPEN', 'QUOTES'] })
  expect(kind('reason')).toEqual({ is: 'long_text', min: 3, max: 4000 })
  const quotes = kind('quotes')
  const inner = quotes?.is === 'list' && quotes.item.is === 'object' ? quotes.item.fields : []
  expect(inner.map(field => field.kind.is)).toEqual(['money', 'day', 'decimal', 'decimal'])
})

test('a form begins with one row and today, and names what is missing by its pointer', () => {
  const fields = fieldsOf(QUOTES)
  const tree = initialValue(fields, '2026-11-22')
  expect(at(tree, '/quotes/0/receivedOn')).toBe('2026-11-22')
  expect([...check(fields, tree).keys()]).toEqual(['/invited', '/quotes/0/netCents'])
})

test('what was typed and is no amount stays and is named', () => {
  const fields = fieldsOf(QUOTES)
  const tree = withValue(initialValue(fields, '2026-11-22'), '/quotes/0/netCents', '12.50')
  expect(at(tree, '/quotes/0/netCents')).toBe('12.50')
  expect(check(fields, tree).get('/quotes/0/netCents')).toEqual({ code: 'no_amount' })
})

test('a schema that refers to itself ends', () => {
  const itself = {
    type: 'object',
    properties: { a: { $ref: '#/$defs/A' } },
    $defs: { A: { $ref: '#/$defs/A' } },
  }
  expect(() => fieldsOf(itself)).not.toThrow()
})
