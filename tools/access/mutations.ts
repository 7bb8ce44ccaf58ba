import { sql } from 'kysely'
import { modules } from '../../apps/modules.ts'
import type { Database } from '../../platform/database.ts'
import { CONSEQUENCES, type Stage } from './consequences.ts'
import { dice } from './dice.ts'
import { findEscalations } from './escalations.ts'
import { askerOf } from './interference.ts'
import { findWrongSight } from './raw-sight.ts'
import { findWrongWrites } from './raw-writes.ts'
import { sightOf } from './sight.ts'
import { type Snapshot, takeSnapshot } from './snapshot.ts'

/** One protection taken away: a policy dropped or opened to all, a trigger switched off. */
export type Mutation = { name: string; statement: string }

/** Every policy and trigger of the migrated database, but the owner's own door. */
export async function mutationsOf(owner: Database): Promise<Mutation[]> {
  const policies = await sql<{ table: string; policy: string; cmd: string; check: boolean; using: boolean }>`
    select tablename as table, policyname as policy, cmd, with_check is not null as check, qual is not null as using
      from pg_policies where schemaname = 'public' and policyname <> 'owner_all' order by 1, 2`.execute(owner)
  const triggers = await sql<{ table: string; trigger: string }>`
    select c.relname as table, t.tgname as trigger from pg_trigger t join pg_class c on c.oid = t.tgrelid
     where not t.tgisinternal and c.relnamespace = 'public'::regnamespace order by 1, 2`.execute(owner)
  return [
    ...policies.rows.flatMap(({ table, policy, check, using }) => {
      const open = [using && 'using (true)', check && 'with check (true)'].filter(Boolean).join(' ')
      return [
        { name: `${policy} on ${table} dropped`, statement: `drop policy ${policy} on ${table}` },
        { name: `${policy} on ${table} open to all`, statement: `alter policy ${policy} on ${table} ${open}` },
      ]
    }),
    ...triggers.rows.map(({ table, trigger }) => ({
      name: `${trigger} on ${table} switched off`,
      statement: `alter table ${table} disable trigger ${trigger}`,
    })),
  ]
}

export type Whole = { stage: Stage; snapshot: Snapshot; went: ReadonlyMap<number, ReadonlySet<string>> }
const VIEWERS = [null, 0, 1, 2, 3, 4, 5, 6, 7]
/** Those who may write by their roles, and one who may not. */
const WRITERS = [0, 1, 3, 6]

/** What each writer got through while everything was in force. */
export async function wholeOf(stage: Stage): Promise<Whole> {
  const snapshot = await stage.undoable.asOwner((owner) => takeSnapshot(owner, stage.form))
  const went = new Map<number, ReadonlySet<string>>()
  for (const n of WRITERS) went.set(n, (await writesOf(stage, snapshot, n)).went)
  return { stage, snapshot, went }
}

const personOf = (stage: Stage, n: number | null) => askerOf(n === null ? null : stage.world.people[n]!)

async function writesOf(stage: Stage, snapshot: Snapshot, n: number) {
  const asker = personOf(stage, n)
  return findWrongWrites(stage.server, asker, stage.form, sightOf(snapshot, asker, modules, new Date()), dice(n), 15)
}

/** Everything the programme finds wrong by plain SQL and in what follows from acts; stops at the first check that does. */
export async function firstWrong({ stage, snapshot, went }: Whole): Promise<string[]> {
  const { undoable, server, world, form } = stage
  const sights = async (of: Snapshot, words: string) => {
    for (const n of VIEWERS) {
      const asker = personOf(stage, n)
      const wrong = await findWrongSight(server, asker, form, sightOf(of, asker, modules, new Date()))
      if (wrong.length > 0) return wrong.map((line) => `${words}${line}`)
    }
    return []
  }
  const seen = await sights(snapshot, '')
  if (seen.length > 0) return seen
  for (const n of WRITERS) {
    const now = await writesOf(stage, snapshot, n)
    const lost = [...went.get(n)!.difference(now.went)].map((what) => `${what} no longer`)
    if (now.wrong.length + lost.length > 0) return [...now.wrong, ...lost]
  }
  const escalated = await findEscalations(server, world, snapshot)
  if (escalated.length > 0) return escalated
  for (const check of CONSEQUENCES) {
    const wrong = await undoable.trial(() => check(stage))
    if (wrong.length > 0) return wrong
  }
  for (const [words, act] of AUDIENCES) {
    const wrong = await undoable.trial(async () => {
      const after = await undoable.asOwner(async (owner) => {
        await act.execute(owner)
        return takeSnapshot(owner, form)
      })
      return sights(after, `${words}: `)
    })
    if (wrong.length > 0) return wrong
  }
  return []
}

/** Acts after which what is seen must still be what the grants say. */
const AUDIENCES = [
  [
    'shared',
    sql`insert into grants (record, grantee_kind, grantee, gives) select r.id, 'circle', circle_id('members'), 'read' from records r where level = 0`,
  ],
  ['withdrawn', sql`update grants set revoked_at = now() where basis <> 'originator'`],
  ['removed', sql`delete from grants where basis <> 'originator'`],
  ['raised', sql`update records set level = 2 where level = 0 and sources = '{}'`],
  [
    'denied',
    sql`insert into grants (record, grantee_kind, grantee, gives) select r.id, 'circle', circle_id('focal_points'), 'deny' from records r where level = 0`,
  ],
  [
    'made',
    sql`with made as (insert into records (kind, owner_org, level) select 'programmes.programme', id, 1 from organisations where code = 'UNA' returning id)
        insert into programmes (id, title, type, status, leads) select made.id, '{"original": "en", "texts": {"en": "New"}}', 'project', 'planned', array[o.id] from made, organisations o where o.code = 'UNA'`,
  ],
  [
    'made from',
    sql`insert into records (kind, owner_org, sources, level, handling) select 'programmes.programme', owner_org, array[id], level, handling from records where sources <> '{}'`,
  ],
] as const
