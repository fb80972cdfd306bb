// Letters of a case and the templates of a body.
import { graphql } from '../../gql'
import type { LetterPartsFragment, LetterTemplatePartsFragment } from '../../gql/graphql'

export const LETTERS = graphql(`
  query CaseLetters($id: ID!) {
    case(id: $id) {
      id
      subject
      fileReference
      body {
        id
        name
      }
      letters {
        ...LetterParts
      }
      procurement {
        quotes {
          chosen
          supplier {
            id
            number
            name
          }
        }
      }
    }
  }

  fragment LetterParts on Letter {
    number
    kind
    title
    version
    releasedAt
    releasedBy {
      id
      name
    }
    supplier {
      id
      name
    }
    versions {
      version
      recipient
      subject
      text
      savedAt
      savedBy {
        id
        name
      }
    }
    document {
      id
      number
      name
    }
    dispatches {
      channel
      dispatchedAt
      recordedBy {
        id
        name
      }
    }
  }
`)

export type Letter = LetterPartsFragment

export const DRAFT = graphql(`
  mutation DraftLetter($input: DraftLetterInput!) {
    draftLetter(input: $input) {
      letter {
        ...LetterParts
      }
      userErrors {
        field
        code
        message
      }
    }
  }
`)

export const EDIT = graphql(`
  mutation EditLetter($input: EditLetterInput!) {
    editLetter(input: $input) {
      letter {
        ...LetterParts
      }
      userErrors {
        field
        code
        message
      }
    }
  }
`)

export const RELEASE = graphql(`
  mutation ReleaseLetter($input: ReleaseLetterInput!) {
    releaseLetter(input: $input) {
      letter {
        ...LetterParts
      }
      userErrors {
        field
        code
        message
      }
    }
  }
`)

export const DISPATCH = graphql(`
  mutation RecordDispatch($input: RecordDispatchInput!) {
    recordDispatch(input: $input) {
      letter {
        ...LetterParts
      }
      userErrors {
        field
        code
        message
      }
    }
  }
`)

export const TEMPLATES = graphql(`
  query LetterTemplates($bodyId: ID!) {
    letterTemplates(bodyId: $bodyId) {
      ...LetterTemplateParts
    }
    letterFields
  }

  fragment LetterTemplateParts on LetterTemplate {
    kind
    version
    bodyName
    office
    returnLine
    footer
    greeting
    authority
    signer
    function
    subject
    text
    savedAt
    savedBy {
      id
      name
    }
  }
`)

export type Template = LetterTemplatePartsFragment

export const SAVE_TEMPLATE = graphql(`
  mutation SaveLetterTemplate($input: SaveLetterTemplateInput!) {
    saveLetterTemplate(input: $input) {
      template {
        ...LetterTemplateParts
      }
      userErrors {
        field
        code
        message
      }
    }
  }
`)

export const KINDS = ['ORDER', 'REJECTION', 'NOTICE', 'STATEMENT'] as const
export const CHANNELS = ['MAIL', 'POST', 'PLATFORM'] as const
