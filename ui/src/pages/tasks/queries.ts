// What the work list asks the server for.
import { graphql } from '../../gql'
import type { WorkListQuery, WorkListViewsQuery } from '../../gql/graphql'

export const WORK_LIST = graphql(`
  query WorkList($filter: WorkListFilter, $sort: WorkListSort!, $first: Int!, $after: String) {
    workList(filter: $filter, sort: $sort, first: $first, after: $after) {
      nodes {
        ...TaskRow
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }

  fragment TaskRow on Task {
    id
    title
    kind
    state
    dueOn
    followUpOn
    priority
    version
    roles
    openedAt
    closedAt
    outcomeTitle
    assignee {
      id
      name
    }
    body {
      id
      name
    }
    case {
      id
      fileReference
      subject
      phaseTitle
    }
  }
`)

export type TaskRow = WorkListQuery['workList']['nodes'][number]

export const COUNTS = graphql(`
  query WorkListCounts($filter: WorkListFilter) {
    workListCounts(filter: $filter) {
      mine
      mineOverdue
      unassigned
      overdue
      followUp
    }
  }
`)

export const CHANGED = graphql(`
  subscription WorkListChanged {
    workListChanged {
      taskId
      refetch
      version
      task {
        ...TaskRow
      }
    }
  }
`)

export const CANDIDATES = graphql(`
  query Candidates($id: ID!) {
    task(id: $id) {
      id
      candidates {
        id
        name
      }
    }
  }
`)

export const CLAIM_MANY = graphql(`
  mutation ClaimTasks($input: ClaimTasksInput!) {
    claimTasks(input: $input) {
      results {
        id
        task {
          ...TaskRow
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

export const RELEASE_MANY = graphql(`
  mutation ReleaseTasks($input: ReleaseTasksInput!) {
    releaseTasks(input: $input) {
      results {
        id
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

export const ASSIGN_MANY = graphql(`
  mutation AssignTasks($input: AssignTasksInput!) {
    assignTasks(input: $input) {
      results {
        id
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

export const VIEWS = graphql(`
  query WorkListViews {
    workListViews {
      ...SavedView
    }
  }

  fragment SavedView on WorkListView {
    id
    name
    isMine
    isDefault
    version
    columns
    sort
    owner {
      id
      name
    }
    sharedWith {
      id
      name
    }
    filter {
      bodyIds
      dueWithinDays
      kinds
      priorityUntil
      processes
      roles
      search
      shelf
    }
  }
`)

export type SavedView = WorkListViewsQuery['workListViews'][number]

export const SAVE_VIEW = graphql(`
  mutation SaveWorkListView($input: SaveWorkListViewInput!) {
    saveWorkListView(input: $input) {
      view {
        ...SavedView
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`)

export const DELETE_VIEW = graphql(`
  mutation DeleteWorkListView($input: DeleteWorkListViewInput!) {
    deleteWorkListView(input: $input) {
      deletedId
      userErrors {
        code
        field
        message
      }
    }
  }
`)

export const RELEASE = graphql(`
  mutation ReleaseTask($input: ReleaseTaskInput!) {
    releaseTask(input: $input) {
      task {
        ...TaskRow
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`)

export const ASSIGN = graphql(`
  mutation AssignTask($input: AssignTaskInput!) {
    assignTask(input: $input) {
      task {
        ...TaskRow
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`)
