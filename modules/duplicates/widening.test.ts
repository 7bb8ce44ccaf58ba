import { neverWidens } from './testing.ts'

await neverWidens({ seed: 2020, runs: 8 })
