// What a form can know by itself from its case, so that a clerk types nothing twice. Always open to change.
import { at, withValue } from '../../form/values'
import type { TaskDetails } from './queries'

export function prefilled(task: TaskDetails, tree: Record<string, unknown>): Record<string, unknown> {
  const procurement = task.case?.procurement
  if (!procurement) return tree
  switch (task.kind) {
    case 'REVISE_REQUEST':
      return typeof procurement.request === 'object' ? { ...tree, ...procurement.request } : tree
    case 'PLACE_ORDER':
      return orderOfQuote(task.case?.subject ?? '', procurement.quoteNet ?? null, tree)
    case 'RECORD_RECEIPT': {
      const missing = procurement.orderLines.filter(line => line.receivedMilli < line.quantityMilli)
      const lines = missing.map(line => ({
        lineNo: line.lineNo,
        quantityMilli: line.quantityMilli - line.receivedMilli,
      }))
      return lines.length > 0 && at(tree, '/lines') !== undefined ? { ...tree, lines } : tree
    }
    default:
      return tree
  }
}

const USUAL_VAT_BP = 1900

function orderOfQuote(
  subject: string,
  net: number | null,
  tree: Record<string, unknown>,
): Record<string, unknown> {
  if (net === null || at(tree, '/lines') === undefined) return tree
  const line = {
    description: subject,
    quantityMilli: 1000,
    unit: 'Stück',
    unitPriceCents: net,
    vatRateBp: USUAL_VAT_BP,
  }
  return withValue(tree, '/lines', [line]) as Record<string, unknown>
}
