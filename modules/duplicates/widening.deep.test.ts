import { neverWidens } from './widening-worlds.testing.ts'

await neverWidens({ seed: 75_729, runs: 80 })
