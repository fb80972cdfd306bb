// Roles in words, for several at once.
import { useCallback } from 'react'
import type { Role } from '../gql/graphql'
import { useText } from '../messages/text'

export function useRoles(): (roles: readonly Role[]) => string {
  const t = useText()
  return useCallback(roles => roles.map(role => t(`enums.role.${role}`)).join(', '), [t])
}
