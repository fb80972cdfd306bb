// What administrators read: a body with its persons and rights, cooperations, signatures, sight.
import { graphql } from '../../gql'
import type { AdministrationQuery, ApprovalRulesQuery, CooperationsQuery } from '../../gql/graphql'

export const ADMINISTRATION = graphql(`
  query Administration($bodyId: ID!) {
    administration(bodyId: $bodyId) {
      mayChange
      body {
        id
        ars
        name
        kind
        population
        populationOn
        officeBody {
          id
          name
        }
      }
      record {
        id
      }
      persons {
        name
        subject
        deactivatedAt
        person {
          id
        }
        grants {
          number
          role
          roleTitle
          area
          areaTitle
          validFrom
          validTo
          countsToday
        }
        limits {
          limit
          validFrom
          validTo
        }
      }
    }
  }
`)

export type Administration = NonNullable<AdministrationQuery['administration']>
export type AdministeredPerson = Administration['persons'][number]

export const COOPERATIONS = graphql(`
  query Cooperations {
    cooperations {
      id
      code
      name
      leadBody {
        id
        name
      }
      members {
        id
        name
      }
    }
    bodies {
      id
      name
    }
  }
`)

export type Cooperation = CooperationsQuery['cooperations'][number]

export const MEMBERSHIPS = graphql(`
  query Memberships($cooperationId: ID!) {
    memberships(cooperationId: $cooperationId) {
      validFrom
      validTo
      body {
        id
        name
      }
    }
  }
`)

export const APPROVAL_RULES = graphql(`
  query ApprovalRules {
    approvalRules {
      id
      kind
      fromAmount
      signaturesNeeded
      validFrom
      validTo
      source
      body {
        id
        name
      }
      setBy {
        id
        name
      }
    }
  }
`)

export type ApprovalRule = ApprovalRulesQuery['approvalRules'][number]

export const SIGHT = graphql(`
  query Sight($personId: ID!, $on: NaiveDate) {
    sight(personId: $personId, on: $on) {
      on
      person {
        id
        name
      }
      bodies {
        id
        name
      }
      grants {
        role
        roleTitle
        area
        validFrom
        validTo
        body {
          id
          name
        }
        holder {
          id
          name
        }
      }
      lanes {
        unassigned
        overdue
        grant {
          role
          roleTitle
          body {
            id
            name
          }
        }
      }
    }
  }
`)
