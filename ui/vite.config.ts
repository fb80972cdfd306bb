// Build, development server and tests of the page. The server's Content-Security-Policy allows neither inline script
// nor inline style nor other hosts: nothing is inlined here (fonts and icons stay files).
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { documentsByPage } from './documents.plugin.ts'

const server = process.env.VERBUND_SERVER ?? 'http://127.0.0.1:8080'
const passedOn = { target: server, ws: true }

export default defineConfig({
  plugins: [documentsByPage(), react()],
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: true,
    chunkSizeWarningLimit: 400,
  },
  server: {
    proxy: { '/graphql': passedOn, '/auth': passedOn, '/local': passedOn, '/documents': passedOn },
  },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/testing/setup.ts'],
    restoreMocks: true,
  },
})
