// Vorlagen: for each municipality one template per kind of letter. Saving makes a new version; letters already made keep
// theirs. The sheet beside it shows what the reader will get, merge fields as they are named.
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useIntl } from 'react-intl'
import { useMutation, useQuery } from 'urql'
import { outcomeOf, type UserError } from '../../api/outcome'
import { instant } from '../../format/day'
import type { LetterKind } from '../../gql/graphql'
import { useText } from '../../messages/text'
import { Alert } from '../../parts/Alert'
import { Button } from '../../parts/Button'
import { Choice, Field } from '../../parts/Field'
import { PageTitle } from '../../parts/PageTitle'
import { QueryFault } from '../../parts/QueryFault'
import { Waiting } from '../../parts/Waiting'
import { useViewer } from '../../shell/ViewerContext'
import { notify } from '../../state/notices'
import { nameOf } from '../case/names'
import { useTyped } from './kept'
import { KINDS, SAVE_TEMPLATE, TEMPLATES, type Template } from './queries'
import { SheetPreview } from './SheetPreview'
import './letters.css'

type Search = { kommune?: unknown; art?: unknown }

export function TemplatesPage() {
  const t = useText()
  const viewer = useViewer()
  const navigate = useNavigate()
  const search: Search = useSearch({ strict: false })
  const led = new Map<string, string>()
  for (const grant of viewer.grants)
    if (grant.role === 'LEAD' && grant.body) led.set(grant.body.id, grant.body.name)
  const bodies = [...led].sort(([, a], [, b]) => a.localeCompare(b, 'de'))
  const bodyId = bodies.find(([id]) => id === search.kommune)?.[0] ?? bodies[0]?.[0] ?? ''
  const kind = KINDS.find(one => one === search.art) ?? 'ORDER'
  const [{ data, error, stale }, again] = useQuery({
    query: TEMPLATES,
    variables: { bodyId },
    pause: bodyId === '',
  })
  const refetch = () => again({ requestPolicy: 'network-only' })
  const go = (change: Record<string, string>) =>
    void navigate({ to: '/vorlagen', search: { ...search, ...change } as never, replace: true })
  const template = data?.letterTemplates.find(one => one.kind === kind) ?? null
  return (
    <>
      <PageTitle title={t('letters.templates')} />
      <p className="kern-body letters__intro">{t('letters.templates_intro')}</p>
      {bodies.length === 0 && <Alert tone="info" title={t('letters.no_right')} />}
      {bodies.length > 0 && (
        <div className="letters__choices no-print">
          <Choice
            id="kommune"
            label={t('letters.body')}
            value={bodyId}
            set={kommune => go({ kommune })}
            choices={bodies}
          />
          <Choice
            id="art"
            label={t('letters.kind')}
            value={kind}
            set={art => go({ art })}
            choices={KINDS.map(one => [one, t(`letters.kind.${one}`)])}
          />
        </div>
      )}
      {error && !data && <QueryFault error={error} retry={refetch} />}
      {bodies.length > 0 && !data && !error && <Waiting />}
      {data && !stale && (
        <OneTemplate
          key={`${bodyId} ${kind} ${template?.version ?? 0}`}
          bodyId={bodyId}
          bodyName={led.get(bodyId) ?? ''}
          kind={kind}
          template={template}
          fields={data.letterFields}
          refetch={refetch}
        />
      )}
    </>
  )
}

type Props = {
  bodyId: string
  bodyName: string
  kind: LetterKind
  template: Template | null
  fields: readonly string[]
  refetch: () => void
}

