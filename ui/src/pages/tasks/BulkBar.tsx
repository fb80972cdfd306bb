// What can be done with the chosen rows. It appears at the lower edge and takes neither place nor focus from the list.
import { useState } from 'react'
import { useClient } from 'urql'
import { useText } from '../../messages/text'
import { Button } from '../../parts/Button'
import { Dialog } from '../../parts/Dialog'
import { announce } from '../../state/announce'
import { notify } from '../../state/notices'
import { AssignDialog } from './AssignDialog'
import { assignMany, type BulkResult, claimMany, releaseMany } from './bulk'
import type { TaskRow } from './queries'

type Props = {
  rows: TaskRow[]
  assigning: boolean
  setAssigning: (open: boolean) => void
  done: () => void
  clear: () => void
}

/** Does it and says what became of it; for the bar and for keys. */
export function useBulk(done: () => void) {
  const t = useText()
  const client = useClient()
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<BulkResult['refused']>([])
  const run = async (what: 'claim' | 'release' | 'assign', rows: TaskRow[], personId = '') => {
    if (busy || rows.length === 0) return
    setBusy(true)
    const result =
      what === 'claim'
        ? await claimMany(client, rows)
        : what === 'release'
          ? await releaseMany(client, rows)
          : await assignMany(client, rows, personId)
    setBusy(false)
    const words = t(`tasks.bulk.${what}_done`, { count: result.done })
    if (result.done > 0) notify({ tone: 'success', text: words })
    if (result.failed) notify({ tone: 'danger', text: t('tasks.bulk.failed') })
    setRefused(result.refused)
    announce(words)
    done()
  }
  return { run, busy, refused, clearRefused: () => setRefused([]) }
}

export function BulkBar({ rows, assigning, setAssigning, done, clear }: Props) {
  const t = useText()
  const bulk = useBulk(done)
  return (
    <>
      {rows.length > 0 && (
        <section className="bulk" aria-label={t('tasks.bulk.label')}>
          <strong>{t('tasks.bulk.chosen', { count: rows.length })}</strong>
          <Button kind="primary" small busy={bulk.busy} onClick={() => void bulk.run('claim', rows)}>
            {t('tasks.claim')}
          </Button>
          <Button small busy={bulk.busy} onClick={() => setAssigning(true)}>
            {t('tasks.assign')}
          </Button>
          <Button small busy={bulk.busy} onClick={() => void bulk.run('release', rows)}>
            {t('tasks.release')}
          </Button>
          <Button kind="tertiary" small onClick={clear}>
            {t('tasks.bulk.clear')}
          </Button>
        </section>
      )}
      {assigning && (
        <AssignDialog
          rows={rows}
          onClose={() => setAssigning(false)}
          onChosen={personId => {
            setAssigning(false)
            void bulk.run('assign', rows, personId)
          }}
        />
      )}
      {bulk.refused.length > 0 && (
        <Dialog title={t('tasks.bulk.refused', { count: bulk.refused.length })} onClose={bulk.clearRefused}>
          <ul className="plain-list">
            {bulk.refused.map(({ row, message }) => (
              <li key={row.id}>
                <strong>{row.case ? `${row.title}: ${row.case.subject}` : row.title}</strong>
                <br />
                {message}
              </li>
            ))}
          </ul>
        </Dialog>
      )}
    </>
  )
}
