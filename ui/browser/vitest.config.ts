// Browser tests: the real program, the real Temporal, a real Chromium. One file at a time: each starts a program of
// its own, and two cores hold one such house. `cargo xtask test -p ui` builds everything and runs them.
import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: import.meta.dirname,
  test: {
    environment: 'node',
    include: ['**/*.test.ts'],
    fileParallelism: false,
    // a debug build on a busy machine is slow; what is waited for is always a condition, never time
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
})
