// What could not be fetched, in words, with a way to try again. Network trouble says the banner of the page already.
import type { CombinedError } from '@urql/core'
import { useText } from '../messages/text'
import { Alert } from './Alert'
import { Button } from './Button'

export function QueryFault({ error, retry }: { error: CombinedError; retry: () => void }) {
  const t = useText()
  const spoken = error.networkError
    ? t('shell.fault.network')
    : (error.graphQLErrors[0]?.message ?? t('shell.fault.unknown'))
  return (
    <Alert tone="danger" title={t('shell.fault.title')} live>
      <p className="kern-body">{spoken}</p>
      <Button onClick={retry} icon="autorenew">
        {t('shell.fault.retry')}
      </Button>
    </Alert>
  )
}
