// Bodies whose people the viewer leads: their leaders set deputies and absences, and move work.
import type { Viewer } from '../../shell/ViewerContext'

export type Named = { id: string; name: string }

/** Every body once, of which somebody holds a right that `counts`. */
export function bodiesOf(
  viewer: Viewer,
  counts: (grant: Viewer['grants'][number]) => boolean,
): readonly Named[] {
  const found = new Map<string, Named>()
  for (const grant of viewer.grants) {
    if (grant.body && counts(grant)) found.set(grant.body.id, { id: grant.body.id, name: grant.body.name })
  }
  return [...found.values()].sort((one, other) => one.name.localeCompare(other.name, 'de'))
}

export function ledBodies(viewer: Viewer): readonly Named[] {
  return bodiesOf(viewer, grant => grant.role === 'LEAD')
}
