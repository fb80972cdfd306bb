// Takes each page's GraphQL documents into that page's own chunk. The generated `graphql()` looks a text up in a table of
// all documents: without this every browser would load the documents of every page first.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'

const CALL = /\bgraphql\(\s*`([^`]*)`,?\s*\)/g
const NAME = /\b(?:query|mutation|subscription)\s+(\w+)/
const PREFIX = 'virtual:document/'

export function documentsByPage(): Plugin {
  const generated = join(import.meta.dirname, 'src', 'gql', 'graphql.ts')
  let documents = new Map<string, string>()
  return {
    name: 'verbund-documents-by-page',
    apply: 'build',
    enforce: 'pre',
    buildStart() {
      const text = readFileSync(generated, 'utf8')
      const found = text.matchAll(/^export const (\w+)Document = (.*) as unknown as /gm)
      documents = new Map([...found].map(match => [match[1] ?? '', match[2] ?? '']))
    },
    resolveId(id) {
      return id.startsWith(PREFIX) ? `\0${id}` : null
    },
    load(id) {
      if (!id.startsWith(`\0${PREFIX}`)) return null
      const name = id.slice(PREFIX.length + 1)
      const document = documents.get(name)
      if (document === undefined) this.error(`no generated document ${name}: run npm run codegen`)
      return `export default ${document}`
    },
    transform(code, id) {
      if (!/\/src\/.*\.tsx?$/.test(id) || id.includes('/src/gql/') || !code.includes('graphql(')) return null
      const names = new Set<string>()
      const changed = code.replace(CALL, (call, text: string) => {
        const name = NAME.exec(text)?.[1]
        if (name === undefined) return call
        names.add(name)
        return `document_${name}`
      })
      const imports = [...names].map(name => `import document_${name} from '${PREFIX}${name}'`)
      return { code: `${imports.join('\n')}\n${changed}`, map: null }
    },
  }
}
