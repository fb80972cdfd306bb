// What a mutation said, in one shape for every caller: done, to be corrected, or failed for reasons of ours.
import type { CombinedError } from '@urql/core'

export type UserError = { field?: string | null; code: string; message: string }

export type Outcome<T> =
  | { kind: 'done'; data: T }
  | { kind: 'refused'; errors: UserError[]; data: T | null }
  /** The network or the server; nothing is known about what became of it. */
  | { kind: 'failed'; message: string | null }

export function outcomeOf<T extends { userErrors: UserError[] }>(
  payload: T | null | undefined,
  error: CombinedError | undefined,
): Outcome<T> {
  if (payload && payload.userErrors.length > 0)
    return { kind: 'refused', errors: payload.userErrors, data: payload }
  if (payload) return { kind: 'done', data: payload }
  const spoken = error?.graphQLErrors[0]?.message
  return { kind: 'failed', message: error?.networkError ? null : (spoken ?? null) }
}
