import { expect, test } from 'vitest'
import { parseDay } from './day'
import { decimal, parseDecimal } from './decimal'
import { moneyInput, parseMoney } from './money'

test('an amount read is the amount shown', () => {
  for (const cents of [0, 1, 99, 100, 123456, 100000000, 10_000_000_000_000, -4250]) {
    expect(parseMoney(moneyInput(cents))).toBe(cents)
  }
  let seed = 1
  for (let round = 0; round < 2000; round += 1) {
    seed = (seed * 48271) % 2147483647
    expect(parseMoney(moneyInput(seed))).toBe(seed)
  }
})

test('clerks may write an amount in the ways they are used to, and nothing is guessed', () => {
  expect(parseMoney('1.234,56 €')).toBe(123456)
  expect(parseMoney('1234,5')).toBe(123450)
  expect(parseMoney(' 7 ')).toBe(700)
  for (const wrong of ['', '12.50', '1,234.56', '1.23', '1,234', 'zwölf', '1e3', '--1', '999999999999999']) {
    expect(parseMoney(wrong), wrong).toBeNull()
  }
})

test('quantities and rates keep their places', () => {
  expect(decimal(2500, 3)).toBe('2,5')
  expect(decimal(1900, 2)).toBe('19')
  expect(decimal(1234567, 3)).toBe('1.234,567')
  expect(parseDecimal('2,5', 3)).toBe(2500)
  expect(parseDecimal('19 %', 2)).toBe(1900)
  expect(parseDecimal('0,0001', 3)).toBeNull()
})

test('days are read in the ways clerks type them, and the 31st of February is none', () => {
  const today = '2026-11-22'
  for (const typed of ['22.11.2026', '22.11.26', '22112026', '22.11.', '2026-11-22']) {
    expect(parseDay(typed, today), typed).toBe(today)
  }
  for (const wrong of ['31.02.2026', '2026-13-01', 'morgen', ''])
    expect(parseDay(wrong, today), wrong).toBeNull()
})
