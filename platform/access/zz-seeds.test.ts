import fc from 'fast-check'
import { sql } from 'kysely'
import { test } from 'vitest'
import { addThings } from '../records/testing.ts'
import { testPlatform } from '../testing.ts'
import { policyMutants } from './mutants.ts'
import { world } from './world.ts'
import { disagreements, openWorlds } from './world-testing.ts'

test('seeds', async () => {
  await using platform = await testPlatform()
  await addThings(platform)
  const client = await openWorlds(platform)
  for (const m of policyMutants()) {
    await sql.raw(m.broken).execute(platform.owner)
    const found: number[] = []
    for (let seed = 1; seed <= 6; seed++) {
      const t = await fc.check(
        fc.asyncProperty(world, async (w) => (await disagreements(client, w)).length === 0),
        { seed, numRuns: 120, endOnFailure: true },
      )
      found.push(t.failed ? t.numRuns : -1)
    }
    console.log(m.name.slice(0, 60), found.join(' '))
    await sql.raw(m.whole).execute(platform.owner)
  }
  await client.end()
}, 600000)
