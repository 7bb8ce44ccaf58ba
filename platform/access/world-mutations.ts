import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { sql } from 'kysely'
import type pg from 'pg'
import type { TestPlatform } from '../testing.ts'
import type { Mutant } from './mutants.ts'
import { world } from './world.ts'
import { type Decision, disagreements } from './world-testing.ts'

type Search = { seed: number; worlds: number }

/** Puts a mutant in force and looks for a world that shows it; mends it again. Whether one was found. */
export async function isNoticed(
  platform: TestPlatform,
  client: pg.Client,
  mutant: Mutant,
  search: Search,
): Promise<boolean> {
  await sql.raw(mutant.broken).execute(platform.owner)
  try {
    return await differsSomewhere(client, search)
  } finally {
    await sql.raw(mutant.whole).execute(platform.owner)
  }
}

/** Whether some world shows that the database and the decision, or a mutant of it, are not one. */
export async function differsSomewhere(
  client: pg.Client,
  { seed, worlds }: Search,
  decision?: Decision,
): Promise<boolean> {
  let noticed = false
  const { failed, errorInstance } = await fc.check(
    fc.asyncProperty(world, async (w) => {
      noticed = (await disagreements(client, w, decision)).length > 0
      return !noticed
    }),
    { seed, numRuns: worlds, endOnFailure: true },
  )
  if (failed && !noticed) throw errorInstance
  return noticed
}

/** A decision from the text of its module. */
export async function decisionOf(text: string): Promise<Decision> {
  const file = join(mkdtempSync(join(tmpdir(), 'concord-decision-')), 'decide.ts')
  writeFileSync(file, text)
  return (await import(file)) as Decision
}
