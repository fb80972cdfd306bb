import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { expect, test } from 'vitest'
import { showAnswering } from '../testing/answering'
import { expectAccessible } from '../testing/page'
import { FormProvider, type Surroundings } from './context'
import { Fields } from './Fields'
import { fieldsOf } from './schema'
import { type Value, withValue } from './values'

const FIRMS = Array.from({ length: 130 }, (_, number) => ({
  id: `firm-${number}`,
  number,
  name: `Firma ${String(number).padStart(3, '0')}`,
  region: 'Neuwied',
}))

/** As the server pages and searches. */
const SupplierChoice = ({ search }: Record<string, unknown>) => {
  const fit = FIRMS.filter(firm => typeof search !== 'string' || firm.name.includes(search))
  return { suppliers: { nodes: fit.slice(0, 100), pageInfo: { hasNextPage: fit.length > 100 } } }
}

const SCHEMA = {
  $defs: { SupplierId: { type: 'integer' } },
  type: 'object',
  required: ['chosenSupplierId', 'invited'],
  properties: {
    chosenSupplierId: { $ref: '#/$defs/SupplierId' },
    invited: { type: 'array', items: { $ref: '#/$defs/SupplierId' } },
  },
}

const SURROUNDINGS: Surroundings = { bodyId: 'linz', documents: [], orderLines: [], today: '2026-11-23' }
const nothing = new Map()

function Form() {
  const [tree, setTree] = useState<Value>({ invited: [] } as Value)
  const set = (pointer: string, value: unknown) =>
    setTree((now: Value) => withValue(now, pointer, value as Value))
  return (
    <FormProvider
      value={{ id: 'f', tree, problems: nothing, set, surroundings: SURROUNDINGS, disabled: false }}
    >
      <Fields fields={fieldsOf(SCHEMA)} />
    </FormProvider>
  )
}

test('a firm behind the first hundred is found by name and chosen', async () => {
  const { container } = await showAnswering(<Form />, { SupplierChoice })
  const choice = await screen.findByLabelText('Ausgewählte Firma')
  await within(choice).findByText('Firma 099, Neuwied')
  expect(within(choice).queryByText('Firma 128, Neuwied')).toBeNull()
  await userEvent.type(screen.getByLabelText('Firma suchen'), '128')
  await within(choice).findByText('Firma 128, Neuwied')
  await userEvent.selectOptions(choice, '128')
  await userEvent.clear(screen.getByLabelText('Firma suchen'))
  await within(choice).findByText('Firma 001, Neuwied')
  expect((choice as HTMLSelectElement).selectedOptions[0]?.textContent).toBe('Firma 128, Neuwied')
  await expectAccessible(container)
}, 20_000)

test('firms that were ticked stay ticked and named while one searches for others', async () => {
  await showAnswering(<Form />, { SupplierChoice })
  const group = await screen.findByRole('group', { name: 'Angefragte Firmen' })
  await userEvent.click(await within(group).findByLabelText('Firma 003, Neuwied'))
  await userEvent.type(within(group).getByLabelText('Suchen'), '127')
  await userEvent.click(await within(group).findByLabelText('Firma 127, Neuwied'))
  await waitFor(() => expect(within(group).getAllByRole('checkbox')).toHaveLength(2))
  expect(within(group).getByLabelText<HTMLInputElement>('Firma 003, Neuwied').checked).toBe(true)
})
