// One mutation of a dialog or a button: busy meanwhile, what was refused sorted to its fields, the rest in words.
import { useState } from 'react'
import { type AnyVariables, type TypedDocumentNode, useClient } from 'urql'
import { useText } from '../messages/text'
import { notify } from '../state/notices'
import { outcomeOf, type UserError } from './outcome'

export type Refusal = {
  /** What belongs to no field. */
  general: readonly string[]
  at: Readonly<Record<string, string>>
  /** Grows with every refusal, so that the same words twice are read aloud twice. */
  attempt: number
}

const NOTHING: Refusal = { general: [], at: {}, attempt: 0 }

/** `fields`: those a form shows. Without a form the first refusal is said at the edge of the page. */
export function useVerb(fields?: readonly string[]) {
  const t = useText()
  const client = useClient()
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal>(NOTHING)
  const refuse = (errors: readonly UserError[]) => {
    if (!fields) {
      notify({ tone: 'danger', text: errors[0]?.message ?? t('shell.fault.unknown') })
      return
    }
    setRefusal(was => ({ ...sorted(errors, fields), attempt: was.attempt + 1 }))
  }
  /** What the mutation gave; null when it was refused or no answer came. */
  const send = async <Data, Variables extends AnyVariables, Payload extends { userErrors: UserError[] }>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
    of: (data: Data) => Payload,
  ): Promise<Payload | null> => {
    setBusy(true)
    const { data, error } = await client.mutation(document, variables).toPromise()
    setBusy(false)
    const outcome = outcomeOf(data ? of(data) : null, error)
    if (outcome.kind === 'done') {
      setRefusal(NOTHING)
      return outcome.data
    }
    const failed = { code: 'FAILED', message: t('shell.fault.network') }
    if (outcome.kind === 'refused') refuse(outcome.errors)
    else refuse([outcome.message ? { ...failed, message: outcome.message } : failed])
    return null
  }
  return { send, busy, refusal, refuse }
}

export type Verb = ReturnType<typeof useVerb>

/** A field is named by its first part: `bodyIds/0` belongs to `bodyIds`. */
export function sorted(errors: readonly UserError[], fields: readonly string[]): Omit<Refusal, 'attempt'> {
  const at: Record<string, string> = {}
  const general: string[] = []
  for (const { field, message } of errors) {
    const name = field?.split('/').find(part => part !== '')
    if (name !== undefined && fields.includes(name)) at[name] = message
    else general.push(message)
  }
  return { general, at }
}
