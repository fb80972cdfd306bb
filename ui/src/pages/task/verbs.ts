// What colleagues do to a task together: hand it over, delegate it and get it back, ask and answer.
import { graphql } from '../../gql'

export const ASSIGN_WITH_NOTE = graphql(`
  mutation HandOverTask($input: AssignTaskInput!) {
    assignTask(input: $input) {
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

export const DELEGATE = graphql(`
  mutation DelegateTask($input: DelegateTaskInput!) {
    delegateTask(input: $input) {
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

export const GIVE_BACK = graphql(`
  mutation GiveBackTask($input: GiveBackTaskInput!) {
    giveBackTask(input: $input) {
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

export const TAKE_BACK = graphql(`
  mutation TakeBackTask($input: TakeBackTaskInput!) {
    takeBackTask(input: $input) {
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

export const ASK = graphql(`
  mutation AskColleague($input: AskColleagueInput!) {
    askColleague(input: $input) {
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

export const ANSWER = graphql(`
  mutation AnswerQuestion($input: AnswerQuestionInput!) {
    answerQuestion(input: $input) {
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
