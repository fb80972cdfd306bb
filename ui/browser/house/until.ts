// Waiting for something to become true, with an end and a name for what did not come.

const PATIENCE_MS = 120_000
const PAUSE_MS = 100

export async function until(
  what: string,
  holds: () => Promise<boolean> | boolean,
  patience = PATIENCE_MS,
): Promise<void> {
  const end = Date.now() + patience
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`waited ${patience / 1000} s in vain for ${what}`)
    await new Promise(resolve => setTimeout(resolve, PAUSE_MS))
  }
}
