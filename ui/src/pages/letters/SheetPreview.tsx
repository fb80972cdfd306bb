// The letter as a sheet of paper, drawn while it is written. What is printed the server makes at release; this is near
// enough to see address, order and length.
import { Fragment } from 'react'
import { useText } from '../../messages/text'
import { type Block, blocksOf, type Run } from './lightText'
import type { Template } from './queries'

type Props = {
  letterhead: Template | null
  recipient: string
  subject: string
  text: string
  /** Information beside the address: name and value. */
  information: readonly (readonly [string, string])[]
}

export function SheetPreview({ letterhead, recipient, subject, text, information }: Props) {
  const t = useText()
  return (
    <section className="sheet" aria-label={t('letters.preview')}>
      <div className="sheet__paper">
        <header className="sheet__head">
          <strong>{letterhead?.bodyName}</strong>
          {letterhead?.office && <span>{letterhead.office}</span>}
        </header>
        <div className="sheet__top">
          <div className="sheet__address">
            {letterhead?.returnLine && <small>{letterhead.returnLine}</small>}
            {recipient.split('\n').map((line, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines have nothing but their place
              <span key={index}>{line}</span>
            ))}
          </div>
          <dl className="sheet__information">
            {information.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </div>
        <p className="sheet__subject">{subject}</p>
        {blocksOf(text).map((block, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: blocks have nothing but their place
          <BlockView key={index} block={block} />
        ))}
        <div className="sheet__signature">
          <p>{letterhead?.greeting}</p>
          {letterhead?.authority && <p>{letterhead.authority}</p>}
          <p>{letterhead?.signer || t('letters.whoever_releases')}</p>
          {letterhead?.function && <p>{letterhead.function}</p>}
        </div>
        <footer className="sheet__foot">
          {(letterhead?.footer ?? []).map(column => (
            <span key={column.join()}>
              {column.map(line => (
                <Fragment key={line}>
                  {line}
                  <br />
                </Fragment>
              ))}
            </span>
          ))}
        </footer>
      </div>
    </section>
  )
}

function BlockView({ block }: { block: Block }) {
  if (block.is === 'heading') {
    // the page has headings of its own: on the sheet these are strong lines
    return (
      <p className={`sheet__heading sheet__heading--${block.level}`}>
        <Runs runs={block.runs} />
      </p>
    )
  }
  if (block.is === 'paragraph') {
    return (
      <p>
        {block.lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have nothing but their place
          <Fragment key={index}>
            {index > 0 && <br />}
            <Runs runs={line} />
          </Fragment>
        ))}
      </p>
    )
  }
  const items = block.items.map((item, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: items have nothing but their place
    <li key={index}>
      <Runs runs={item} />
    </li>
  ))
  return block.is === 'bullets' ? <ul>{items}</ul> : <ol>{items}</ol>
}

function Runs({ runs }: { runs: readonly Run[] }) {
  return runs.map((run, index) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: runs have nothing but their place
    if (run.bold) return <strong key={index}>{run.text}</strong>
    // biome-ignore lint/suspicious/noArrayIndexKey: runs have nothing but their place
    if (run.italic) return <em key={index}>{run.text}</em>
    // biome-ignore lint/suspicious/noArrayIndexKey: runs have nothing but their place
    return <Fragment key={index}>{run.text}</Fragment>
  })
}
