// Incidents that wait for somebody.
import { graphql } from '../../gql'

export const INCIDENTS = graphql(`
  query Incidents {
    incidents(first: 100, openOnly: true) {
      nodes {
        id
        kind
        cause
        step
        openedAt
        body {
          id
          name
        }
        case {
          id
          fileReference
        }
      }
    }
  }
`)

export const RESOLVE = graphql(`
  mutation ResolveIncidents($input: ResolveIncidentsInput!) {
    resolveIncidents(input: $input) {
      incidents {
        id
        state
      }
      userErrors {
        field
        code
        message
      }
    }
  }
`)
