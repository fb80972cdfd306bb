import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { expect, test } from 'vitest'
import { expectAccessible, show } from '../testing/page'
import { FormProvider } from './context'
import { Fields } from './Fields'
import { Summary } from './Summary'
import { fieldsOf } from './schema'
import { check, initialValue, type Problems, withValue } from './values'

const ORDER = {
  type: 'object',
  required: ['orderedOn', 'lines'],
  properties: {
    orderedOn: { type: 'string', format: 'date' },
    lines: {
      type: 'array',
      minItems: 1,
      maxItems: 3,
      items: {
        type: 'object',
        required: ['description', 'quantityMilli', 'unitPriceCents'],
        properties: {
          description: { type: 'string', minLength: 1, maxLength: 90 },
          quantityMilli: { type: 'integer', minimum: 1 },
          unitPriceCents: { type: 'integer', minimum: 0 },
        },
      },
    },
    note: { type: ['string', 'null'], maxLength: 4000, default: null },
    takeDiscount: { type: 'boolean', default: false },
  },
}
const TODAY = '2026-11-22'

function Form({ seen }: { seen: (tree: unknown) => void }) {
  const fields = fieldsOf(ORDER)
  const [tree, setTree] = useState<unknown>(() => initialValue(fields, TODAY))
  const [problems, setProblems] = useState<Problems>(new Map())
  const [attempt, setAttempt] = useState(0)
  const surroundings = { bodyId: null, documents: [], orderLines: [], today: TODAY }
  const set = (pointer: string, value: unknown) => setTree((was: unknown) => withValue(was, pointer, value))
  return (
    <FormProvider value={{ id: 'f', tree, problems, set, surroundings, disabled: false }}>
      <Summary general={[]} attempt={attempt} />
      <Fields fields={fields} />
      <button
        type="button"
        onClick={() => {
          setProblems(check(fields, tree))
          setAttempt(attempt + 1)
          seen(tree)
        }}
      >
        Fertig
      </button>
    </FormProvider>
  )
}

function begin() {
  let last: unknown
  const { container } = show(
    <Form
      seen={tree => {
        last = tree
      }}
    />,
  )
  return { user: userEvent.setup(), container, tree: () => last }
}

test('money, quantity and day are typed as clerks write them and kept exactly', async () => {
  const { user, tree } = begin()
  await user.type(screen.getByLabelText('Bezeichnung'), 'Streugut')
  await user.type(screen.getByLabelText('Menge'), '2,5')
  await user.type(screen.getByLabelText('Einzelpreis netto'), '1.234,5')
  await user.tab()
  expect(screen.getByLabelText('Einzelpreis netto')).toHaveProperty('value', '1.234,50')
  const ordered = screen.getByLabelText('Bestellt am')
  await user.clear(ordered)
  await user.type(ordered, '3.12.')
  await user.click(screen.getByText('Fertig'))
  expect(tree()).toMatchObject({
    orderedOn: '2026-12-03',
    lines: [{ description: 'Streugut', quantityMilli: 2500, unitPriceCents: 123450 }],
  })
})

test('what is wrong is listed first, with a way to the field', async () => {
  const { user, container } = begin()
  await user.type(screen.getByLabelText('Einzelpreis netto'), '12.50')
  await user.click(screen.getByText('Fertig'))
  const links = screen.getAllByRole('link').map(link => link.textContent)
  expect(links).toContain('Einzelpreis netto (Zeile 1): Bitte einen Betrag wie 1.234,56 angeben.')
  expect(links).toContain('Bezeichnung (Zeile 1): Bitte ausfüllen.')
  await user.click(screen.getByText(/Bezeichnung \(Zeile 1\)/))
  expect(document.activeElement).toBe(screen.getByLabelText('Bezeichnung'))
  expect(screen.getByLabelText('Einzelpreis netto')).toHaveProperty('value', '12.50')
  await expectAccessible(container)
})

test('a new row takes the focus, a removed one gives it to its neighbour, the last one stays', async () => {
  const { user } = begin()
  await user.type(screen.getByLabelText('Bezeichnung'), 'Eins')
  await user.click(screen.getByRole('button', { name: 'Zeile hinzufügen' }))
  const [, second] = screen.getAllByLabelText('Bezeichnung')
  expect(document.activeElement).toBe(second)
  await user.click(screen.getByRole('button', { name: 'Zeile 2 entfernen' }))
  expect(document.activeElement).toBe(screen.getByLabelText('Bezeichnung'))
  expect(screen.getByRole('button', { name: 'Zeile 1 entfernen' })).toHaveProperty('disabled', true)
  expect(within(screen.getByRole('table')).getAllByRole('row')).toHaveLength(2)
})
