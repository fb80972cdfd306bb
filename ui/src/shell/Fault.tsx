// A page that broke: said plainly, the rest of the frame stays, typed drafts are safe.
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { useText } from '../messages/text'
import { Alert } from '../parts/Alert'
import { Button } from '../parts/Button'
import { PageTitle } from '../parts/PageTitle'

export function Fault({ error, reset }: ErrorComponentProps) {
  const t = useText()
  const router = useRouter()
  // a chunk that is gone after an update comes back with a reload
  const outdated = /dynamically imported module|module script/i.test(String(error))
  const again = () => {
    if (outdated) location.reload()
    reset()
    void router.invalidate()
  }
  return (
    <>
      <PageTitle title={t('shell.fault.title')} />
      <Alert tone="danger" title={outdated ? t('shell.fault.outdated') : t('shell.fault.broke')} live>
        <p className="kern-body">{t('shell.fault.safe')}</p>
        <Button kind="primary" icon="autorenew" onClick={again}>
          {t('shell.fault.retry')}
        </Button>
      </Alert>
    </>
  )
}
