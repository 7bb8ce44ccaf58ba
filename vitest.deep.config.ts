import { defineConfig } from 'vitest/config'

/** What takes longer: more worlds, more mutations, kills under writes. Run before an issue is closed. */
export default defineConfig({
  test: {
    include: ['**/*.deep.test.ts'],
    exclude: ['node_modules/**'],
    globalSetup: 'tools/test-database.ts',
    pool: 'threads',
    maxWorkers: 2,
    testTimeout: 1_800_000,
    hookTimeout: 120_000,
  },
})
