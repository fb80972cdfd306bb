// Where a case stands, as a picture of its process: done, now, next, possible. The same is said as a list beneath,
// for those who do not see the picture and for those who want dates and names.
import { useLayoutEffect, useRef, useState } from 'react'
import { useIntl } from 'react-intl'
import { instant } from '../../format/day'
import type { CasePictureQuery } from '../../gql/graphql'
import { type Text, useText } from '../../messages/text'
import { BOX, columnsFor, connectors, inRows, type Placed, rowsHeight, usualWay } from './layout'
import { personName } from './names'

type Picture = NonNullable<NonNullable<CasePictureQuery['case']>['process']>
type Step = Picture['steps'][number]

/** Side steps that nobody needs to think of any more are left out of the picture. */
const SHOWN_ASIDE = new Set(['DONE', 'NOW', 'NEXT', 'POSSIBLE'])
const HEADING_HEIGHT = 34
const MARGIN = 4

export function Process({ picture }: { picture: Picture }) {
  const t = useText()
  const [place, width] = useWidth()
  const columns = columnsFor(width - 2 * MARGIN)
  const usual = usualWay(picture.steps)
  const aside = picture.steps.filter(step => step.usualPlace == null && SHOWN_ASIDE.has(step.state))
  const main = inRows(usual, columns, 0)
  const mainHeight = rowsHeight(usual.length, columns)
  const asideTop = mainHeight + BOX.gapY + HEADING_HEIGHT
  const side = inRows(aside, columns, asideTop)
  const height = aside.length === 0 ? mainHeight : asideTop + rowsHeight(aside.length, columns)
  const walked = (from: Step, to: Step) =>
    picture.edges.some(edge => edge.from === from.code && edge.to === to.code && edge.walked)
  return (
    <div className="process" ref={place}>
      <svg
        className="process__picture"
        role="img"
        aria-label={summary(picture.steps, t)}
        width={width}
        height={height + 2 * MARGIN}
        viewBox={`${-MARGIN} ${-MARGIN} ${width} ${height + 2 * MARGIN}`}
      >
        {connectors(main, walked).map(line => (
          <path
            key={line.path}
            d={line.path}
            className={line.walked ? 'process__way process__way--walked' : 'process__way'}
          />
        ))}
        {main.map(box => (
          <Box key={box.step.code} box={box} />
        ))}
        {aside.length > 0 && (
          <text className="process__heading" x="0" y={asideTop - 14}>
            {t('case.process.aside')}
          </text>
        )}
        {side.map(box => (
          <Box key={box.step.code} box={box} />
        ))}
      </svg>
      <Legend steps={picture.steps} />
      <details className="process__text">
        <summary>{t('case.process.as_text')}</summary>
        <StepList steps={[...usual, ...aside]} />
      </details>
    </div>
  )
}

function Box({ box }: { box: Placed<Step> }) {
  const { step, x, y, lines } = box
  const state = step.state.toLowerCase()
  return (
    <g className={`process__step process__step--${state}`} transform={`translate(${x} ${y})`}>
      <rect width={BOX.width} height={BOX.height} rx="6" />
      <Sign state={step.state} />
      {lines.map((line, index) => (
        <text key={line} x="34" y={23 + index * 17}>
          {line}
        </text>
      ))}
      {step.times > 1 && (
        <text className="process__times" x={BOX.width - 10} y={BOX.height - 9} textAnchor="end">
          {step.times}×
        </text>
      )}
    </g>
  )
}

/** The state by shape as well as by colour. */
function Sign({ state }: { state: Step['state'] }) {
  switch (state) {
    case 'DONE':
      return <path className="process__sign" d="M11 18l5 5 9-10" />
    case 'NOW':
      return <circle className="process__sign process__sign--full" cx="18" cy="18" r="7" />
    case 'NEXT':
      return <path className="process__sign" d="M13 11l7 7-7 7" />
    case 'POSSIBLE':
      return <circle className="process__sign" cx="18" cy="18" r="6" strokeDasharray="3 3" />
    case 'SKIPPED':
      return <path className="process__sign" d="M12 18h12" />
  }
}

function Legend({ steps }: { steps: Step[] }) {
  const seen = new Map(steps.map(step => [step.state, step.stateTitle]))
  return (
    <ul className="process__legend">
      {(['DONE', 'NOW', 'NEXT', 'POSSIBLE', 'SKIPPED'] as const).map(state => {
        const title = seen.get(state)
        return (
          title && (
            <li key={state} className={`process__step--${state.toLowerCase()}`}>
              <svg width="36" height="36" viewBox="0 0 36 36" aria-hidden="true">
                <Sign state={state} />
              </svg>
              {title}
            </li>
          )
        )
      })}
    </ul>
  )
}

function StepList({ steps }: { steps: Step[] }) {
  const t = useText()
  const locale = useIntl().locale
  return (
    <ol>
      {steps.map(step => (
        <li key={step.code}>
          <strong>{step.label}</strong>: {step.stateTitle}
          {step.at && `, ${instant(step.at, locale)}`}
          {step.by && `, ${personName(step.by, step.represented, t)}`}
          {step.times > 1 && `, ${t('case.process.times', { count: step.times })}`}
        </li>
      ))}
    </ol>
  )
}

function summary(steps: Step[], t: Text): string {
  const named = (state: Step['state']) =>
    steps
      .filter(step => step.state === state)
      .map(step => step.label)
      .join(', ') || t('case.process.nothing')
  return t('case.process.summary', { done: named('DONE'), now: named('NOW'), next: named('NEXT') })
}

/** The width there is; one column before it is known. */
function useWidth() {
  const place = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(BOX.width + 2 * MARGIN)
  // before it is painted: a picture that changes its height pushes aside what stands below
  useLayoutEffect(() => {
    const element = place.current
    if (!element) return
    setWidth(Math.floor(element.clientWidth) || BOX.width)
    const observer = new ResizeObserver(entries => {
      const seen = entries[0]?.contentRect.width
      if (seen) setWidth(Math.floor(seen))
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return [place, width] as const
}
