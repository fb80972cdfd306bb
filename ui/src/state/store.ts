// A value that components can watch: the smallest thing React's useSyncExternalStore needs.
// For what belongs to the whole page (session, connection, appearance), not for server data: that is urql's.
import { useSyncExternalStore } from 'react'

export type Store<T> = {
  get: () => T
  set: (next: T | ((now: T) => T)) => void
  subscribe: (changed: () => void) => () => void
}

export function createStore<T>(initial: T): Store<T> {
  let value = initial
  const watchers = new Set<() => void>()
  return {
    get: () => value,
    set: next => {
      const after = typeof next === 'function' ? (next as (now: T) => T)(value) : next
      if (Object.is(after, value)) return
      value = after
      for (const tell of watchers) tell()
    },
    subscribe: changed => {
      watchers.add(changed)
      return () => watchers.delete(changed)
    },
  }
}

export function useStore<T>(store: Store<T>): T {
  return useSyncExternalStore(store.subscribe, store.get)
}
