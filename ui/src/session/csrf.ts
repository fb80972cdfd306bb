// The token every changing request repeats, from the cookie the server set beside the session
// (`server/src/auth/cookies.rs`). Over https it carries the `__Host-` prefix.

const NAMES = ['__Host-verbund_csrf', 'verbund_csrf']

export function csrfToken(cookies: string = document.cookie): string | null {
  const pairs = cookies.split(';').map(pair => pair.trim())
  for (const name of NAMES) {
    const found = pairs.find(pair => pair.startsWith(`${name}=`))
    if (found) return found.slice(name.length + 1)
  }
  return null
}

export function csrfHeaders(): Record<string, string> {
  const token = csrfToken()
  return token === null ? {} : { 'X-CSRF-Token': token }
}
