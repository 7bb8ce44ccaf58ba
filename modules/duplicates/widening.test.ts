import { neverWidens } from './widening-worlds.testing.ts'

await neverWidens({ seed: 2020, runs: 4 })
