// What every field of a form needs to know, handed down once.
import { createContext, useContext } from 'react'
import type { Problems, Value } from './values'

/** Things of the case a form may point to. */
export type Surroundings = {
  bodyId: string | null
  documents: readonly { number: number; name: string }[]
  orderLines: readonly { lineNo: number; description: string }[]
  today: string
}

export type FormState = {
  /** Beginning of every field's id. */
  id: string
  tree: Value
  problems: Problems
  set: (pointer: string, value: Value) => void
  surroundings: Surroundings
  disabled: boolean
}

const Context = createContext<FormState | null>(null)

export const FormProvider = Context.Provider

export function useForm(): FormState {
  const form = useContext(Context)
  if (form === null) throw new Error('a field outside of a form')
  return form
}
