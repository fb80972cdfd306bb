// Doing the task: how it ends, the form for that ending, and what keeps a person from it.
import { useNavigate } from '@tanstack/react-router'
import { useId, useMemo, useState } from 'react'
import { useClient } from 'urql'
import { outcomeOf, type UserError } from '../../api/outcome'
import { FormProvider, type Surroundings } from '../../form/context'
import { Fields } from '../../form/Fields'
import { Summary } from '../../form/Summary'
import { fieldsOf } from '../../form/schema'
import { check, initialValue, type Problem, type Value, withValue } from '../../form/values'
import { useText } from '../../messages/text'
import { Alert } from '../../parts/Alert'
import { Button } from '../../parts/Button'
import { useViewer } from '../../shell/ViewerContext'
import { notify } from '../../state/notices'
import { cameFrom, forget, nextAfter } from '../tasks/memory'
import { Conflict } from './Conflict'
import { DraftMark } from './DraftMark'
import { useDraft } from './draft'
import { prefilled } from './prefill'
import { COMPLETE, type TaskDetails } from './queries'
import { useUndo } from './undo'

type Refused = { problems: ReadonlyMap<string, Problem>; general: string[]; attempt: number }

const MOST_NAMES = 4
const NOTHING_WRONG: Refused = { problems: new Map(), general: [], attempt: 0 }

export function Work({ task, refetch }: { task: TaskDetails; refetch: () => void }) {
  const t = useText()
  const viewer = useViewer()
  const open = task.state === 'OPEN'
  const draft = useDraft(task.id, viewer.person.id, task.draft ?? null, open && task.canAct)
  const [refused, setRefused] = useState(NOTHING_WRONG)
  const id = useId()
  const code = draft.data.outcome ?? task.outcomes[0]?.code ?? ''
  const outcome = task.outcomes.find(one => one.code === code) ?? task.outcomes[0]
  const fields = useMemo(() => fieldsOf(outcome?.formSchema), [outcome?.formSchema])
  const surroundings = useSurroundings(task)
  const typed = outcome ? draft.data.forms[outcome.code] : undefined
  const fresh = useMemo(
    () => prefilled(task, initialValue(fields, surroundings.today)),
    [task, fields, surroundings.today],
  )
  const tree = typed ?? fresh
  const submit = useSubmit({ task, refetch, end: draft.end, refuse: setRefused })
  if (!open || !outcome) return <Kept task={task} />

  const set = (pointer: string, value: Value) => {
    setRefused(was =>
      was.problems.has(pointer) ? { ...was, problems: without(was.problems, pointer) } : was,
    )
    draft.change(now => ({
      outcome: outcome.code,
      forms: { ...now.forms, [outcome.code]: withValue(now.forms[outcome.code] ?? fresh, pointer, value) },
    }))
  }
  const sent = () => {
    const problems = check(fields, tree)
    if (problems.size > 0) setRefused(was => ({ problems, general: [], attempt: was.attempt + 1 }))
    else void submit.run(outcome.code, tree)
  }
  return (
    <FormProvider value={{ id, tree, problems: refused.problems, set, surroundings, disabled: !task.canAct }}>
      {task.whyNot && !task.delegatedBy && <WhyNot task={task} />}
      {draft.state.is === 'conflict' && (
        <Conflict mine={draft.data} conflict={draft.state} settle={draft.settle} />
      )}
      <form
        className="work"
        noValidate
        onSubmit={event => {
          event.preventDefault()
          sent()
        }}
      >
        <Summary general={refused.general} attempt={refused.attempt} />
        {task.outcomes.length > 1 && (
          <fieldset className="endings">
            <legend className="kern-label">{t('task.ending')}</legend>
            {task.outcomes.map(one => (
              <label key={one.code} className="ending">
                <input
                  type="radio"
                  name={`${id}-ending`}
                  checked={one.code === outcome.code}
                  disabled={!task.canAct}
                  onChange={() => {
                    setRefused(NOTHING_WRONG)
                    draft.change(now => ({ ...now, outcome: one.code }))
                  }}
                />
                <span>{one.title}</span>
              </label>
            ))}
          </fieldset>
        )}
        <Fields fields={fields} />
        {task.canAct && (
          <div className="work__end">
            <Button kind="primary" submit busy={submit.busy}>
              {task.outcomes.length > 1
                ? t(task.signaturesNeeded > 1 ? 'task.sign_as' : 'task.complete_as', {
                    outcome: outcome.title,
                  })
                : t(task.signaturesNeeded > 1 ? 'task.sign' : 'task.complete')}
            </Button>
            <DraftMark state={draft.state} />
          </div>
        )}
      </form>
    </FormProvider>
  )
}

