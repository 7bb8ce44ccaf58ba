import { testMutations } from './mutation-tests.ts'

// Each policy of the migrated database, and each condition of one, is taken away in turn, and must be missed.
await testMutations(({ kind }) => kind === 'policy')
