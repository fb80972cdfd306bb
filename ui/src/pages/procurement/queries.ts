// Asking for something to be bought.
import { graphql } from '../../gql'

export const START = graphql(`
  mutation StartProcurement($input: StartProcurementInput!) {
    startProcurement(input: $input) {
      case {
        id
        fileReference
      }
      userErrors {
        field
        code
        message
      }
    }
  }
`)
