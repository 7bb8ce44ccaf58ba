import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { comments } from '../../platform/comments/index.ts'
import type { TestPerson } from '../../platform/testing.ts'
import { iati } from '../iati/index.ts'
import { particulars } from '../particulars/index.ts'
import { registerPlatform } from '../programmes/testing.ts'
import { safeguards } from '../safeguards/index.ts'
import { duplicates } from './index.ts'
import { build, mergeAll, readingOf, type Scene, scenes } from './widening.testing.ts'

/** A merge gives nobody a word, and takes no record from anybody: whoever asked for it, whoever agreed, undone or not. */
export async function neverWidens({ seed, runs }: { seed: number; runs: number }): Promise<void> {
  const { platform, personOf } = await registerPlatform(iati, particulars, safeguards, duplicates, comments)
  afterAll(() => platform[Symbol.asyncDispose]())
  const authors: TestPerson[] = []
  const everybody: TestPerson[] = []
  for (const code of ['UNODC', 'UNDP', 'IRQ', 'NER']) {
    const roles = ['IRQ', 'NER'].includes(code) ? (['focal_point'] as const) : (['officer'] as const)
    const [cleared, uncleared] = [
      await personOf(code, { roles, clearance: 1 }),
      await personOf(code, { roles, clearance: 0 }),
    ]
    everybody.push(cleared, uncleared)
    if (roles[0] === 'officer') authors.push(cleared)
  }
  const readers = everybody.filter((_, n) => n % 2 === 0)
  const tally = { done: 0, taking: 0 }

  async function gainsAndLosses(scene: Scene): Promise<string[]> {
    await sql`delete from records`.execute(platform.owner)
    const ids = await build(scene, authors, readers)
    const before = await Promise.all(everybody.map(readingOf))
    const { done, taking } = await mergeAll(scene, ids, authors)
    tally.done += done
    tally.taking += taking
    const after = await Promise.all(everybody.map(readingOf))
    return after.flatMap(({ words, records }, n) => [
      ...[...words].filter((word) => !before[n]!.words.has(word)).map((word) => `person ${n} reads ${word}`),
      ...[...before[n]!.records].filter((id) => !records.has(id)).map((id) => `person ${n} lost ${id}`),
    ])
  }

  test('after random merges nobody reads a word that they could not read, and nobody loses a record', {
    timeout: 1_200_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(scenes(readers.length), async (scene) => {
        expect(await gainsAndLosses(scene)).toEqual([])
      }),
      { seed, numRuns: runs },
    )
    // The worlds have merges in them, and some that take words.
    expect(tally.done).toBeGreaterThan(1)
    expect(tally.taking).toBeGreaterThan(0)
  })
}
