// Every step in order. What proves a step (facts, hash) opens under it; each rule leads to the rule.
import { useDeferredValue, useState } from 'react'
import { useIntl } from 'react-intl'
import { instant } from '../../format/day'
import { useText } from '../../messages/text'
import { Field } from '../../parts/Field'
import { Scrolling } from '../../parts/Scrolling'
import { nameOf } from '../case/names'
import { factsOf } from './facts'
import type { Audit } from './queries'

type Step = Audit['steps'][number]

export function Steps({ steps }: { steps: readonly Step[] }) {
  const t = useText()
  const { locale } = useIntl()
  const [search, setSearch] = useState('')
  const wanted = useDeferredValue(search.trim().toLocaleLowerCase(locale))
  const shown = steps.filter(
    step => wanted === '' || wordsOf(step).toLocaleLowerCase(locale).includes(wanted),
  )
  return (
    <>
      <div className="audit__search no-print">
        <Field id="schritte" label={t('audit.search')} value={search} set={setSearch} />
        <span role="status">{t('audit.found', { shown: shown.length, all: steps.length })}</span>
      </div>
      <Scrolling label={t('audit.steps_table')}>
        <table className="data-table audit__steps">
          <caption className="kern-sr-only">{t('audit.steps_table')}</caption>
          <thead>
            <tr>
              <th scope="col" className="amount">
                {t('audit.number')}
              </th>
              <th scope="col">{t('audit.when')}</th>
              <th scope="col">{t('audit.who')}</th>
              <th scope="col">{t('audit.what')}</th>
              <th scope="col">{t('audit.rule')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(step => (
              <Row key={step.number} step={step} />
            ))}
          </tbody>
        </table>
      </Scrolling>
    </>
  )
}

function Row({ step }: { step: Step }) {
  const t = useText()
  const { locale } = useIntl()
  const facts = factsOf(step.facts)
  return (
    <tr>
      <td className="amount">{step.number}</td>
      <td className="audit__when" data-label={t('audit.when')}>
        {instant(step.at, locale)}
      </td>
      <td data-label={t('audit.who')}>
        {nameOf(step.actor, t)}
        {step.actingFor && (
          <div className="audit__for">{t('audit.acting_for', { name: nameOf(step.actingFor, t) })}</div>
        )}
      </td>
      <td>
        {step.sentence}
        {step.texts.map(text => (
          <p className="audit__said" key={text}>
            {text}
          </p>
        ))}
        <details>
          <summary>{t('audit.proof')}</summary>
          <dl className="facts">
            <div>
              <dt>{t('audit.event')}</dt>
              <dd>
                <code>{step.event}</code>
              </dd>
            </div>
            {facts.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
            <div>
              <dt>{t('audit.hash')}</dt>
              <dd>
                <code className="audit__hash">{step.hash}</code>
              </dd>
            </div>
          </dl>
        </details>
      </td>
      <td data-label={step.rules.length > 0 ? t('audit.rule') : undefined}>
        {step.rules.map(rule => (
          <a key={rule} className="kern-link audit__rule" href={`#regel-${rule}`}>
            {rule}
          </a>
        ))}
      </td>
    </tr>
  )
}

function wordsOf(step: Step): string {
  return [
    step.sentence,
    step.event,
    step.actor?.name,
    step.actingFor?.name,
    ...step.texts,
    ...step.rules,
  ].join(' ')
}
