// What a form may name by number: firms, budget lines, documents of the case, lines of its order.
import { useMemo } from 'react'
import { useIntl } from 'react-intl'
import { useQuery } from 'urql'
import { money } from '../format/money'
import { graphql } from '../gql'
import { useForm } from './context'
import type { Reference } from './schema'
import { useFormWords } from './words'

export type Option = { value: number; text: string }

const SUPPLIERS = graphql(`
  query SupplierChoice {
    suppliers(first: 100) {
      nodes {
        id
        number
        name
        region
      }
    }
  }
`)

const BUDGET_LINES = graphql(`
  query BudgetLineChoice($bodyId: ID!, $year: Int!) {
    budgetLines(bodyId: $bodyId, year: $year) {
      id
      number
      code
      name
      available
    }
  }
`)

/** `null` while they are fetched. */
export function useOptions(to: Reference): readonly Option[] | null {
  const { bodyId, documents, orderLines, today } = useForm().surroundings
  const { t } = useFormWords()
  const { locale } = useIntl()
  const year = Number(today.slice(0, 4))
  const [suppliers] = useQuery({ query: SUPPLIERS, pause: to !== 'supplier' })
  const [lines] = useQuery({
    query: BUDGET_LINES,
    variables: { bodyId: bodyId ?? '', year },
    pause: to !== 'budget_line' || bodyId === null,
  })
  return useMemo(() => {
    switch (to) {
      case 'supplier':
        return (
          suppliers.data?.suppliers.nodes.map(({ number, name, region }) => ({
            value: number,
            text: `${name}, ${region}`,
          })) ?? null
        )
      case 'budget_line':
        return (
          lines.data?.budgetLines.map(({ number, code, name, available }) => ({
            value: number,
            text: t('form.budget_line', { code, name, available: money(available, locale) }),
          })) ?? null
        )
      case 'document':
        return documents.map(({ number, name }) => ({ value: number, text: name }))
      case 'order_line':
        return orderLines.map(({ lineNo, description }) => ({
          value: lineNo,
          text: `${lineNo}. ${description}`,
        }))
    }
  }, [to, suppliers.data, lines.data, documents, orderLines, t, locale])
}
