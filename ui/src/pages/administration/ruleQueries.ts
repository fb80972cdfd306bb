// Rules of procurement law as they hold for a body, and proposals to change them.
import { graphql } from '../../gql'
import type { RulesQuery } from '../../gql/graphql'

export const RULES = graphql(`
  query Rules($bodyId: ID!) {
    procurementRules(bodyId: $bodyId) {
      ...RuleFacts
    }
    ruleChanges(bodyId: $bodyId) {
      number
      kind
      state
      source
      lastOn
      proposedAt
      decidedAt
      proposedBy {
        id
        name
      }
      decidedBy {
        id
        name
      }
      rule {
        ...RuleFacts
      }
    }
  }

  fragment RuleFacts on RuleRecord {
    key
    category
    procedure
    procedureTitle
    place
    limit
    limitKind
    comparison
    confidence
    unconfirmed
    minInvited
    rotate
    own
    source
    validFrom
    validTo
    holdsToday
  }
`)

export type Rule = RulesQuery['procurementRules'][number]
export type RuleChange = RulesQuery['ruleChanges'][number]

export const PROPOSE_RULE = graphql(`
  mutation ProposeRule($input: ProposeRuleInput!) {
    proposeRule(input: $input) {
      userErrors {
        code
        field
        message
      }
    }
  }
`)

export const PROPOSE_RULE_END = graphql(`
  mutation ProposeRuleEnd($input: ProposeRuleEndInput!) {
    proposeRuleEnd(input: $input) {
      userErrors {
        code
        field
        message
      }
    }
  }
`)

export const DECIDE_RULE_CHANGE = graphql(`
  mutation DecideRuleChange($input: DecideRuleChangeInput!) {
    decideRuleChange(input: $input) {
      userErrors {
        code
        field
        message
      }
    }
  }
`)
