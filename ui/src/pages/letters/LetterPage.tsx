// One letter of a case: written beside its sheet, saved in versions, released by a person, then sent and recorded.
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useIntl } from 'react-intl'
import { useMutation, useQuery } from 'urql'
import { outcomeOf } from '../../api/outcome'
import { day, instant } from '../../format/day'
import { useText } from '../../messages/text'
import { Alert } from '../../parts/Alert'
import { Badge } from '../../parts/Badge'
import { Button } from '../../parts/Button'
import { Dialog } from '../../parts/Dialog'
import { Field } from '../../parts/Field'
import { Icon } from '../../parts/Icon'
import { PageTitle } from '../../parts/PageTitle'
import { QueryFault } from '../../parts/QueryFault'
import { Waiting } from '../../parts/Waiting'
import { NotFound } from '../../shell/NotFound'
import { useViewer } from '../../shell/ViewerContext'
import { notify } from '../../state/notices'
import { nameOf } from '../case/names'
import { useTyped } from './kept'
import { EDIT, LETTERS, type Letter, RELEASE, TEMPLATES } from './queries'
import { Sent } from './Sent'
import { SheetPreview } from './SheetPreview'
import './letters.css'

export function LetterPage() {
  const t = useText()
  const { caseId, number } = useParams({ strict: false }) as { caseId: string; number: string }
  const [{ data, error }, again] = useQuery({ query: LETTERS, variables: { id: caseId } })
  if (error && !data)
    return <QueryFault error={error} retry={() => again({ requestPolicy: 'network-only' })} />
  if (!data) return <Waiting />
  const found = data.case?.letters.find(one => String(one.number) === number)
  if (!data.case || !found) return <NotFound />
  const refetch = () => again({ requestPolicy: 'network-only' })
  const facts = data.case
  return (
    <>
      <PageTitle
        about={`${caseId} ${number}`}
        title={found.versions.at(-1)?.subject ?? found.title ?? ''}
        above={
          <>
            <Link to="/vorgaenge/$caseId" params={{ caseId }} className="back">
              <Icon name="arrow-back" />
              {facts.subject}
            </Link>
            <span>{facts.body?.name}</span>
            <span>{facts.fileReference}</span>
          </>
        }
        beside={
          <>
            <Badge>{found.title ?? ''}</Badge>
            <Badge tone={found.releasedAt ? 'success' : 'info'}>
              {found.releasedAt ? t('letters.released') : t('letters.draft')}
            </Badge>
          </>
        }
      />
      {/* a new version begins anew, with what was typed on top of the old one still in this browser */}
      <OneLetter
        key={`${found.number} ${found.version} ${found.releasedAt ?? ''}`}
        letter={found}
        caseId={caseId}
        bodyId={facts.body?.id ?? ''}
        reference={facts.fileReference}
        refetch={refetch}
      />
    </>
  )
}

type Props = { letter: Letter; caseId: string; bodyId: string; reference: string; refetch: () => void }

