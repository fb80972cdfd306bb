// The letters of a case on its page: what there is and where it stands, and a new one from a template.
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useIntl } from 'react-intl'
import { useMutation } from 'urql'
import { outcomeOf } from '../../api/outcome'
import { instant } from '../../format/day'
import type { CaseLettersQuery, LetterKind } from '../../gql/graphql'
import { useText } from '../../messages/text'
import { Alert } from '../../parts/Alert'
import { Badge } from '../../parts/Badge'
import { Button } from '../../parts/Button'
import { Dialog } from '../../parts/Dialog'
import { Choice } from '../../parts/Field'
import { useViewer } from '../../shell/ViewerContext'
import { firmsFor, type Quoter } from './firms'
import { DRAFT, KINDS } from './queries'

type Found = NonNullable<CaseLettersQuery['case']>

const WRITERS: ReadonlySet<string> = new Set(['BUYER', 'CLERK', 'SIGNER', 'LEAD'])

export function CaseLetters({ found }: { found: Found }) {
  const t = useText()
  const { locale } = useIntl()
  const viewer = useViewer()
  const [writing, setWriting] = useState(false)
  const may = viewer.grants.some(grant => WRITERS.has(grant.role) && grant.body?.id === found.body?.id)
  return (
    <>
      {found.letters.length === 0 && <p>{t('letters.none')}</p>}
      <ul className="case__list">
        {found.letters.map(letter => (
          <li key={letter.number}>
            <Link
              className="kern-link"
              to="/vorgaenge/$caseId/schreiben/$number"
              params={{ caseId: found.id, number: String(letter.number) }}
            >
              {letter.title}
              {letter.supplier && ` – ${letter.supplier.name}`}
            </Link>
            <span className="case__beside">
              <Badge tone={letter.releasedAt ? 'success' : 'info'}>
                {letter.releasedAt ? t('letters.released') : t('letters.draft')}
              </Badge>{' '}
              {letter.dispatches.length > 0
                ? t('letters.sent', { when: instant(letter.dispatches.at(-1)?.dispatchedAt ?? '', locale) })
                : letter.versions.at(-1)?.subject}
            </span>
          </li>
        ))}
      </ul>
      {may && (
        <Button icon="edit" className="case__new no-print" onClick={() => setWriting(true)}>
          {t('letters.new')}
        </Button>
      )}
      {writing && <NewLetter found={found} onClose={() => setWriting(false)} />}
    </>
  )
}

function NewLetter({ found, onClose }: { found: Found; onClose: () => void }) {
  const t = useText()
  const navigate = useNavigate()
  const [{ fetching }, draft] = useMutation(DRAFT)
  const quoters: Quoter[] = (found.procurement?.quotes ?? []).flatMap(quote =>
    quote.supplier
      ? [{ number: quote.supplier.number, name: quote.supplier.name, chosen: quote.chosen }]
      : [],
  )
  const [kind, setKind] = useState<LetterKind>('NOTICE')
  const [firm, setFirm] = useState('')
  const [refused, setRefused] = useState<string | null>(null)
  const firms = firmsFor(kind, quoters)
  const free = kind === 'NOTICE' || kind === 'STATEMENT'
  const chosen = firms.find(one => String(one.number) === firm) ?? (free ? undefined : firms[0])
  const make = async () => {
    const { data, error } = await draft({
      input: { caseId: found.id, kind, supplier: chosen?.number ?? null },
    })
    const outcome = outcomeOf(data?.draftLetter, error)
    if (outcome.kind === 'done' && outcome.data.letter) {
      const number = String(outcome.data.letter.number)
      return navigate({ to: '/vorgaenge/$caseId/schreiben/$number', params: { caseId: found.id, number } })
    }
    setRefused(
      outcome.kind === 'refused' ? outcome.errors.map(one => one.message).join(' ') : t('letters.failed'),
    )
  }
  return (
    <Dialog
      title={t('letters.new')}
      onClose={onClose}
      footer={
        <>
          <Button kind="primary" busy={fetching} disabled={!free && !chosen} onClick={() => void make()}>
            {t('letters.make')}
          </Button>
          <Button onClick={onClose}>{t('letters.cancel')}</Button>
        </>
      }
    >
      {refused && <Alert tone="danger" title={refused} live />}
      <Choice
        id="letter-kind"
        label={t('letters.kind')}
        value={kind}
        set={value => setKind(KINDS.find(one => one === value) ?? 'NOTICE')}
        choices={KINDS.map(one => [one, t(`letters.kind.${one}`)])}
      />
      {!free && firms.length === 0 ? (
        <p className="kern-body">{t(`letters.nobody.${kind}`)}</p>
      ) : (
        <Choice
          id="letter-firm"
          label={t('letters.firm')}
          value={chosen ? String(chosen.number) : ''}
          set={setFirm}
          choices={[
            ...(free ? [['', t('letters.typed_address')] as const] : []),
            ...firms.map(one => [String(one.number), one.name] as const),
          ]}
        />
      )}
    </Dialog>
  )
}
