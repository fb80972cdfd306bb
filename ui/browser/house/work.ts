// Cases brought to a certain task by machines with tokens, for tests that begin there.
import type { House } from './house'
import type { Machine } from './machine'

const BODY_ARS = '071385004000'
const NET = 90_000
const VAT_BP = 1900

const WHO: Record<string, string> = {
  RELEASE_BUDGET: 'hanna.vogt',
  CHOOSE_PROCEDURE: 'benedikt.kern',
  COLLECT_QUOTES: 'benedikt.kern',
  RELEASE_ORDER: 'dirk.albrecht',
  PLACE_ORDER: 'benedikt.kern',
}

/** Starts a procurement and works it until it waits at a task of this kind; gives the id of its case. */
export async function begin(
  house: House,
  subject: string,
  until: string,
  ars: string = BODY_ARS,
): Promise<string> {
  const erika = await house.machine('erika.sommer')
  const { bodies } = await erika.ask<{ bodies: { id: string; ars: string }[] }>('{ bodies { id ars } }')
  const body = bodies.find(one => one.ars === ars)
  if (!body) throw new Error(`nobody with the key ${ars}`)
  const request = {
    subject,
    category: 'SUPPLIES_SERVICES',
    commodity: subject,
    estimateNetCents: 100_000,
    vatRateBp: VAT_BP,
    justification: 'Für eine Prüfung.',
    costCentre: '1147',
  }
  const caseId = await started(erika, body.id, request)
  for (
    let task = await erika.openTask(caseId);
    task && task.kind !== until;
    task = await erika.openTask(caseId)
  ) {
    const who = await house.machine(WHO[task.kind] ?? 'clara.neumann')
    const [outcome, form] = await answer(who, body.id, subject, task.kind)
    const done = await who.ask<{ completeTask: { userErrors: { code: string }[] } }>(
      'mutation ($input: CompleteTaskInput!) { completeTask(input: $input) { userErrors { code } } }',
      { input: { id: task.id, version: task.version, outcome, form } },
    )
    const codes = done.completeTask.userErrors.map(error => error.code)
    if (codes.length > 0) throw new Error(`${task.kind} was refused: ${codes.join(', ')}`)
    await erika.closed(caseId, task.id)
  }
  return caseId
}

async function started(erika: Machine, bodyId: string, request: object): Promise<string> {
  const said = await erika.ask<{ startProcurement: { case: { id: string } | null; userErrors: unknown[] } }>(
    'mutation ($input: StartProcurementInput!) { startProcurement(input: $input) { case { id } userErrors { code } } }',
    { input: { bodyId, request } },
  )
  const found = said.startProcurement.case
  if (!found) throw new Error(`not started: ${JSON.stringify(said.startProcurement.userErrors)}`)
  return found.id
}

async function answer(
  who: Machine,
  bodyId: string,
  subject: string,
  kind: string,
): Promise<[string, object]> {
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' }).format(new Date())
  switch (kind) {
    case 'RELEASE_BUDGET': {
      const { budgetLines } = await who.ask<{ budgetLines: { number: number; costCentre: string }[] }>(
        'query ($id: ID!, $year: Int!) { budgetLines(bodyId: $id, year: $year) { number costCentre } }',
        { id: bodyId, year: Number(today.slice(0, 4)) },
      )
      return ['RELEASE', { budgetLineId: budgetLines.find(line => line.costCentre === '1147')?.number }]
    }
    case 'CHOOSE_PROCEDURE':
      return ['CHOSEN', { procedure: 'DIRECT_ORDER', ground: 'Auftragswert unter der Grenze.' }]
    case 'COLLECT_QUOTES': {
      const { suppliers } = await who.ask<{ suppliers: { nodes: { number: number }[] } }>(
        '{ suppliers(first: 3) { nodes { number } } }',
      )
      const firms = suppliers.nodes.map(firm => firm.number)
      const quotes = firms.map((supplierId, n) => ({
        supplierId,
        netCents: NET + n * 5000,
        receivedOn: today,
      }))
      return ['CHOSEN', { invited: firms, quotes, chosenSupplierId: firms[0] }]
    }
    case 'PLACE_ORDER': {
      const line = {
        description: subject,
        quantityMilli: 10_000,
        unit: 'Stück',
        unitPriceCents: NET / 10,
        vatRateBp: VAT_BP,
      }
      return ['ORDERED', { orderedOn: today, lines: [line] }]
    }
    default:
      return ['RELEASE', {}]
  }
}
