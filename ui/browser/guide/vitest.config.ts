// Makes the pictures of the user's guide; no test, so not run with them. `npm run guide`, with what
// `cargo xtask test -p ui` sets, and pngquant on PATH.
import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: import.meta.dirname,
  test: { environment: 'node', include: ['pictures.ts'], testTimeout: 600_000, hookTimeout: 180_000 },
})
