import { defineConfig } from 'vitest/config'

const DEEP = ['**/*.deep.test.ts', 'node_modules/**']

export default defineConfig({
  test: {
    pool: 'threads',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'parts',
          include: ['{engines,platform,modules,apps,tools,data}/**/*.test.{ts,tsx}'],
          exclude: DEEP,
          globalSetup: 'tools/test-database.ts',
        },
      },
      {
        extends: true,
        test: {
          name: 'journeys',
          include: ['e2e/**/*.test.ts'],
          exclude: DEEP,
          globalSetup: 'e2e/demonstration.ts',
          testTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
