// Where the draft is: said beside the button, quietly.
import { useIntl } from 'react-intl'
import { instant } from '../../format/day'
import { useText } from '../../messages/text'
import { Icon } from '../../parts/Icon'
import type { DraftState } from './draft'

export function DraftMark({ state }: { state: DraftState }) {
  const t = useText()
  const { locale } = useIntl()
  switch (state.is) {
    case 'clean':
      return null
    case 'waiting':
    case 'saving':
      return <span className="draft-mark">{t('task.draft.saving')}</span>
    case 'saved':
      return (
        <span className="draft-mark">
          <Icon name="check" />
          {t('task.draft.saved', { when: instant(state.at, locale) })}
        </span>
      )
    case 'kept_here':
      return (
        <span className="draft-mark draft-mark--here">
          <Icon name="warning" />
          {t('task.draft.kept_here')}
        </span>
      )
    case 'conflict':
      return <span className="draft-mark draft-mark--here">{t('task.draft.conflict')}</span>
  }
}
