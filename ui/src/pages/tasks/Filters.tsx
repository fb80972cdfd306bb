// What narrows the list. Every choice goes into the address at once; what is chosen can be seen and taken back singly.
import { useState } from 'react'
import type { Process, TaskKind } from '../../gql/graphql'
import { useText } from '../../messages/text'
import { Button } from '../../parts/Button'
import { cx } from '../../parts/cx'
import { Icon } from '../../parts/Icon'
import { Menu } from '../../parts/Menu'
import { useViewer } from '../../shell/ViewerContext'
import {
  COLUMNS,
  columnsOf,
  DEFAULT_COLUMNS,
  DUE,
  type ListSearch,
  listed,
  narrowing,
  unlisted,
} from './search'

const PROCESSES = ['PROCUREMENT'] as const satisfies readonly Process[]
const KINDS = [
  'REVISE_REQUEST',
  'RELEASE_BUDGET',
  'CHOOSE_PROCEDURE',
  'DECIDE_WITHOUT_RULE',
  'COLLECT_QUOTES',
  'PREPARE_TENDER',
  'RELEASE_ORDER',
  'PLACE_ORDER',
  'CONFIRM_WITHDRAWAL',
  'RECORD_RECEIPT',
  'RECORD_INVOICE',
  'CLARIFY_DIFFERENCE',
  'CERTIFY_FACTUAL',
  'CERTIFY_ARITHMETIC',
  'ORDER_PAYMENT',
  'ACCEPT_PAYMENT',
  'RELEASE_PAYMENT',
  'RECEIVE_REFUND',
  'CLOSE_FILE',
] as const satisfies readonly TaskKind[]
const PRIORITIES = [1, 2, 3, 4] as const

type Props = { search: ListSearch; change: (part: Partial<ListSearch>) => void }

export function Filters({ search, change }: Props) {
  const t = useText()
  const viewer = useViewer()
  const bodies = new Map(
    viewer.grants.flatMap(grant => (grant.body ? [[grant.body.id, grant.body.name] as const] : [])),
  )
  const roles = new Map(viewer.grants.map(grant => [grant.role as string, grant.roleTitle] as const))
  const many = (values: string | undefined, set: (words: string | undefined) => void) => ({
    chosen: listed(values),
    change: (chosen: string[]) => set(unlisted(chosen)),
  })
  const [open, setOpen] = useState(false)
  return (
    <div className={cx('filters', open && 'filters--open')}>
      <button type="button" className="filters__toggle" aria-expanded={open} onClick={() => setOpen(!open)}>
        {t('tasks.filter.toggle')}
        {narrowing(search) > 0 && ` (${narrowing(search)})`}
        <Icon name={open ? 'arrow-up' : 'arrow-down'} />
      </button>
      <Choice
        label={t('tasks.filter.body')}
        options={[...bodies]}
        {...many(search.kommune, kommune => change({ kommune }))}
      />
      <Choice
        label={t('tasks.filter.role')}
        options={[...roles]}
        {...many(search.rolle, rolle => change({ rolle }))}
      />
      <Choice
        label={t('tasks.filter.kind')}
        options={KINDS.map(kind => [kind, t(`enums.kind.${kind}`)])}
        {...many(search.art, art => change({ art }))}
      />
      <Choice
        label={t('tasks.filter.process')}
        options={PROCESSES.map(process => [process, t(`enums.process.${process}`)])}
        {...many(search.verfahren, verfahren => change({ verfahren }))}
      />
      <OneChoice
        label={t('tasks.filter.due')}
        options={DUE.map(due => [due, t(`tasks.filter.due_${due}`)])}
        value={search.faellig}
        change={due => change({ faellig: DUE.find(one => one === due) })}
      />
      <OneChoice
        label={t('tasks.filter.priority')}
        options={PRIORITIES.map(number => [
          String(number),
          t('tasks.filter.priority_until', { priority: number }),
        ])}
        value={search.prio === undefined ? undefined : String(search.prio)}
        change={prio => change({ prio: prio === undefined ? undefined : Number(prio) })}
      />
      {narrowing(search) > 0 && (
        <Button
          kind="tertiary"
          small
          icon="close"
          onClick={() =>
            change({
              kommune: undefined,
              rolle: undefined,
              art: undefined,
              verfahren: undefined,
              faellig: undefined,
              prio: undefined,
              suche: undefined,
            })
          }
        >
          {t('tasks.filter.clear')}
        </Button>
      )}
      <span className="filters__gap" />
      <OneChoice
        label={t('tasks.sort.label')}
        options={[['prio', t('tasks.sort.priority')]]}
        none={t('tasks.sort.due')}
        value={search.sort}
        change={sort => change({ sort: sort === 'prio' ? 'prio' : undefined })}
      />
      <Choice
        label={t('tasks.columns')}
        options={COLUMNS.map(column => [column, t(`tasks.column.${column}`)])}
        chosen={[...columnsOf(search)]}
        quiet
        change={chosen => {
          const usual =
            chosen.length === DEFAULT_COLUMNS.length && DEFAULT_COLUMNS.every(c => chosen.includes(c))
          change({ spalten: usual ? undefined : (unlisted(chosen) ?? ',') })
        }}
      />
    </div>
  )
}

type Options = readonly (readonly [string, string])[]

function Choice(props: {
  label: string
  options: Options
  chosen: string[]
  change: (chosen: string[]) => void
  quiet?: boolean
}) {
  const { label, options, chosen, change, quiet } = props
  const count = chosen.length
  const name = options.find(([value]) => value === chosen[0])?.[1]
  const shown = quiet || count === 0 ? label : count === 1 && name ? name : `${label} (${count})`
  return (
    <Menu label={shown} className={cx('filter', count > 0 && !quiet && 'filter--on')}>
      {() => (
        <fieldset className="choice choice--last">
          <legend>{label}</legend>
          {options.map(([value, words]) => (
            <label key={value}>
              <input
                type="checkbox"
                checked={chosen.includes(value)}
                onChange={event =>
                  change(event.target.checked ? [...chosen, value] : chosen.filter(one => one !== value))
                }
              />
              <span>{words}</span>
            </label>
          ))}
        </fieldset>
      )}
    </Menu>
  )
}

function OneChoice(props: {
  label: string
  options: Options
  value: string | undefined
  change: (value: string | undefined) => void
  none?: string
}) {
  const t = useText()
  const { label, options, value, change, none } = props
  const all: readonly (readonly [string | undefined, string])[] = [
    [undefined, none ?? t('tasks.filter.any')],
    ...options,
  ]
  const shown = options.find(([one]) => one === value)?.[1]
  return (
    <Menu
      label={shown ?? (none ? `${label}: ${none}` : label)}
      className={cx('filter', value !== undefined && 'filter--on')}
    >
      {close => (
        <ul className="menu__list">
          {all.map(([one, words]) => (
            <li key={words}>
              <button
                type="button"
                className="menu__item"
                aria-pressed={one === value}
                onClick={() => {
                  change(one)
                  close()
                }}
              >
                <Icon name="check" className={one === value ? undefined : 'invisible'} />
                <span>{words}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </Menu>
  )
}
