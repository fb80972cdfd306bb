// Vertretung: who stands in for me, for whom I stand in, who is away; for leaders also their people, and moving the work
// of somebody who is gone.
import { useState } from 'react'
import { useQuery } from 'urql'
import { useVerb } from '../../api/verb'
import { useText } from '../../messages/text'
import { Button } from '../../parts/Button'
import { PageTitle } from '../../parts/PageTitle'
import { QueryFault } from '../../parts/QueryFault'
import { Waiting } from '../../parts/Waiting'
import { useViewer } from '../../shell/ViewerContext'
import { notify } from '../../state/notices'
import { AbsenceDialog } from './AbsenceDialog'
import { Absences } from './Absences'
import { DeputyDialog } from './DeputyDialog'
import { Deputyships } from './Deputyships'
import { ledBodies } from './led'
import { DEPUTIES, END_ABSENCE, END_DEPUTY } from './queries'
import { RedistributeDialog } from './RedistributeDialog'
import '../tables.css'
import './deputies.css'

type Shown = 'deputy' | 'absence' | 'redistribute'

export function DeputiesPage() {
  const t = useText()
  const viewer = useViewer()
  const me = viewer.person.id
  const leads = ledBodies(viewer).length > 0
  const [{ data, error }, again] = useQuery({ query: DEPUTIES })
  const [dialog, setDialog] = useState<Shown | null>(null)
  const refetch = () => again({ requestPolicy: 'network-only' })
  const end = useEnd(refetch)
  const close = () => setDialog(null)
  const done = (words: string) => {
    close()
    notify({ tone: 'success', text: words })
    refetch()
  }
  const of = data?.deputyships ?? []
  const others = of.filter(one => one.principal.id !== me && one.deputy.id !== me)
  return (
    <>
      <PageTitle
        title={t('deputies.title')}
        beside={
          <>
            <Button kind="primary" onClick={() => setDialog('deputy')}>
              {t('deputies.set')}
            </Button>
            <Button onClick={() => setDialog('absence')}>{t('deputies.absence.set')}</Button>
            {leads && (
              <Button onClick={() => setDialog('redistribute')}>{t('deputies.redistribute.open')}</Button>
            )}
          </>
        }
      />
      <p className="kern-body deputies__intro">{t('deputies.intro')}</p>
      {error && !data && <QueryFault error={error} retry={refetch} />}
      {!data && !error && <Waiting />}
      {data && (
        <div className="deputies">
          <Deputyships
            title={t('deputies.for_me')}
            none={t('deputies.for_me_none')}
            rows={of.filter(one => one.principal.id === me)}
            end={end.deputy}
          />
          <Deputyships
            title={t('deputies.by_me')}
            none={t('deputies.by_me_none')}
            rows={of.filter(one => one.deputy.id === me)}
          />
          {leads && (
            <Deputyships
              title={t('deputies.my_people')}
              none={t('deputies.my_people_none')}
              rows={others}
              end={end.deputy}
            />
          )}
          <Absences rows={data.absences} end={end.absence} />
        </div>
      )}
      {dialog === 'deputy' && <DeputyDialog onClose={close} done={done} />}
      {dialog === 'absence' && <AbsenceDialog onClose={close} done={done} />}
      {dialog === 'redistribute' && <RedistributeDialog onClose={close} />}
    </>
  )
}

function useEnd(refetch: () => void) {
  const t = useText()
  const verb = useVerb()
  return {
    deputy: async (id: string) => {
      if (await verb.send(END_DEPUTY, { input: { id } }, data => data.endDeputy))
        notify({ tone: 'success', text: t('deputies.ended') })
      refetch()
    },
    absence: async (id: string) => {
      if (await verb.send(END_ABSENCE, { input: { id } }, data => data.endAbsence))
        notify({ tone: 'success', text: t('deputies.absence.ended') })
      refetch()
    },
  }
}
