// What a form may name by number: firms, budget lines, documents of the case, lines of its order.
// Firms can be many: where there are more than one answer holds, they are searched by name on the server.
import { useEffect, useMemo, useState } from 'react'
import { useIntl } from 'react-intl'
import { useQuery } from 'urql'
import { money } from '../format/money'
import { graphql } from '../gql'
import { useForm } from './context'
import type { Reference } from './schema'
import { useFormWords } from './words'

export type Option = { value: number; text: string }

export type Options = {
  /** `null` while they are fetched for the first time. */
  found: readonly Option[] | null
  /** There are more than these: a search narrows them. */
  more: boolean
  /** The words of one that was found before, and need not be among those found now. */
  textOf: (value: number) => string
}

const SUPPLIERS = graphql(`
  query SupplierChoice($search: String) {
    suppliers(first: 100, search: $search) {
      nodes {
        id
        number
        name
        region
      }
      pageInfo {
        hasNextPage
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

const TYPING_MS = 250

/** Firms that were found once, by number: what was chosen keeps its name while one searches for something else. */
const seen = new Map<number, string>()

/** `search` narrows firms on the server; everything else is few and comes whole. */
export function useOptions(to: Reference, search = ''): Options {
  const { bodyId, documents, orderLines, today } = useForm().surroundings
  const { t } = useFormWords()
  const { locale } = useIntl()
  const wanted = useSettled(search.trim())
  const year = Number(today.slice(0, 4))
  const [{ data, stale }] = useQuery({
    query: SUPPLIERS,
    variables: { search: wanted === '' ? null : wanted },
    pause: to !== 'supplier',
  })
  const firms = useLast(data?.suppliers)
  const [lines] = useQuery({
    query: BUDGET_LINES,
    variables: { bodyId: bodyId ?? '', year },
    pause: to !== 'budget_line' || bodyId === null,
  })
  const found = useMemo(() => {
    switch (to) {
      case 'supplier':
        return (
          firms?.nodes.map(({ number, name, region }) => {
            const text = `${name}, ${region}`
            seen.set(number, text)
            return { value: number, text }
          }) ?? null
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
  }, [to, firms, lines.data, documents, orderLines, t, locale])
  const textOf = (value: number) =>
    found?.find(option => option.value === value)?.text ??
    (to === 'supplier' ? seen.get(value) : undefined) ??
    t('form.number', { number: value })
  return { found, more: !stale && to === 'supplier' && firms?.pageInfo.hasNextPage === true, textOf }
}

/** The words once typing has paused. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), TYPING_MS)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}

/** What was there last stays until the next is there: a list does not vanish under the hand. */
function useLast<T>(now: T | undefined): T | undefined {
  const [last, setLast] = useState(now)
  useEffect(() => {
    if (now !== undefined) setLast(now)
  }, [now])
  return now ?? last
}
