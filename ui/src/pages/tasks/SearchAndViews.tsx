// Search words and saved views of the work list. A view is a name for filters, columns and sorting; it can be shared
// with the people of a body, and one of them opens the list.
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useMutation, useQuery } from 'urql'
import { useText } from '../../messages/text'
import { Button, IconButton } from '../../parts/Button'
import { Icon } from '../../parts/Icon'
import { Menu } from '../../parts/Menu'
import { notify } from '../../state/notices'
import { DELETE_VIEW, type SavedView, VIEWS } from './queries'
import { SaveViewDialog } from './SaveViewDialog'
import { type ListSearch, searchOfView } from './search'

const PAUSE_MS = 300

export function SearchAndViews({ search }: { search: ListSearch }) {
  const navigate = useNavigate({ from: '/aufgaben' })
  const [views, again] = useQuery({ query: VIEWS })
  const saved = views.data?.workListViews ?? []
  const refetch = () => again({ requestPolicy: 'network-only' })
  const untouched = Object.values(search).every(value => value === undefined)
  const usual = saved.find(view => view.isDefault)
  const opened = useRef(false)
  // the list opens with the person's own view, once, and only when the address says nothing else
  useEffect(() => {
    if (opened.current || views.fetching) return
    opened.current = true
    if (untouched && usual) void navigate({ search: searchOfView(usual), replace: true })
  }, [untouched, usual, views.fetching, navigate])
  return (
    <div className="search-and-views">
      <SearchBox
        value={search.suche ?? ''}
        change={suche => void navigate({ search: (now: ListSearch) => ({ ...now, suche }), replace: true })}
      />
      <Views search={search} views={saved} refetch={refetch} />
    </div>
  )
}

function SearchBox({ value, change }: { value: string; change: (words: string | undefined) => void }) {
  const t = useText()
  const [typing, setTyping] = useState<string | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  return (
    <div className="search-box">
      <Icon name="search" />
      <input
        id="task-search"
        type="search"
        autoComplete="off"
        className="kern-form-input__input"
        aria-label={t('tasks.search.label')}
        placeholder={t('tasks.search.label')}
        value={typing ?? value}
        onChange={event => {
          const words = event.target.value
          setTyping(words)
          clearTimeout(timer.current)
          timer.current = setTimeout(() => change(words.trim() === '' ? undefined : words.trim()), PAUSE_MS)
        }}
        onBlur={() => setTyping(null)}
      />
    </div>
  )
}

function Views({ search, views, refetch }: { search: ListSearch; views: SavedView[]; refetch: () => void }) {
  const t = useText()
  const navigate = useNavigate({ from: '/aufgaben' })
  const [saving, setSaving] = useState(false)
  const [, remove] = useMutation(DELETE_VIEW)
  const here = JSON.stringify(search)
  const current = views.find(
    view => JSON.stringify(clean(searchOfView(view))) === JSON.stringify(clean(search)),
  )
  const deleted = async (view: SavedView) => {
    const { data } = await remove({ input: { id: view.id } })
    const refusal = data?.deleteWorkListView.userErrors[0]
    if (refusal || !data) notify({ tone: 'danger', text: refusal?.message ?? t('tasks.bulk.failed') })
    refetch()
  }
  return (
    <>
      {views.length > 0 && (
        <Menu label={current?.name ?? t('tasks.views.label')} className="filter">
          {close => (
            <ul className="menu__list">
              {views.map(view => (
                <li key={view.id} className="view-line">
                  <button
                    type="button"
                    className="menu__item"
                    aria-pressed={view.id === current?.id}
                    onClick={() => {
                      close()
                      void navigate({ search: searchOfView(view) })
                    }}
                  >
                    <span>
                      {view.name}
                      <small className="muted"> {viewWords(view, t)}</small>
                    </span>
                  </button>
                  {view.isMine && (
                    <IconButton
                      icon="delete"
                      label={t('tasks.views.delete', { name: view.name })}
                      onClick={() => void deleted(view)}
                    />
                  )}
                </li>
              ))}
            </ul>
          )}
        </Menu>
      )}
      <Button kind="tertiary" small onClick={() => setSaving(true)}>
        {t('tasks.views.save')}
      </Button>
      {saving && (
        <SaveViewDialog
          key={here}
          search={search}
          current={current?.isMine ? current : null}
          onClose={() => setSaving(false)}
          saved={() => {
            setSaving(false)
            refetch()
          }}
        />
      )}
    </>
  )
}

function clean(search: ListSearch) {
  return Object.entries(search)
    .filter(([, value]) => value !== undefined)
    .sort(([one], [other]) => one.localeCompare(other))
}

function viewWords(view: SavedView, t: ReturnType<typeof useText>): string {
  const parts = [
    view.isDefault && t('tasks.views.is_default'),
    view.sharedWith && t('tasks.views.shared_with', { body: view.sharedWith.name }),
    !view.isMine && t('tasks.views.by', { name: view.owner.name ?? '' }),
  ]
  return parts.filter(Boolean).join(', ')
}
