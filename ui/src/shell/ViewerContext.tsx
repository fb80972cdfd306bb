// Who works here, for every page below the shell.
import { createContext, useContext } from 'react'
import type { ViewerQuery } from '../gql/graphql'

export type Viewer = ViewerQuery['viewer']

const Context = createContext<Viewer | null>(null)

export const ViewerProvider = Context.Provider

export function useViewer(): Viewer {
  const viewer = useContext(Context)
  if (viewer === null) throw new Error('useViewer outside of the shell')
  return viewer
}
