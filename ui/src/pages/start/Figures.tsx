// The sums of the start page in their three parts: what is to be done, what waits on others, what went wrong.
// Which sums concern somebody the server knows by their roles.
import { Link } from '@tanstack/react-router'
import type { StartPart, StartQuery } from '../../gql/graphql'
import { useText } from '../../messages/text'
import { cx } from '../../parts/cx'
import { Icon } from '../../parts/Icon'
import { placeOf, warns } from './places'

type Sum = StartQuery['startPage'][number]

const PARTS: readonly StartPart[] = ['DUE', 'WAITING', 'WRONG']

export function Figures({ sums, followUp }: { sums: readonly Sum[]; followUp: number }) {
  return (
    <div className="start-parts">
      {PARTS.map(part => (
        <Part
          key={part}
          part={part}
          sums={sums.filter(sum => sum.part === part)}
          followUp={part === 'DUE' ? followUp : 0}
        />
      ))}
    </div>
  )
}

function Part({ part, sums, followUp }: { part: StartPart; sums: readonly Sum[]; followUp: number }) {
  const t = useText()
  // what went well needs no card; that nothing went wrong is worth a line
  const shown = part === 'WRONG' ? sums.filter(sum => sum.number > 0) : sums
  if (sums.length === 0) return null
  return (
    <section className="start-part">
      <h2>{t(`start.part.${part}`)}</h2>
      {shown.length === 0 && (
        <p className="start-part__calm">
          <Icon name="success" />
          {t('start.nothing_wrong')}
        </p>
      )}
      <ul className="figures">
        {shown.map(sum => (
          <Figure key={sum.code} sum={sum} />
        ))}
        {followUp > 0 && (
          <li className="figure">
            <Link to="/aufgaben" search={{ ablage: 'wiedervorlage' }}>
              <span className="figure__count">{followUp}</span>
              <span>{t('start.follow_up')}</span>
            </Link>
          </li>
        )}
      </ul>
    </section>
  )
}

function Figure({ sum }: { sum: Sum }) {
  const late = sum.number > 0 && warns(sum.code, sum.part)
  return (
    <li className={cx('figure', late && 'figure--late', sum.number === 0 && 'figure--none')}>
      <Link {...placeOf(sum.code)}>
        <span className="figure__count">
          {late && <Icon name={sum.part === 'WRONG' ? 'warning' : 'danger'} />}
          {sum.number}
        </span>
        <span>{sum.title}</span>
      </Link>
    </li>
  )
}
