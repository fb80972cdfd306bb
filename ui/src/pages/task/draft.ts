// Unfinished typing is saved by itself: here at once, on the server a moment later. What another window saved meanwhile
// is never overwritten: both are shown and the person decides.
import type { Client } from '@urql/core'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useClient } from 'urql'
import { onBack } from '../../state/connection'
import { keep, readKept } from '../../state/kept'
import { READ_DRAFT, SAVE_DRAFT } from './queries'

/** What is kept: the chosen outcome and a form for each one touched. */
export type DraftData = { outcome: string | null; forms: Record<string, unknown> }

export type DraftState =
  | { is: 'clean' }
  | { is: 'waiting' }
  | { is: 'saving' }
  | { is: 'saved'; at: string }
  /** Kept in this browser only, until the server can be reached. */
  | { is: 'kept_here' }
  | { is: 'conflict'; theirs: DraftData; theirsAt: string; theirVersion: number }

type SavedDraft = { data: unknown; savedAt: string; version: number }
type Local = { data: DraftData; version: number }

const PAUSE_MS = 900
const CHANGED = 'DRAFT_CHANGED'

export function asDraft(data: unknown): DraftData {
  const raw = typeof data === 'object' && data !== null ? (data as Partial<DraftData>) : {}
  const forms = typeof raw.forms === 'object' && raw.forms !== null ? raw.forms : {}
  return { outcome: typeof raw.outcome === 'string' ? raw.outcome : null, forms }
}

function localKey(personId: string, taskId: string): string {
  return `verbund.draft.${personId}.${taskId}`
}

function readLocal(key: string): Local | null {
  try {
    const read: unknown = JSON.parse(readKept(key) ?? 'null')
    if (typeof read !== 'object' || read === null || !('data' in read) || !('version' in read)) return null
    return { data: asDraft(read.data), version: Number(read.version) }
  } catch {
    return null
  }
}

export function useDraft(taskId: string, personId: string, saved: SavedDraft | null, open: boolean) {
  const client = useClient()
  const key = localKey(personId, taskId)
  const [begun] = useState(() => beginning(readLocal(key), saved))
  const [data, setData] = useState<DraftData>(begun.data)
  const [state, setState] = useState<DraftState>(begun.state)
  const version = useRef(begun.version)
  const latest = useRef(data)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const running = useRef<Promise<void>>(undefined)

  const save = useCallback(async () => {
    clearTimeout(timer.current)
    await running.current
    const sent = latest.current
    setState({ is: 'saving' })
    const attempt = saveOnce(client, taskId, sent, version.current).then(result => {
      if (result.is === 'saved') {
        version.current = result.version
        if (latest.current === sent) {
          keep(key, null)
          setState({ is: 'saved', at: result.at })
        }
      } else setState(result)
    })
    running.current = attempt
    await attempt
  }, [client, taskId, key])

  const change = useCallback(
    (next: (now: DraftData) => DraftData) => {
      const after = next(latest.current)
      latest.current = after
      setData(after)
      if (!open) return
      keep(key, JSON.stringify({ data: after, version: version.current }))
      setState(was => (was.is === 'conflict' ? was : { is: 'waiting' }))
      clearTimeout(timer.current)
      timer.current = setTimeout(() => void save(), PAUSE_MS)
    },
    [key, open, save],
  )

  useSaveAgain(state, save)
  // leaving the page with something unsaved: sent at once, and kept here in any case
  useEffect(
    () => () => {
      if (timer.current === undefined) return
      clearTimeout(timer.current)
      if (readLocal(key))
        void saveOnce(client, taskId, latest.current, version.current).then(forgetIfSaved(key))
    },
    [client, key, taskId],
  )

  const settle = (mine: boolean) => {
    if (state.is !== 'conflict') return
    version.current = state.theirVersion
    if (mine) {
      setState({ is: 'waiting' })
      void save()
    } else {
      latest.current = state.theirs
      setData(state.theirs)
      keep(key, null)
      setState({ is: 'saved', at: state.theirsAt })
    }
  }
  /** Nothing is left to save: the task is done. */
  const end = () => {
    clearTimeout(timer.current)
    timer.current = undefined
    keep(key, null)
    setState({ is: 'clean' })
  }
  return { data, state, change, settle, end }
}

function forgetIfSaved(key: string) {
  return (result: Awaited<ReturnType<typeof saveOnce>>) => {
    if (result.is === 'saved') keep(key, null)
  }
}

/** What was kept here wins when it grew out of what the server has; else both are shown. */
export function beginning(
  local: Local | null,
  saved: SavedDraft | null,
): { data: DraftData; version: number; state: DraftState } {
  const version = saved?.version ?? 0
  if (local === null) {
    const state: DraftState = saved ? { is: 'saved', at: saved.savedAt } : { is: 'clean' }
    return { data: asDraft(saved?.data), version, state }
  }
  if (saved === null || local.version === version)
    return { data: local.data, version, state: { is: 'kept_here' } }
  const theirs = { theirs: asDraft(saved.data), theirsAt: saved.savedAt, theirVersion: saved.version }
  return { data: local.data, version: local.version, state: { is: 'conflict', ...theirs } }
}

async function saveOnce(client: Client, taskId: string, data: DraftData, version: number) {
  const { data: answer } = await client.mutation(SAVE_DRAFT, { input: { taskId, data, version } }).toPromise()
  const draft = answer?.saveDraft.draft
  if (draft) return { is: 'saved' as const, at: draft.savedAt, version: draft.version }
  if (!answer?.saveDraft.userErrors.some(error => error.code === CHANGED)) return { is: 'kept_here' as const }
  const read = await client.query(READ_DRAFT, { id: taskId }, { requestPolicy: 'network-only' }).toPromise()
  const theirs = read.data?.task?.draft
  if (!theirs) return { is: 'kept_here' as const }
  const conflict = { theirs: asDraft(theirs.data), theirsAt: theirs.savedAt, theirVersion: theirs.version }
  return { is: 'conflict' as const, ...conflict }
}

/** What only this browser has is sent when the server is back, and right after the page was opened. */
function useSaveAgain(state: DraftState, save: () => Promise<void>) {
  const now = useRef(state)
  now.current = state
  useEffect(() => {
    const again = () => {
      if (now.current.is === 'kept_here') void save()
    }
    again()
    return onBack(again)
  }, [save])
}
