import { testMutations } from './mutation-tests.ts'

// Each trigger of the migrated database is switched off in turn, and must be missed.
await testMutations(({ kind }) => kind === 'trigger')
