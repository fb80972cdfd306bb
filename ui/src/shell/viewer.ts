// Who is signed in, with the rights of this moment.
import { graphql } from '../gql'

export const VIEWER = graphql(`
  query Viewer {
    viewer {
      name
      today
      person {
        id
        name
      }
      grants {
        role
        roleTitle
        area
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
    }
  }
`)
