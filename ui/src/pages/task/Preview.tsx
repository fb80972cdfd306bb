// Shows a document in the page: fetched with the session, shown as image, PDF or plain text, never as a page of ours.
import { useEffect, useState } from 'react'
import { useText } from '../../messages/text'
import { Dialog } from '../../parts/Dialog'
import { Waiting } from '../../parts/Waiting'
import { previewKind } from './documents'
import type { CaseDocument } from './queries'

const TEXT_LIMIT = 200_000

type Shown = { kind: 'image' | 'pdf'; url: string } | { kind: 'text'; text: string } | { kind: 'failed' }

export function Preview({ document, onClose }: { document: CaseDocument; onClose: () => void }) {
  const t = useText()
  const shown = useContents(document)
  return (
    <Dialog title={document.name} onClose={onClose} wide>
      {shown === null && <Waiting />}
      {shown?.kind === 'image' && <img src={shown.url} alt={document.name} className="preview" />}
      {shown?.kind === 'pdf' && (
        <iframe src={shown.url} title={document.name} className="preview preview--pdf" />
      )}
      {shown?.kind === 'text' && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long text must be scrollable by keyboard
        <pre className="preview" tabIndex={0}>
          {shown.text}
        </pre>
      )}
      {shown?.kind === 'failed' && <p className="kern-body">{t('task.document.not_shown')}</p>}
    </Dialog>
  )
}

function useContents(document: CaseDocument): Shown | null {
  const [shown, setShown] = useState<Shown | null>(null)
  const newest = document.versions.at(-1)
  const kind = newest ? previewKind(newest.mediaType, document.name) : null
  useEffect(() => {
    let url: string | null = null
    let gone = false
    const load = async () => {
      const answer = await fetch(`/documents/${document.number}`)
      if (!answer.ok || kind === null) throw new Error('not to be shown')
      if (kind === 'text') {
        const text = await answer.text()
        if (!gone) setShown({ kind, text: text.slice(0, TEXT_LIMIT) })
        return
      }
      const blob = new Blob([await answer.blob()], { type: newest?.mediaType })
      if (gone) return
      url = URL.createObjectURL(blob)
      setShown({ kind, url })
    }
    load().catch(() => {
      if (!gone) setShown({ kind: 'failed' })
    })
    return () => {
      gone = true
      if (url) URL.revokeObjectURL(url)
    }
  }, [document.number, kind, newest?.mediaType])
  return shown
}
