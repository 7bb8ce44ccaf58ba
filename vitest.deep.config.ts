import { defineConfig, mergeConfig } from 'vitest/config'
import base from './vitest.config.ts'

/** What takes longer: more worlds, more mutations, kills under writes. Run before an issue is closed. */
export default mergeConfig(base, defineConfig({ test: { include: ['**/*.deep.test.ts'], exclude: ['node_modules/**'], testTimeout: 1_800_000 } }))
