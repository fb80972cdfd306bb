// A person as a sentence names one: whose right it was stands beside, and who was erased has no name any more.
import type { Text } from '../../messages/text'

export type Named = { name?: string | null }

export function nameOf(person: Named | null | undefined, t: Text): string {
  if (person === null || person === undefined) return t('case.machine')
  return person.name ?? t('case.erased')
}

export function personName(
  person: Named | null | undefined,
  represented: Named | null | undefined,
  t: Text,
): string {
  const name = nameOf(person, t)
  return represented ? t('case.acting_for', { name, other: nameOf(represented, t) }) : name
}
