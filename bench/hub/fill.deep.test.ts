import { sql } from 'kysely'
import { afterAll, expect, inject, test } from 'vitest'
import { modules } from '../../apps/modules.ts'
import { referenceDatabase } from '../../modules/directory/testing.ts'
import { newsSince } from '../../modules/overview/actions/changed.ts'
import { TERMS_VERSION } from '../../platform/access/terms.ts'
import { asViewer } from '../../platform/database.ts'
import { testPlatformOn } from '../../platform/testing.ts'
import { checkFill } from './check.ts'
import { checkConsents } from './check-consents.ts'
import { fill, mailOf, sizeOf } from './fill.ts'

// The rows that the benchmark of a hub measures are those that people would have made.

const SECRET = new Uint8Array(32).fill(7)
const platform = await testPlatformOn(await referenceDatabase(), ...modules)
afterAll(() => platform[Symbol.asyncDispose]())

const superuserUrl = new URL(inject('testDatabase').superuserUrl)
superuserUrl.pathname = new URL(platform.ownerUrl).pathname
const { db, owner } = platform
// People of the benchmark accepted the terms of the real server.
const entry = { ...platform.entry, terms: TERMS_VERSION }

const counted = async () => {
  const { rows } = await sql<Record<string, number>>`
    select (select count(*)::int from organisations where code ~ '^H[0-9]{4}$') as organisations, (select count(*)::int from persons where mail like '%@hub.example') as people,
           (select count(*)::int from programmes) as programmes, (select count(*)::int from activities) as activities,
           (select count(*)::int from recommendations where form = 'original') as recommendations`.execute(owner)
  return rows[0]
}

test('what is filled, and filled up, is what the actions make', async () => {
  await fill(superuserUrl.href, SECRET, sizeOf(0.1))
  expect(await counted()).toEqual(sizeOf(0.1))
  expect(await checkFill(owner, db, entry, 30)).toBe(30)
  expect(await checkConsents(owner, 20)).toBe(30)
  await fill(superuserUrl.href, SECRET, sizeOf(0.3), sizeOf(0.1))
  expect(await counted()).toEqual(sizeOf(0.3))
  expect(await checkFill(owner, db, entry, 30)).toBe(30)
  expect(await checkConsents(owner, 20)).toBe(30)
})

test('who asks reads between a tenth and a half of it', async () => {
  const { rows } = await sql<{ id: string }>`select id from persons where mail = ${mailOf(1)}`.execute(owner)
  const count = sql<{ n: number }>`select count(*)::int as n from presence`
  const all = (await count.execute(owner)).rows[0]!.n
  const seen = await asViewer(
    db,
    entry,
    { actor: rows[0]!.id, secondFactor: true },
    null,
    async (tx) => (await count.execute(tx)).rows[0]!.n,
  )
  expect(seen).toBeGreaterThan(all / 10)
  expect(seen).toBeLessThan(all / 2)
})

test('what changed, found by what was touched, is what all that is readable would tell', async () => {
  const since = new Date(Date.now() - 60 * 86_400_000)
  const plain = sql`
    select p.record as id, case when r.created_at > ${since} then 'made' when opened.at > ${since} then 'shared' else 'changed' end as what,
           greatest(r.created_at, r.changed_at, opened.at) as at
      from presence p join records r on r.id = p.record
      left join lateral (
        select min(greatest(g.granted_at, g.starts_at)) as at from grants g
         where g.record = p.record and g.gives in ('read', 'comment', 'contribute') and g.revoked_at is null
           and g.starts_at <= now() and (g.ends_at is null or g.ends_at > now()) and g.principal = any (viewer_principals())) opened on true
     where r.created_at > ${since} or r.changed_at > ${since} or opened.at > ${since} order by id`
  const narrow = sql`select id, what, at from (${newsSince(since)}) news order by id`
  for (const person of [1, 50, 90, 300]) {
    const { rows } = await sql<{ id: string }>`select id from persons where mail = ${mailOf(person)}`.execute(owner)
    await asViewer(db, entry, { actor: rows[0]!.id, secondFactor: true }, null, async (tx) => {
      const all = await plain.execute(tx)
      expect(all.rows.length).toBeGreaterThan(3)
      expect((await narrow.execute(tx)).rows).toEqual(all.rows)
    })
  }
})