function OneTemplate({ bodyId, bodyName, kind, template, fields, refetch }: Props) {
  const t = useText()
  const { locale } = useIntl()
  const [{ fetching }, save] = useMutation(SAVE_TEMPLATE)
  const [wrong, setWrong] = useState<readonly UserError[]>([])
  const base = {
    bodyName: template?.bodyName ?? bodyName,
    office: template?.office ?? '',
    returnLine: template?.returnLine ?? '',
    footer: (template?.footer ?? []).map(column => column.join(' | ')).join('\n'),
    greeting: template?.greeting ?? 'Mit freundlichen Grüßen',
    authority: template?.authority ?? '',
    signer: template?.signer ?? '',
    function: template?.function ?? '',
    subject: template?.subject ?? '',
    text: template?.text ?? '',
  }
  const key = `verbund.template.${bodyId}.${kind}`
  const { typed, set, changed } = useTyped(key, String(template?.version ?? 0), base)
  const footer = footerOf(typed.footer)
  const send = async () => {
    const { data, error } = await save({ input: { ...typed, footer, bodyId, kind } })
    const outcome = outcomeOf(data?.saveLetterTemplate, error)
    if (outcome.kind === 'done') {
      notify({ tone: 'success', text: t('letters.template_saved') })
      return refetch()
    }
    setWrong(outcome.kind === 'refused' ? outcome.errors : [{ code: 'FAILED', message: t('letters.failed') }])
  }
  const field = (name: keyof typeof typed, extra: { hint?: string; long?: boolean; rows?: number } = {}) => (
    <Field
      id={name}
      label={t(`letters.field.${name}`)}
      value={typed[name]}
      set={set(name)}
      error={wrong.find(one => one.field === name)?.message}
      {...extra}
    />
  )
  return (
    <div className="letter">
      <form
        className="letter__form no-print"
        onSubmit={event => {
          event.preventDefault()
          void send()
        }}
      >
        {wrong.length > 0 && <Alert tone="danger" title={wrong.map(one => one.message).join(' ')} live />}
        {!template && <Alert tone="info" title={t('letters.no_template')} />}
        {field('subject')}
        {field('text', { hint: t('letters.text_hint'), long: true, rows: 12 })}
        <details className="letter__fields">
          <summary>{t('letters.merge_fields')}</summary>
          <p>{t('letters.merge_fields_body')}</p>
          <ul>
            {fields.map(name => (
              <li key={name}>
                <code>{`{{${name}}}`}</code> {t(`letters.merge.${name}`)}
              </li>
            ))}
          </ul>
        </details>
        <fieldset className="letter__group">
          <legend>{t('letters.letterhead')}</legend>
          {field('bodyName')}
          {field('office')}
          {field('returnLine', { hint: t('letters.return_line_hint') })}
          {field('footer', { hint: t('letters.footer_hint'), long: true })}
        </fieldset>
        <fieldset className="letter__group">
          <legend>{t('letters.signature')}</legend>
          {field('greeting')}
          {field('authority')}
          {field('signer', { hint: t('letters.signer_hint') })}
          {field('function')}
        </fieldset>
        <div className="letter__verbs">
          <Button submit kind="primary" busy={fetching} disabled={!changed}>
            {t('letters.save_template')}
          </Button>
          <span className="muted" role="status">
            {changed
              ? t('letters.unsaved')
              : template &&
                t('letters.version', {
                  number: template.version,
                  name: nameOf(template.savedBy, t),
                  when: instant(template.savedAt, locale),
                })}
          </span>
        </div>
      </form>
      <SheetPreview
        letterhead={{ ...EMPTY, ...template, ...typed, footer }}
        recipient={t('letters.example_recipient')}
        subject={typed.subject}
        text={typed.text}
        information={[
          [t('letters.our_reference'), '{{fileReference}}'],
          [t('letters.date'), '{{today}}'],
        ]}
      />
    </div>
  )
}

const EMPTY: Template = {
  __typename: 'LetterTemplate',
  kind: null,
  version: 0,
  bodyName: '',
  office: '',
  returnLine: '',
  footer: [],
  greeting: '',
  authority: '',
  signer: '',
  function: '',
  subject: '',
  text: '',
  savedAt: '',
  savedBy: { __typename: 'Person', id: '', name: null },
}

/** A line is a column, `|` parts its lines. */
function footerOf(text: string): string[][] {
  return text
    .split('\n')
    .map(column =>
      column
        .split('|')
        .map(line => line.trim())
        .filter(Boolean),
    )
    .filter(column => column.length > 0)
}
