// Documents of the case: look, fetch, add. They travel beside GraphQL as raw bytes, under the same rights.
import { useRef, useState } from 'react'
import { useIntl } from 'react-intl'
import { instant } from '../../format/day'
import { useText } from '../../messages/text'
import { Badge } from '../../parts/Badge'
import { Button } from '../../parts/Button'
import { Icon } from '../../parts/Icon'
import { announce } from '../../state/announce'
import { notify } from '../../state/notices'
import { previewKind, sizeWords, upload } from './documents'
import { Preview } from './Preview'
import type { CaseDocument, CaseFacts } from './queries'
import { Section } from './Section'

export function Documents({ facts, refetch }: { facts: CaseFacts; refetch: () => void }) {
  const t = useText()
  const [shown, setShown] = useState<CaseDocument | null>(null)
  return (
    <Section title={t('task.documents')} count={facts.documents.length} open>
      <ul className="documents">
        {facts.documents.map(document => (
          <OneDocument key={document.id} document={document} show={() => setShown(document)} />
        ))}
      </ul>
      {facts.endedAt == null && <Upload caseNumber={facts.number} refetch={refetch} />}
      {shown && <Preview document={shown} onClose={() => setShown(null)} />}
    </Section>
  )
}

function OneDocument({ document, show }: { document: CaseDocument; show: () => void }) {
  const t = useText()
  const { locale } = useIntl()
  const newest = document.versions.at(-1)
  const check = newest?.invoiceCheck
  return (
    <li>
      <div className="documents__name">
        <strong>{document.name}</strong>
        <span className="muted">
          {newest && `${sizeWords(newest.sizeBytes, locale)} · ${instant(newest.storedAt, locale)}`}
        </span>
        {check && (
          <Badge tone={check.valid ? 'success' : 'danger'}>
            {check.valid ? t('task.document.invoice_valid') : t('task.document.invoice_invalid')}
          </Badge>
        )}
      </div>
      {newest && previewKind(newest.mediaType, document.name) !== null && (
        <Button small onClick={show}>
          {t('task.document.show')}
        </Button>
      )}
      <a
        className="icon-btn"
        href={`/documents/${document.number}`}
        download={document.name}
        aria-label={t('task.document.download', { name: document.name })}
      >
        <Icon name="download" />
      </a>
    </li>
  )
}

function Upload({ caseNumber, refetch }: { caseNumber: number; refetch: () => void }) {
  const t = useText()
  const input = useRef<HTMLInputElement>(null)
  const [percent, setPercent] = useState<number | null>(null)
  const [over, setOver] = useState(false)
  const send = async (files: FileList | null) => {
    for (const file of files ?? []) {
      setPercent(0)
      const result = await upload(caseNumber, file, setPercent)
      setPercent(null)
      if (result.ok) announce(t('task.document.added', { name: file.name }))
      else
        notify({
          tone: 'danger',
          text: t('task.document.failed', { name: file.name, why: result.words ?? '' }),
        })
    }
    if (input.current) input.current.value = ''
    refetch()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an addition; the button does the same
    <div
      className={over ? 'drop drop--over' : 'drop'}
      onDragOver={event => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={event => {
        event.preventDefault()
        setOver(false)
        void send(event.dataTransfer.files)
      }}
    >
      <input
        ref={input}
        type="file"
        multiple
        className="kern-sr-only"
        tabIndex={-1}
        aria-label={t('task.document.add')}
        onChange={event => void send(event.target.files)}
      />
      <Button small icon="drive-folder-upload" busy={percent !== null} onClick={() => input.current?.click()}>
        {percent === null ? t('task.document.add') : t('task.document.sending', { percent })}
      </Button>
      <span className="muted">{t('task.document.drop')}</span>
    </div>
  )
}
