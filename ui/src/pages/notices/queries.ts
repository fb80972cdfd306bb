// What one was told.
import { graphql } from '../../gql'
import type { NoticesQuery } from '../../gql/graphql'

export const NOTICES = graphql(`
  query Notices($after: String, $unreadOnly: Boolean!) {
    notifications(first: 50, after: $after, unreadOnly: $unreadOnly) {
      nodes {
        id
        at
        kind
        readAt
        sentence
        task {
          id
          title
          body {
            id
            name
          }
          case {
            id
            subject
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`)

export type Notice = NoticesQuery['notifications']['nodes'][number]

export const MARK_READ = graphql(`
  mutation MarkNoticesRead($input: MarkNotificationsReadInput!) {
    markNotificationsRead(input: $input) {
      unread
      userErrors {
        code
        field
        message
      }
    }
  }
`)
