// Two windows, two drafts: both are shown, field by field, and nothing is lost before the person chose.
import { useIntl } from 'react-intl'
import { useFormWords } from '../../form/words'
import { instant } from '../../format/day'
import { Alert } from '../../parts/Alert'
import { Button } from '../../parts/Button'
import { differences } from './compare'
import type { DraftData, DraftState } from './draft'

type Props = {
  mine: DraftData
  conflict: DraftState & { is: 'conflict' }
  settle: (mine: boolean) => void
}

export function Conflict({ mine, conflict, settle }: Props) {
  const { t, label } = useFormWords()
  const { locale } = useIntl()
  const rows = differences(mine, conflict.theirs)
  return (
    <Alert tone="warning" title={t('task.conflict.title')} live>
      <p className="kern-body">{t('task.conflict.body', { when: instant(conflict.theirsAt, locale) })}</p>
      <table className="kern-table kern-table--small">
        <thead>
          <tr>
            <th scope="col">{t('task.conflict.field')}</th>
            <th scope="col">{t('task.conflict.here')}</th>
            <th scope="col">{t('task.conflict.there')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={row.pointer}>
              <th scope="row">{label(row.name)}</th>
              <td>{row.here}</td>
              <td>{row.there}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="conflict__choice">
        <Button kind="primary" onClick={() => settle(true)}>
          {t('task.conflict.keep_mine')}
        </Button>
        <Button onClick={() => settle(false)}>{t('task.conflict.take_theirs')}</Button>
      </div>
    </Alert>
  )
}
