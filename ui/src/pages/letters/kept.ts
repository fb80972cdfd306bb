// What was typed and is not saved yet, kept in this browser: a reload or an ended session loses nothing.
import { useEffect, useState } from 'react'
import { keep, readKept } from '../../state/kept'

export type Typed = Record<string, string>

/** `base` is what the server has; `mark` names its version: what grew out of an older one is not taken up. */
export function useTyped<T extends Typed>(key: string, mark: string, base: T) {
  const [typed, setTyped] = useState<T>(() => restored(key, mark, base))
  const changed = Object.keys(base).some(name => typed[name] !== base[name])
  useEffect(() => {
    keep(key, changed ? JSON.stringify({ mark, typed }) : null)
  }, [key, mark, typed, changed])
  const set = (name: keyof T & string) => (value: string) => setTyped(now => ({ ...now, [name]: value }))
  return { typed, set, changed, reset: (to: T) => setTyped(to) }
}

export function restored<T extends Typed>(key: string, mark: string, base: T): T {
  try {
    const kept = JSON.parse(readKept(key) ?? 'null') as { mark?: unknown; typed?: Typed } | null
    if (kept?.mark !== mark || typeof kept.typed !== 'object') return base
    const names = Object.keys(base).filter(name => typeof kept.typed?.[name] === 'string')
    return { ...base, ...Object.fromEntries(names.map(name => [name, kept.typed?.[name]])) }
  } catch {
    return base
  }
}
