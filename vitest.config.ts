import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{engines,platform,modules,apps,tools,data,e2e}/**/*.test.{ts,tsx}'],
    exclude: ['**/*.deep.test.ts', 'node_modules/**'],
    globalSetup: 'tools/test-database.ts',
    pool: 'threads',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
