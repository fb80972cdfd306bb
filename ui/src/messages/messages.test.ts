// Every key that is used exists in both languages, every key that exists is used, and both say it with the same values.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser'
import { expect, test } from 'vitest'

const SOURCE = join(import.meta.dirname, '..')

function files(folder: string, ending: RegExp): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return entry.name === 'gql' ? [] : files(path, ending)
    return ending.test(entry.name) ? [path] : []
  })
}

function language(code: string): Map<string, string> {
  const folder = join(SOURCE, 'messages', code)
  const all = new Map<string, string>()
  for (const path of files(folder, /\.json$/)) {
    const area = path.slice(folder.length + 1, -'.json'.length)
    for (const [key, words] of Object.entries(
      JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>,
    )) {
      expect(key.startsWith(`${area}.`), `${key} belongs into another file than ${area}.json`).toBe(true)
      all.set(key, words)
    }
  }
  return all
}

/** Keys written out, and beginnings of keys whose end is put together. */
function used(): { keys: Set<string>; beginnings: Set<string> } {
  const keys = new Set<string>()
  const beginnings = new Set<string>()
  const pages = files(SOURCE, /\.tsx?$/).filter(path => !path.includes('.test.'))
  for (const path of pages) {
    const text = readFileSync(path, 'utf8')
    for (const match of text.matchAll(/(['"])([a-z][a-z_]*(?:\.[A-Za-z0-9_]+)+)\1/g)) keys.add(match[2] ?? '')
    for (const match of text.matchAll(/`([a-z][a-z_]*\.(?:[A-Za-z0-9_]+\.)*[A-Za-z0-9_]*)\$\{/g))
      beginnings.add(match[1] ?? '')
  }
  return { keys, beginnings }
}

function values(elements: MessageFormatElement[]): string[] {
  return elements.flatMap(element => {
    switch (element.type) {
      case TYPE.literal:
      case TYPE.pound:
        return []
      case TYPE.plural:
      case TYPE.select:
        return [element.value, ...Object.values(element.options).flatMap(option => values(option.value))]
      case TYPE.tag:
        return [element.value, ...values(element.children)]
      default:
        return [element.value]
    }
  })
}

const de = language('de')
const en = language('en')

test('German and English have the same keys', () => {
  expect([...en.keys()].sort()).toEqual([...de.keys()].sort())
})

test('both languages say it with the same values', () => {
  for (const [key, words] of de) {
    const one = [...new Set(values(parse(words)))].sort()
    const other = [...new Set(values(parse(en.get(key) ?? '')))].sort()
    expect(other, key).toEqual(one)
  }
})

test('no key is missing and none is left over', () => {
  const { keys, beginnings } = used()
  const areas = new Set([...de.keys()].map(key => key.split('.')[0]))
  const missing = [...keys].filter(key => areas.has(key.split('.')[0] ?? '') && !de.has(key))
  expect(missing, 'used but not in messages/de').toEqual([])
  const unused = [...de.keys()].filter(
    key => !keys.has(key) && ![...beginnings].some(beginning => key.startsWith(beginning)),
  )
  expect(unused, 'in messages/de but not used').toEqual([])
})
