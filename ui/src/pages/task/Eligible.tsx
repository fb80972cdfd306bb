// Who may do this task, and who may not and why: four eyes are seen before somebody runs into them.
import { useText } from '../../messages/text'
import { Badge } from '../../parts/Badge'
import { useRoles } from '../../people/roles'
import { useViewer } from '../../shell/ViewerContext'
import type { TaskDetails } from './queries'
import { Section } from './Section'

type Candidate = TaskDetails['eligible'][number]

export function Eligible({ task }: { task: Pick<TaskDetails, 'eligible' | 'roles'> }) {
  const t = useText()
  const roles = useRoles()
  const me = useViewer().person.id
  const named = task.eligible.filter(one => one.person.name)
  return (
    <Section title={t('task.eligible')} count={named.filter(one => one.allowed).length}>
      <p className="kern-body">{t('task.eligible_roles', { roles: roles(task.roles) })}</p>
      <ul className="eligible">
        {named.map(one => (
          <li key={one.person.id}>
            <span>
              <strong>{one.person.name}</strong>
              {one.person.id === me && ` ${t('task.eligible_me')}`}
              <span className="comments__who"> {roles(one.roles)}</span>
            </span>
            {one.absent && <Badge tone="warning">{t('task.absent')}</Badge>}
            <WhyNot candidate={one} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

function WhyNot({ candidate }: { candidate: Candidate }) {
  const t = useText()
  if (candidate.becauseOf)
    return (
      <span className="eligible__why">
        {t('task.because_of', { step: t(`enums.kind.${candidate.becauseOf}`) })}
      </span>
    )
  return candidate.whyNot ? <span className="eligible__why">{candidate.whyNot.message}</span> : null
}