function OneLetter({ letter, caseId, bodyId, reference, refetch }: Props) {
  const t = useText()
  const { locale } = useIntl()
  const viewer = useViewer()
  const [templates] = useQuery({ query: TEMPLATES, variables: { bodyId } })
  const letterhead = templates.data?.letterTemplates.find(one => one.kind === letter.kind) ?? null
  const newest = letter.versions.at(-1)
  const base = {
    recipient: newest?.recipient ?? '',
    subject: newest?.subject ?? '',
    text: newest?.text ?? '',
  }
  const { typed, set, changed } = useTyped(`verbund.letter.${letter.number}`, String(letter.version), base)
  const { save, release, saving, releasing, refused } = useVerbs(letter, typed, refetch)
  const [asking, setAsking] = useState(false)
  const open = !letter.releasedAt
  const days = day(letter.releasedAt?.slice(0, 10) ?? viewer.today, locale)
  return (
    <div className="letter">
      <div className="letter__work no-print">
        {refused && <Alert tone="danger" title={refused} live />}
        {open ? (
          <form
            className="letter__form"
            onSubmit={event => {
              event.preventDefault()
              void save()
            }}
          >
            <Field
              id="recipient"
              label={t('letters.recipient')}
              hint={t('letters.recipient_hint')}
              value={typed.recipient}
              set={set('recipient')}
              long
            />
            <Field id="subject" label={t('letters.subject')} value={typed.subject} set={set('subject')} />
            <Field
              id="text"
              label={t('letters.text')}
              hint={t('letters.text_hint')}
              value={typed.text}
              set={set('text')}
              long
              rows={14}
            />
            <div className="letter__verbs">
              <Button submit kind={changed ? 'primary' : 'secondary'} busy={saving} disabled={!changed}>
                {t('letters.save')}
              </Button>
              <Button
                kind={changed ? 'secondary' : 'primary'}
                disabled={changed}
                onClick={() => setAsking(true)}
              >
                {t('letters.release')}
              </Button>
              <span className="muted" role="status">
                {changed ? t('letters.unsaved') : t('letters.saved', { number: letter.version })}
              </span>
            </div>
          </form>
        ) : (
          <Sent letter={letter} refetch={refetch} />
        )}
        <Versions letter={letter} />
      </div>
      <SheetPreview
        letterhead={letterhead}
        {...typed}
        information={[
          [t('letters.our_reference'), reference],
          [t('letters.date'), days],
        ]}
      />
      {asking && (
        <Dialog
          title={t('letters.release_title')}
          onClose={() => setAsking(false)}
          footer={
            <>
              <Button
                kind="primary"
                busy={releasing}
                onClick={() => void release().then(() => setAsking(false))}
              >
                {t('letters.release')}
              </Button>
              <Button onClick={() => setAsking(false)}>{t('letters.cancel')}</Button>
            </>
          }
        >
          <p className="kern-body">{t('letters.release_body')}</p>
        </Dialog>
      )}
      <Link className="kern-link no-print" to="/vorgaenge/$caseId" params={{ caseId }}>
        {t('letters.back_to_case')}
      </Link>
    </div>
  )
}

function useVerbs(
  letter: Letter,
  typed: { recipient: string; subject: string; text: string },
  refetch: () => void,
) {
  const t = useText()
  const [editing, edit] = useMutation(EDIT)
  const [freeing, free] = useMutation(RELEASE)
  const [refused, setRefused] = useState<string | null>(null)
  const told = (
    outcome: ReturnType<typeof outcomeOf<{ userErrors: { code: string; message: string }[] }>>,
    done: string,
  ) => {
    if (outcome.kind === 'done') {
      setRefused(null)
      notify({ tone: 'success', text: done })
      refetch()
    } else {
      setRefused(
        outcome.kind === 'refused' ? outcome.errors.map(one => one.message).join(' ') : t('letters.failed'),
      )
    }
  }
  const save = async () => {
    const { data, error } = await edit({
      input: { letter: letter.number, version: letter.version, ...typed },
    })
    told(outcomeOf(data?.editLetter, error), t('letters.saved_now'))
  }
  const release = async () => {
    const { data, error } = await free({ input: { letter: letter.number, version: letter.version } })
    told(outcomeOf(data?.releaseLetter, error), t('letters.released_now'))
  }
  return { save, release, saving: editing.fetching, releasing: freeing.fetching, refused }
}

function Versions({ letter }: { letter: Letter }) {
  const t = useText()
  const { locale } = useIntl()
  return (
    <details className="letter__versions">
      <summary>{t('letters.versions', { count: letter.versions.length })}</summary>
      <ol reversed>
        {letter.versions.toReversed().map(version => (
          <li key={version.version}>
            <details>
              <summary>
                {t('letters.version', {
                  number: version.version,
                  name: nameOf(version.savedBy, t),
                  when: instant(version.savedAt, locale),
                })}
              </summary>
              <p className="letter__old">{version.recipient}</p>
              <p className="letter__old">
                <strong>{version.subject}</strong>
              </p>
              <p className="letter__old">{version.text}</p>
            </details>
          </li>
        ))}
      </ol>
    </details>
  )
}