/** Four eyes name the step one had one's hands on, and who can go on instead. */
function WhyNot({ task }: { task: TaskDetails }) {
  const t = useText()
  const me = useViewer().person.id
  const step = task.eligible.find(one => one.person.id === me)?.becauseOf
  const others = task.eligible.filter(one => one.allowed && one.person.id !== me && one.person.name)
  const names = others.slice(0, MOST_NAMES).map(one => one.person.name)
  return (
    <Alert tone="info" title={t('task.why_not')}>
      <p className="kern-body">{task.whyNot?.message}</p>
      {step && <p className="kern-body">{t('task.why_not_step', { step: t(`enums.kind.${step}`) })}</p>}
      {step && names.length > 0 && (
        <p className="kern-body">{t('task.why_not_others', { names: names.join(', ') })}</p>
      )}
    </Alert>
  )
}

function without(problems: ReadonlyMap<string, Problem>, pointer: string) {
  const left = new Map(problems)
  left.delete(pointer)
  return left
}

function useSurroundings(task: TaskDetails): Surroundings {
  const { today } = useViewer()
  return useMemo(
    () => ({
      bodyId: task.body?.id ?? null,
      documents: task.case?.documents ?? [],
      orderLines: task.case?.procurement?.orderLines ?? [],
      today,
    }),
    [task, today],
  )
}

/** What the server refused: at its field when it names one of the form, else for the whole. */
export function sorted(errors: readonly UserError[], attempt: number): Refused {
  const problems = new Map<string, Problem>()
  const general: string[] = []
  for (const { field, message } of errors) {
    if (field?.startsWith('/')) problems.set(field, { code: 'server', message })
    else general.push(message)
  }
  return { problems, general, attempt }
}

function useSubmit(props: {
  task: TaskDetails
  refetch: () => void
  end: () => void
  refuse: (change: (was: Refused) => Refused) => void
}) {
  const { task, refetch, end, refuse } = props
  const t = useText()
  const client = useClient()
  const navigate = useNavigate()
  const undo = useUndo()
  const [busy, setBusy] = useState(false)
  const run = async (outcome: string, form: Value) => {
    setBusy(true)
    const input = { id: task.id, version: task.version, outcome, form }
    const { data, error } = await client.mutation(COMPLETE, { input }).toPromise()
    setBusy(false)
    const result = outcomeOf(data?.completeTask, error)
    if (result.kind === 'refused') {
      refuse(was => sorted(result.errors, was.attempt + 1))
      if (result.errors.some(one => one.field === 'version' || one.code.startsWith('TASK_'))) refetch()
      return
    }
    if (result.kind === 'failed') {
      const general = [result.message ?? t('task.no_answer')]
      return refuse(was => ({ problems: new Map(), general, attempt: was.attempt + 1 }))
    }
    end()
    const next = nextAfter(task.id)
    forget(task.id)
    notify({
      tone: 'success',
      text:
        (result.data.signaturesMissing ?? 0) > 0
          ? t('task.signed', { title: task.title, missing: result.data.signaturesMissing })
          : t('task.done', { title: task.title }),
      link: next
        ? {
            text: t('task.next', { title: next.title, subject: next.case?.subject ?? '' }),
            to: `/aufgaben/${next.id}`,
          }
        : undefined,
      ...undo(task.id, result.data.undoUntil ?? null),
    })
    void navigate({ to: cameFrom() })
  }
  return { run, busy }
}

/** A closed task shows what it was closed with. */
function Kept({ task }: { task: TaskDetails }) {
  const id = useId()
  const surroundings = useSurroundings(task)
  const outcome = task.outcomes.find(one => one.code === task.outcome)
  const fields = useMemo(() => fieldsOf(outcome?.formSchema), [outcome?.formSchema])
  if (!outcome || !task.form) return null
  const nothing = () => undefined
  return (
    <FormProvider
      value={{ id, tree: task.form, problems: new Map(), set: nothing, surroundings, disabled: true }}
    >
      <div className="work">
        <Fields fields={fields} />
      </div>
    </FormProvider>
  )
}
