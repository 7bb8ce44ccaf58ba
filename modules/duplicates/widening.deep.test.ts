import { neverWidens } from './testing.ts'

await neverWidens({ seed: 75_729, runs: 80 })
