// What the address of the administration names: which municipality, which part.

export const PARTS = ['personen', 'zusammenarbeit', 'unterschriften', 'regeln', 'einsicht'] as const
export type Part = (typeof PARTS)[number]
export type AdministrationSearch = { kommune?: string; bereich?: Part }

export function readAdministrationSearch(raw: Record<string, unknown>): AdministrationSearch {
  const bereich = PARTS.find(part => part === raw.bereich)
  return {
    ...(typeof raw.kommune === 'string' && { kommune: raw.kommune }),
    ...(bereich && { bereich }),
  }
}
