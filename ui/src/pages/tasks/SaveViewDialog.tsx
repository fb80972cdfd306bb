// Gives the list as it is a name.
import { useState } from 'react'
import { useMutation } from 'urql'
import { useText } from '../../messages/text'
import { Alert } from '../../parts/Alert'
import { Button } from '../../parts/Button'
import { Dialog } from '../../parts/Dialog'
import { useViewer } from '../../shell/ViewerContext'
import { notify } from '../../state/notices'
import { SAVE_VIEW, type SavedView } from './queries'
import { filterOf, type ListSearch, viewColumns } from './search'

type Props = { search: ListSearch; current: SavedView | null; onClose: () => void; saved: () => void }

export function SaveViewDialog({ search, current, onClose, saved }: Props) {
  const t = useText()
  const viewer = useViewer()
  const [name, setName] = useState(current?.name ?? '')
  const [isDefault, setDefault] = useState(current?.isDefault ?? false)
  const [shared, setShared] = useState(current?.sharedWith?.id ?? '')
  const [refusal, setRefusal] = useState<string | null>(null)
  const [{ fetching }, save] = useMutation(SAVE_VIEW)
  const bodies = new Map(viewer.grants.flatMap(({ body }) => (body ? [[body.id, body.name] as const] : [])))
  const send = async () => {
    const { data } = await save({
      input: {
        // the same name again is the same view
        id: current && current.name === name.trim() ? current.id : null,
        version: current && current.name === name.trim() ? current.version : null,
        name: name.trim(),
        isDefault,
        sharedWithBodyId: shared === '' ? null : shared,
        sort: search.sort === 'prio' ? 'PRIORITY' : 'DUE',
        columns: viewColumns(search),
        filter: filterOf(search),
      },
    })
    const refused = data?.saveWorkListView.userErrors[0]
    if (refused || !data) return setRefusal(refused?.message ?? t('tasks.bulk.failed'))
    notify({ tone: 'success', text: t('tasks.views.saved', { name: name.trim() }) })
    saved()
  }
  return (
    <Dialog
      title={t('tasks.views.save_title')}
      onClose={onClose}
      footer={
        <>
          <Button kind="primary" busy={fetching} disabled={name.trim() === ''} onClick={() => void send()}>
            {t('tasks.views.save_do')}
          </Button>
          <Button onClick={onClose}>{t('tasks.cancel')}</Button>
        </>
      }
    >
      <div className="view-form">
        {refusal && <Alert tone="danger" title={refusal} live />}
        <div className="kern-form-input">
          <label className="kern-label" htmlFor="view-name">
            {t('tasks.views.name')}
          </label>
          <input
            id="view-name"
            className="kern-form-input__input"
            maxLength={80}
            autoComplete="off"
            value={name}
            onChange={event => setName(event.target.value)}
          />
        </div>
        <div className="kern-form-input">
          <label className="kern-label" htmlFor="view-shared">
            {t('tasks.views.share')}
          </label>
          <div className="kern-form-input__select-wrapper">
            <select
              id="view-shared"
              className="kern-form-input__select"
              value={shared}
              onChange={event => setShared(event.target.value)}
            >
              <option value="">{t('tasks.views.share_nobody')}</option>
              {[...bodies].map(([id, body]) => (
                <option key={id} value={id}>
                  {body}
                </option>
              ))}
            </select>
          </div>
        </div>
        <label className="tick">
          <input type="checkbox" checked={isDefault} onChange={event => setDefault(event.target.checked)} />
          <span>{t('tasks.views.default')}</span>
        </label>
      </div>
    </Dialog>
  )
}
