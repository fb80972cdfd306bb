// Whom one works with: everybody with a right for a body one serves, and the other members of one's cooperations.
import { useMemo } from 'react'
import { useQuery } from 'urql'
import { graphql } from '../gql'
import type { ColleaguesQuery } from '../gql/graphql'

const COLLEAGUES = graphql(`
  query Colleagues($inCooperations: Boolean!) {
    colleagues(inCooperations: $inCooperations) {
      person {
        id
        name
      }
      bodies {
        id
        name
      }
      roles
    }
  }
`)

export type Colleague = ColleaguesQuery['colleagues'][number]

/** By name, without those whose names were erased; null while they are fetched. */
export function useColleagues(inCooperations = false): readonly Colleague[] | null {
  const [{ data }] = useQuery({ query: COLLEAGUES, variables: { inCooperations } })
  return useMemo(() => {
    const known = data?.colleagues.filter(one => one.person.name)
    return (
      known?.sort((one, other) => (one.person.name ?? '').localeCompare(other.person.name ?? '', 'de')) ??
      null
    )
  }, [data])
}
