import { defineConfig } from 'vitest/config'
import { longestFirst } from './tools/longest-first.ts'

const DEEP = ['**/*.deep.test.ts', 'node_modules/**']
/** Files that take longest. */
const LONGEST = [
  'tools/access/worlds.test.ts',
  'tools/access/deputy.test.ts',
  'tools/access/regressions-content.test.ts',
  'apps/server/main.test.ts',
  'tools/access/stuffed.test.ts',
  'tools/access/book.test.ts',
  'tools/access/consents.test.ts',
  'platform/access/decide.test.ts',
  'tools/access/planted.test.ts',
  'tools/access/raw.test.ts',
  'apps/server/side-by-side.test.ts',
  'e2e/consent.test.ts',
  'e2e/pages-en.test.ts',
  'e2e/pages-ar.test.ts',
  'e2e/import.test.ts',
  'e2e/nomination.test.ts',
  'e2e/command.test.ts',
  'e2e/invitation.test.ts',
  'e2e/conversation.test.ts',
  'e2e/first-administrator.test.ts',
]

export default defineConfig({
  test: {
    pool: 'threads',
    maxWorkers: 3,
    // Most files take longer to load what they test than to test it: what one worker has loaded, its next file finds.
    isolate: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    sequence: { sequencer: longestFirst(LONGEST) },
    projects: [
      {
        extends: true,
        test: {
          name: 'parts',
          include: ['{engines,platform,modules,apps,tools,data}/**/*.test.{ts,tsx}'],
          exclude: DEEP,
          globalSetup: 'tools/test-database.ts',
          // One more than the journeys have: these wait for the database more often than for a processor.
          maxWorkers: 4,
        },
      },
      {
        extends: true,
        test: {
          name: 'journeys',
          include: ['e2e/**/*.test.ts'],
          exclude: DEEP,
          globalSetup: 'e2e/start.ts',
          provide: { everyLanguage: false },
          setupFiles: 'e2e/ready.ts',
          testTimeout: 120_000,
          // Two cores carry server, database, browsers and three workers here.
          expect: { poll: { timeout: 20_000 } },
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
