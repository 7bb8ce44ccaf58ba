import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { openWorlds } from '../access/world-testing.ts'
import { compareDisagreements, pastWorld } from './compare-testing.ts'

const { platform, client, close } = await openWorlds()
afterAll(close)

test('row-level security shows the differences that the decision allows, in many more worlds', async () => {
  await fc.assert(
    fc.asyncProperty(pastWorld, async (w) => {
      expect(await compareDisagreements(client, w)).toEqual([])
    }),
    { numRuns: 600 },
  )
})

const source = readFileSync(new URL('../schema/0056_history.sql', import.meta.url), 'utf8')
/** A function of the migration as it is, and as it is without a clause. */
function mutant(name: string, clause: string, instead = '') {
  const whole = new RegExp(`create function ${name}\\([\\s\\S]*?\\nend;`)
    .exec(source)![0]
    .replace('create ', 'create or replace ')
  return {
    name: `${name} without ${clause}`,
    whole,
    broken: whole.replace(clause, instead),
    found: whole.includes(clause),
  }
}

const MUTANTS = [
  mutant('viewer_compares', 'and preview_org() is null'),
  mutant('viewer_compares', 'and level_then <= viewer_level()'),
  mutant('viewer_compares', "and may(viewer_principals(), viewer_level(), 'read', r.id)"),
  mutant('viewer_compares', 'r.owner_org = viewer_org()', 'false'),
  mutant('viewer_compares', 'not viewer_read_then(s, moment, stood)', 'false'),
  mutant('viewer_read_then', 'viewer_principals_at(moment)', 'viewer_principals()'),
  mutant('viewer_read_then', 'and g.revoked_at is null'),
  mutant('viewer_read_then', 'and (g.ends_at is null or g.ends_at > now())'),
  mutant('viewer_read_then', "('read', 'comment', 'contribute')", "('discover', 'read', 'comment', 'contribute')"),
  mutant('viewer_read_then', "and not bool_or(g.gives = 'deny' and g.principal = any (viewer_principals()))"),
  mutant('viewer_read_then', 'and g.record = of_record'),
  mutant('viewer_principals_at', 'and m.opened_at < moment'),
  mutant('viewer_principals_at', 'and m.starts_on <= moment::date'),
  mutant('viewer_principals_at', "p <> circle_id('compact') and", ''),
  mutant('grants_standing', 'and g.granted_at < moment'),
  mutant('grants_standing', 'and g.starts_at <= moment'),
  mutant('grants_standing', 'and (g.ends_at is null or g.ends_at > moment)'),
  mutant('grants_standing', 'and (g.revoked_at is null or g.revoked_at >= moment)'),
]

test.each(MUTANTS)('$name is noticed', async ({ whole, broken, found }) => {
  expect(found).toBe(true)
  await sql.raw(broken).execute(platform.owner)
  try {
    let noticed = false
    await fc.check(
      fc.asyncProperty(pastWorld, async (w) => {
        noticed = (await compareDisagreements(client, w)).length > 0
        return !noticed
      }),
      { seed: 8, numRuns: 600, endOnFailure: true },
    )
    expect(noticed).toBe(true)
  } finally {
    await sql.raw(whole).execute(platform.owner)
  }
})
