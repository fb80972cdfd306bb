// Who stands in for whom, who is away, and what a leader moves.
import { graphql } from '../../gql'
import type { DeputiesQuery } from '../../gql/graphql'

export const DEPUTIES = graphql(`
  query Deputies {
    deputyships {
      id
      principal {
        id
        name
      }
      deputy {
        id
        name
      }
      setBy {
        id
        name
      }
      validFrom
      validTo
      bodies {
        id
        name
      }
      roles
      areas
    }
    absences {
      id
      person {
        id
        name
      }
      setBy {
        id
        name
      }
      validFrom
      validTo
    }
  }
`)

export type Deputyship = DeputiesQuery['deputyships'][number]
export type Absence = DeputiesQuery['absences'][number]

export const SET_DEPUTY = graphql(`
  mutation SetDeputy($input: SetDeputyInput!) {
    setDeputy(input: $input) {
      deputyship {
        id
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`)

export const END_DEPUTY = graphql(`
  mutation EndDeputy($input: EndDeputyInput!) {
    endDeputy(input: $input) {
      endedId
      userErrors {
        code
        field
        message
      }
    }
  }
`)

export const SET_ABSENCE = graphql(`
  mutation SetAbsence($input: SetAbsenceInput!) {
    setAbsence(input: $input) {
      absence {
        id
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`)

export const END_ABSENCE = graphql(`
  mutation EndAbsence($input: EndAbsenceInput!) {
    endAbsence(input: $input) {
      endedId
      userErrors {
        code
        field
        message
      }
    }
  }
`)

export const REDISTRIBUTE = graphql(`
  mutation RedistributeTasks($input: RedistributeTasksInput!) {
    redistributeTasks(input: $input) {
      results {
        id
        task {
          id
          title
          assignee {
            id
            name
          }
          case {
            id
            subject
          }
        }
        userErrors {
          code
          field
          message
        }
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`)
