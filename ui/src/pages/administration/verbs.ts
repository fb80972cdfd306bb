// Every change administrators make; each is journalled by the server.
import { graphql } from '../../gql'

export const CREATE_PERSON = graphql(`
  mutation CreatePerson($input: CreatePersonInput!) {
    createPerson(input: $input) {
      userErrors {
        code
        field
        message
      }
    }
  }
`)

export const GRANT_ROLE = graphql(`
  mutation GrantRole($input: GrantRoleInput!) {
    grantRole(input: $input) {
      userErrors {
        code
        field
        message
      }
    }
  }
`)

export const REVOKE_ROLE = graphql(`
  mutation RevokeRole($input: RevokeRoleInput!) {
    revokeRole(input: $input) {
      userErrors {
        code
        field
        message
      }
    }
  }
`)

export const SET_LIMIT = graphql(`
  mutation SetOrderingLimit($input: SetOrderingLimitInput!) {
    setOrderingLimit(input: $input) {
      userErrors {
        code
        field
        message
      }
    }
  }
`)

export const DEACTIVATE = graphql(`
  mutation DeactivatePerson($input: DeactivatePersonInput!) {
    deactivatePerson(input: $input) {
      userErrors {
        code
        field
        message
      }
    }
  }
`)

export const ADD_MEMBER = graphql(`
  mutation AddMember($input: AddMemberInput!) {
    addMember(input: $input) {
      userErrors {
        code
        field
        message
      }
    }
  }
`)

export const END_MEMBERSHIP = graphql(`
  mutation EndMembership($input: EndMembershipInput!) {
    endMembership(input: $input) {
      userErrors {
        code
        field
        message
      }
    }
  }
`)

export const CHANGE_COOPERATION = graphql(`
  mutation ChangeCooperation($input: ChangeCooperationInput!) {
    changeCooperation(input: $input) {
      userErrors {
        code
        field
        message
      }
    }
  }
`)

export const CHANGE_BODY = graphql(`
  mutation ChangeBody($input: ChangeBodyInput!) {
    changeBody(input: $input) {
      userErrors {
        code
        field
        message
      }
    }
  }
`)

export const ADD_APPROVAL_RULE = graphql(`
  mutation AddApprovalRule($input: AddApprovalRuleInput!) {
    addApprovalRule(input: $input) {
      userErrors {
        code
        field
        message
      }
    }
  }
`)
