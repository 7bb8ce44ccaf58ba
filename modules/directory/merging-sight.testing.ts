import type pg from 'pg'
import { CIRCLES } from '../../platform/access/refs.ts'
import type { World } from '../../platform/access/world.ts'
import { type Ids, newIds, readerOf } from '../../platform/access/world-audiences.ts'
import { tablesOf } from '../../platform/access/world-testing.ts'

const TERMS = 'worlds'
/** Beside records and what hangs on them: who is known to whom, and through which group. */
const OTHERS = ['persons', 'memberships', 'group_members', 'grants', 'groups']

/** All that one person sees and may do. */
async function sightOf(client: pg.Client, w: World, ids: Ids, person: number | null): Promise<unknown> {
  const me = person === null ? { principals: [CIRCLES.everyone], level: 0 } : readerOf(w, ids, person)
  const who = person === null ? null : ids.people[person]
  const second = person !== null && w.people[person]!.second
  const { rows } = await client.query('select worlds.look($1, $2, null, $3, $4, $5, $6) as seen', [
    who,
    second,
    TERMS,
    ids.records,
    me.principals,
    me.level,
  ])
  await client.query('savepoint looking')
  await client.query("select enter(null, null, $1, $2, null, $3, '')", [who, second, TERMS])
  await client.query("select set_config('role', 'app', true)")
  const others: unknown[] = []
  for (const table of OTHERS)
    others.push((await client.query(`select array(select id from ${table} order by id) as ids`)).rows[0].ids)
  await client.query('rollback to savepoint looking')
  return { records: inOrder(rows[0].seen), others }
}

const inOrder = (seen: Record<string, string[]>) =>
  Object.entries(seen)
    .map(([what, ids]) => [what, [...ids].sort()] as const)
    .sort()

/** Merges the first organisation into the second: by the trigger that a confirmation sets off. */
export const MERGE = [
  "insert into organisation_merges (absorbed, kept, reason, proposed_by) values ($1, $2, 'Twice', null)",
  "update organisation_merges set outcome = 'merged', settled_at = now() where absorbed = $1 and kept = $2",
]
/** What one would first think of: its people and grants become those of the other. */
export const NAIVE = [
  'update memberships set organisation = $2 where organisation = $1',
  "update grants set grantee = $2 where grantee = $1 and basis <> 'originator'",
  'update group_members set organisation = $2 where organisation = $1',
]

/** Whether somebody's sight differs after two organisations of this world were merged. */
export async function differs(client: pg.Client, w: World, statements: readonly string[]): Promise<boolean> {
  await client.query('begin')
  try {
    const ids = newIds()
    await client.query('select worlds.build($1)', [JSON.stringify(tablesOf(w, ids))])
    const everybody = [...w.people.keys(), null]
    const sights = async () => {
      const all: unknown[] = []
      for (const person of everybody) all.push(await sightOf(client, w, ids, person))
      return JSON.stringify(all)
    }
    const before = await sights()
    for (const statement of statements) await client.query(statement, [ids.organisations[0], ids.organisations[1]])
    return (await sights()) !== before
  } finally {
    await client.query('rollback')
  }
}
