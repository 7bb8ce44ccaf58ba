import { defineConfig } from 'vitest/config'
import { longestFirst } from './tools/longest-first.ts'

/** Files that take longest. */
const LONGEST = [
  'tools/access/mutations-triggers.deep.test.ts',
  'tools/access/mutations-policies.deep.test.ts',
  'tools/access/worlds.deep.test.ts',
  'tools/access/deputy.deep.test.ts',
  'platform/access/decide.deep.test.ts',
  'tools/access/consents.deep.test.ts',
  'apps/server/kill.deep.test.ts',
]

/** What takes longer: more worlds, more mutations, kills under writes, journeys in every language. Run before an issue is closed. */
export default defineConfig({
  test: {
    pool: 'threads',
    // Some wait more than they work: for servers that are killed, and what others do then.
    maxWorkers: 3,
    testTimeout: 1_800_000,
    hookTimeout: 120_000,
    sequence: { sequencer: longestFirst(LONGEST) },
    projects: [
      {
        extends: true,
        test: {
          name: 'parts',
          include: ['**/*.deep.test.ts'],
          exclude: ['e2e/**', 'node_modules/**'],
          globalSetup: 'tools/test-database.ts',
        },
      },
      {
        extends: true,
        test: {
          name: 'journeys',
          include: ['e2e/**/*.test.ts'],
          globalSetup: 'e2e/start.ts',
          setupFiles: 'e2e/ready.ts',
          provide: { everyLanguage: true },
          testTimeout: 120_000,
          expect: { poll: { timeout: 20_000 } },
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
