import fc from 'fast-check'
import { sql } from 'kysely'
import type pg from 'pg'
import type { TestPlatform } from '../testing.ts'
import type { Mutant } from './mutants.ts'
import { world } from './world.ts'
import { disagreements } from './world-testing.ts'

/** Puts a mutant in force and looks for a world that shows it; mends it again. Whether one was found. */
export async function isNoticed(
  platform: TestPlatform,
  client: pg.Client,
  mutant: Mutant,
  { seed, worlds }: { seed: number; worlds: number },
): Promise<boolean> {
  await sql.raw(mutant.broken).execute(platform.owner)
  try {
    let noticed = false
    const { failed, errorInstance } = await fc.check(
      fc.asyncProperty(world, async (w) => {
        noticed = (await disagreements(client, w)).length > 0
        return !noticed
      }),
      { seed, numRuns: worlds, endOnFailure: true },
    )
    if (failed && !noticed) throw errorInstance
    return noticed
  } finally {
    await sql.raw(mutant.whole).execute(platform.owner)
  }
}
