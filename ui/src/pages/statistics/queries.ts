// What leads read: spans, finished and open tasks, by step and by body.
import { graphql } from '../../gql'
import type { LeadStatisticsQuery } from '../../gql/graphql'

export const STATISTICS = graphql(`
  query LeadStatistics($firstOn: NaiveDate!, $lastOn: NaiveDate!, $division: RangeDivision!, $bodyIds: [ID!]) {
    leadStatistics(firstOn: $firstOn, lastOn: $lastOn, division: $division, bodyIds: $bodyIds) {
      spans {
        firstOn
        lastOn
      }
      finished {
        ...Counted
        span {
          firstOn
        }
        step
        stepTitle
      }
      finishedByBody {
        ...Counted
        body {
          id
          name
        }
      }
      open {
        ...Counted
        step
        stepTitle
      }
      openByBody {
        ...Counted
        body {
          id
          name
        }
      }
    }
  }

  fragment Counted on StatisticsFigure {
    tasks
    meanSeconds
    hiddenBecause
  }
`)

export type Statistics = NonNullable<LeadStatisticsQuery['leadStatistics']>
