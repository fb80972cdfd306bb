// Sending and showing documents.
import { csrfHeaders } from '../../session/csrf'
import { sessionOver } from '../../session/session'

export type Uploaded = { ok: true } | { ok: false; words: string | null }

/** XMLHttpRequest, because fetch cannot say how far an upload is. */
export function upload(
  caseNumber: number,
  file: File,
  progress: (percent: number) => void,
): Promise<Uploaded> {
  return new Promise(done => {
    const request = new XMLHttpRequest()
    request.open('POST', `/documents/cases/${caseNumber}?name=${encodeURIComponent(file.name)}`)
    for (const [name, value] of Object.entries(csrfHeaders())) request.setRequestHeader(name, value)
    request.setRequestHeader('Content-Type', file.type || 'application/octet-stream')
    request.upload.onprogress = event => {
      if (event.lengthComputable) progress(Math.round((event.loaded / event.total) * 100))
    }
    request.onload = () => {
      if (request.status === 401) sessionOver()
      if (request.status < 300) done({ ok: true })
      else done({ ok: false, words: problemWords(request.responseText) })
    }
    request.onerror = () => done({ ok: false, words: null })
    request.send(file)
  })
}

/** The sentence of a problem answer (RFC 9457). */
export function problemWords(body: string): string | null {
  try {
    const problem: unknown = JSON.parse(body)
    if (typeof problem !== 'object' || problem === null) return null
    const words = 'detail' in problem ? problem.detail : 'title' in problem ? problem.title : null
    return typeof words === 'string' ? words : null
  } catch {
    return null
  }
}

export type PreviewKind = 'image' | 'pdf' | 'text'

const IMAGES = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])
const TEXTS = /\.(txt|csv|xml|json|md)$/i

/** What can be shown without running anything: no HTML, no SVG. */
export function previewKind(mediaType: string, name: string): PreviewKind | null {
  if (IMAGES.has(mediaType)) return 'image'
  if (mediaType === 'application/pdf') return 'pdf'
  if (mediaType === 'text/plain' || TEXTS.test(name)) return 'text'
  return null
}

export function sizeWords(bytes: number, locale: string): string {
  const number = (value: number) => new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(value)
  return bytes < 1_000_000 ? `${number(bytes / 1000)} kB` : `${number(bytes / 1_000_000)} MB`
}
