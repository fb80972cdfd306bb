// What the page of a case reads: the facts in one go, the history by itself, for it grows long.
import { graphql } from '../../gql'

export const CASE = graphql(`
  query CasePage($id: ID!) {
    case(id: $id) {
      id
      number
      version
      subject
      fileReference
      startedAt
      endedAt
      phaseTitle
      pendingInterrupt
      body {
        id
        name
      }
      officeBody {
        id
        name
      }
      tasks {
        id
        title
        state
        dueOn
        assignee {
          id
          name
        }
      }
      documents {
        id
        number
        name
        createdAt
        createdBy {
          id
          name
        }
        versions {
          version
          mediaType
          sizeBytes
          storedAt
          invoiceCheck {
            valid
          }
        }
      }
      comments {
        id
        text
        writtenAt
        author {
          id
          name
        }
        task {
          id
          title
        }
      }
    }
  }
`)

export const PICTURE = graphql(`
  query CasePicture($id: ID!) {
    case(id: $id) {
      id
      process {
        steps {
          code
          label
          state
          stateTitle
          usualPlace
          at
          times
          by {
            id
            name
          }
          represented {
            id
            name
          }
        }
        edges {
          from
          to
          outcomes
          usual
          walked
        }
      }
      people {
        person {
          id
          name
        }
        represented {
          id
          name
        }
        finishedTitles
        acts
        firstAt
        lastAt
      }
    }
  }
`)

export const MONEY = graphql(`
  query CaseMoney($id: ID!) {
    case(id: $id) {
      id
      money {
        budgetLine {
          id
          code
          name
          year
          available
        }
        estimate
        reserved
        committed
        ordered
        invoiced
        payable
        paid
        refunded
        rows {
          event
          title
          on
          gross
          invoiceNumber
          by {
            id
            name
          }
        }
      }
    }
  }
`)

export const HISTORY = graphql(`
  query CaseHistory($id: ID!, $after: Int!) {
    case(id: $id) {
      id
      history(after: $after, first: 100) {
        number
        at
        event
        sentence
        actor {
          id
          name
        }
        represented {
          id
          name
        }
        texts {
          field
          text
        }
      }
    }
  }
`)

export const COMMENT = graphql(`
  mutation CaseComment($input: WriteCommentInput!) {
    writeComment(input: $input) {
      comment {
        id
      }
      userErrors {
        field
        code
        message
      }
    }
  }
`)

export const CHANGED = graphql(`
  subscription CasePageChanged($id: ID!) {
    caseChanged(id: $id) {
      caseId
      subjectId
      version
      refetch
    }
  }
`)
