// What the task page asks the server for and does there.
import { graphql } from '../../gql'
import type { TaskPageQuery } from '../../gql/graphql'

export const TASK = graphql(`
  query TaskPage($id: ID!) {
    task(id: $id) {
      ...TaskDetails
      ...TaskAround
      case {
        ...CaseFacts
      }
    }
  }

  fragment TaskAround on Task {
    delegatedBy {
      id
      name
    }
    signaturesNeeded
    signatures {
      signedAt
      person {
        id
        name
      }
      actingFor {
        id
        name
      }
    }
    actions {
      code
      allowed
      whyNot {
        code
        message
      }
    }
    eligible {
      person {
        id
        name
      }
      roles
      allowed
      absent
      becauseOf
      whyNot {
        code
        message
      }
    }
    requests {
      id
      kind
      state
      text
      answer
      askedAt
      answeredAt
      askedBy {
        id
        name
      }
      askedOf {
        id
        name
      }
    }
  }

  fragment TaskDetails on Task {
    ...TaskRow
    round
    canAct
    closedBy {
      id
      name
    }
    closedFor {
      id
      name
    }
    outcome
    form
    undoUntil
    whyNot {
      code
      message
    }
    candidates {
      id
      name
    }
    outcomes {
      code
      title
      needsReason
      formSchema
    }
    draft {
      data
      savedAt
      version
    }
  }

  fragment CaseFacts on Case {
    id
    number
    fileReference
    subject
    phaseTitle
    endedAt
    startedAt
    body {
      id
      name
    }
    documents {
      ...CaseDocument
    }
    comments {
      ...CaseComment
    }
    procurement {
      estimateNet
      estimateGross
      category
      commodity
      costCentre
      procedure
      minQuotes
      ruleSource
      quoteNet
      orderNet
      orderGross
      orderedOn
      reserved
      committed
      spent
      request
      requester {
        id
        name
      }
      supplier {
        id
        number
        name
        region
      }
      budgetLine {
        id
        code
        name
        available
      }
      orderLines {
        lineNo
        description
        quantityMilli
        receivedMilli
        unit
        unitPrice
        vatRateBp
        net
      }
      quotes {
        net
        receivedOn
        chosen
        supplier {
          id
          name
        }
      }
      invoices {
        id
        number
        gross
        dueOn
        issuedOn
        discountOn
        discount
        matchResult
      }
    }
  }

  fragment CaseDocument on Document {
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
        findings {
          rule
          message
        }
      }
    }
  }

  fragment CaseComment on Comment {
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
`)

export type TaskDetails = NonNullable<TaskPageQuery['task']>
export type TaskRequest = TaskDetails['requests'][number]
export type CaseFacts = NonNullable<TaskDetails['case']>
export type CaseDocument = CaseFacts['documents'][number]

export const HISTORY = graphql(`
  query TaskHistory($caseId: ID!, $after: Int!) {
    case(id: $caseId) {
      id
      history(first: 100, after: $after) {
        number
        at
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

export const CASE_CHANGED = graphql(`
  subscription TaskCaseChanged($id: ID!) {
    caseChanged(id: $id) {
      caseId
      refetch
      subjectId
      version
    }
  }
`)

export const CLAIM = graphql(`
  mutation ClaimTask($input: ClaimTaskInput!) {
    claimTask(input: $input) {
      task {
        ...TaskDetails
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`)

export const COMPLETE = graphql(`
  mutation CompleteTask($input: CompleteTaskInput!) {
    completeTask(input: $input) {
      undoUntil
      outcome
      signaturesMissing
      task {
        ...TaskDetails
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`)

export const UNDO = graphql(`
  mutation UndoCompletion($input: UndoCompletionInput!) {
    undoCompletion(input: $input) {
      task {
        ...TaskDetails
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`)

export const SAVE_DRAFT = graphql(`
  mutation SaveDraft($input: SaveDraftInput!) {
    saveDraft(input: $input) {
      draft {
        data
        savedAt
        version
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`)

export const READ_DRAFT = graphql(`
  query ReadDraft($id: ID!) {
    task(id: $id) {
      id
      draft {
        data
        savedAt
        version
      }
    }
  }
`)

export const FOLLOW_UP = graphql(`
  mutation SetFollowUp($input: SetFollowUpInput!) {
    setFollowUp(input: $input) {
      task {
        ...TaskDetails
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`)

export const CANCEL_TASK = graphql(`
  mutation CancelTask($input: CancelTaskInput!) {
    cancelTask(input: $input) {
      task {
        ...TaskDetails
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`)

export const WRITE_COMMENT = graphql(`
  mutation WriteComment($input: WriteCommentInput!) {
    writeComment(input: $input) {
      comment {
        ...CaseComment
      }
      case {
        id
        comments {
          ...CaseComment
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
