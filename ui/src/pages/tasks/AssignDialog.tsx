// To whom? Only persons who may do every one of the tasks are offered.
import { useEffect, useState } from 'react'
import { useClient } from 'urql'
import { useText } from '../../messages/text'
import { Button } from '../../parts/Button'
import { Dialog } from '../../parts/Dialog'
import { Waiting } from '../../parts/Waiting'
import { CANDIDATES } from './queries'

type Person = { id: string; name?: string | null }
type Props = { rows: readonly { id: string }[]; onClose: () => void; onChosen: (personId: string) => void }

export function AssignDialog({ rows, onClose, onChosen }: Props) {
  const t = useText()
  const persons = useCommonCandidates(rows)
  const [personId, setPersonId] = useState('')
  const chosen = persons?.find(person => person.id === personId)
  return (
    <Dialog
      title={t('tasks.assign_title', { count: rows.length })}
      onClose={onClose}
      footer={
        <>
          <Button kind="primary" disabled={!chosen} onClick={() => onChosen(personId)}>
            {t('tasks.assign_do')}
          </Button>
          <Button onClick={onClose}>{t('tasks.cancel')}</Button>
        </>
      }
    >
      {persons === null && <Waiting />}
      {persons?.length === 0 && <p className="kern-body">{t('tasks.assign_nobody')}</p>}
      {persons && persons.length > 0 && (
        <fieldset className="choice choice--last">
          <legend>{t('tasks.assign_whom')}</legend>
          {persons.map(person => (
            <label key={person.id}>
              <input
                type="radio"
                name="person"
                checked={person.id === personId}
                onChange={() => setPersonId(person.id)}
              />
              <span>{person.name}</span>
            </label>
          ))}
        </fieldset>
      )}
    </Dialog>
  )
}

function useCommonCandidates(rows: readonly { id: string }[]): Person[] | null {
  const client = useClient()
  const [persons, setPersons] = useState<Person[] | null>(null)
  const ids = rows.map(row => row.id).join(' ')
  useEffect(() => {
    let gone = false
    const ask = (id: string) => client.query(CANDIDATES, { id }).toPromise()
    void Promise.all(ids.split(' ').map(ask)).then(answers => {
      if (gone) return
      const lists = answers.map(answer => answer.data?.task?.candidates ?? [])
      const [first = [], ...others] = lists
      const common = first.filter(person => others.every(list => list.some(one => one.id === person.id)))
      setPersons(common.filter(person => person.name))
    })
    return () => {
      gone = true
    }
  }, [client, ids])
  return persons
}
