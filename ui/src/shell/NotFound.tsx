// An address that leads nowhere.
import { Link } from '@tanstack/react-router'
import { useText } from '../messages/text'
import { PageTitle } from '../parts/PageTitle'

export function NotFound() {
  const t = useText()
  return (
    <>
      <PageTitle title={t('shell.not_found.title')} />
      <p className="kern-body">{t('shell.not_found.body')}</p>
      <Link className="kern-link" to="/">
        {t('shell.not_found.to_start')}
      </Link>
    </>
  )
}
