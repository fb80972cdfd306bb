import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { keep } from '../../state/kept'
import { expectAccessible, show } from '../../testing/page'
import { firmsFor } from './firms'
import { restored } from './kept'
import { blocksOf, runsOf } from './lightText'
import { SheetPreview } from './SheetPreview'

const FIRMS = [
  { number: 1, name: 'Büro Lahn', chosen: false },
  { number: 2, name: 'Nahe IT', chosen: true },
]

test('an order goes to the chosen firm, a rejection to the others, and to nobody before one was chosen', () => {
  expect(firmsFor('ORDER', FIRMS).map(firm => firm.number)).toEqual([2])
  expect(firmsFor('REJECTION', FIRMS).map(firm => firm.number)).toEqual([1])
  expect(
    firmsFor(
      'REJECTION',
      FIRMS.map(firm => ({ ...firm, chosen: false })),
    ),
  ).toEqual([])
  expect(firmsFor('NOTICE', FIRMS)).toEqual(FIRMS)
})

test('light formatting is read as the press reads it', () => {
  const blocks = blocksOf('# Bestellung\n\nSehr geehrte\nDamen\n\n- eins\n- **zwei**\n\n1. erstens')
  expect(blocks.map(block => block.is)).toEqual(['heading', 'paragraph', 'bullets', 'numbers'])
  expect(runsOf('a **b** *c* \\*d\\* **e')).toEqual([
    { text: 'a ' },
    { text: 'b', bold: true },
    { text: ' ' },
    { text: 'c', italic: true },
    { text: ' *d* **e' },
  ])
})

test('no text hangs or loses a sign', () => {
  for (const text of ['', '*', '**', '\\', '- ', '#', '***a***', '{{subject}}']) {
    const all = runsOf(text)
      .map(run => run.text)
      .join('')
    expect(all.length).toBeLessThanOrEqual(text.length)
    blocksOf(text)
  }
})

test('the sheet shows address, subject and whoever will sign', async () => {
  const { container } = show(
    <SheetPreview
      letterhead={null}
      recipient={'Nahe IT\n55743 Idar-Oberstein'}
      subject="Bestellung: Monitore"
      text="Wir bestellen **zehn**."
      information={[['Unser Zeichen', '60.31']]}
    />,
  )
  expect(screen.getByText('55743 Idar-Oberstein')).toBeTruthy()
  expect(screen.getByText('zehn').tagName).toBe('STRONG')
  expect(screen.getByText('Name der freigebenden Person')).toBeTruthy()
  await expectAccessible(container)
})

test('what was typed comes back after a reload, unless somebody saved another version meanwhile', () => {
  keep('verbund.letter.1', JSON.stringify({ mark: '2', typed: { text: 'meins', fremd: 'x' } }))
  expect(restored('verbund.letter.1', '2', { text: 'alt' })).toEqual({ text: 'meins' })
  expect(restored('verbund.letter.1', '3', { text: 'neu' })).toEqual({ text: 'neu' })
  keep('verbund.letter.1', '{kaputt')
  expect(restored('verbund.letter.1', '2', { text: 'alt' })).toEqual({ text: 'alt' })
})
