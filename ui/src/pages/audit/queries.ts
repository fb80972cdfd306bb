// What auditors read. Opening a case is a mutation: that somebody looked is written into its history.
import { graphql } from '../../gql'
import type { AuditCaseMutation } from '../../gql/graphql'

export const CASES = graphql(`
  query AuditCases($first: Int!, $after: String) {
    cases(first: $first, after: $after) {
      nodes {
        id
        fileReference
        subject
        phaseTitle
        startedAt
        endedAt
        body {
          id
          name
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`)

export const NUMBER = graphql(`
  query AuditNumber($id: ID!) {
    case(id: $id) {
      id
      number
      subject
      fileReference
    }
  }
`)

export const OPEN = graphql(`
  mutation AuditCase($input: AuditCaseInput!) {
    auditCase(input: $input) {
      audit {
        madeAt
        fileReference
        subject
        bodyName
        officeBodyName
        steps {
          number
          at
          event
          sentence
          actor {
            id
            name
          }
          actingFor {
            id
            name
          }
          facts
          texts
          rules
          hash
        }
        rules {
          key
          validFrom
          validTo
          source
          unconfirmed
          record
        }
        documents {
          document
          name
          version
          sha256
          sizeBytes
          storedAt
          storedBy {
            id
            name
          }
        }
        chain {
          verifiedAt
          holds
          entries
          head
          finding
          sealedUpTo
        }
      }
      userErrors {
        field
        code
        message
      }
    }
  }
`)

export type Audit = NonNullable<AuditCaseMutation['auditCase']['audit']>
