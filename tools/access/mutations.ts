import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../../platform/database.ts'
import { withoutEachClause } from './clauses.ts'
import { CONSEQUENCES } from './consequences.ts'
import { dice } from './dice.ts'
import { findEscalations } from './escalations.ts'
import type { Asker, Asking } from './installation.ts'
import { askerOf } from './interference.ts'
import { findWrongSight, publicTables } from './raw-sight.ts'
import { findWrongWrites } from './raw-writes.ts'
import { type Sight, sightOf } from './sight.ts'
import { takeSnapshot } from './snapshot.ts'
import { goodCalls, type Rehearsal, routes, trialsOf } from './trials.ts'

/** One protection taken away: a policy dropped or opened to all, a trigger switched off. */
export type Mutation = { name: string; table: string; statement: string }

/**
 * Of the migrated database: every policy but the owner's own door, every condition in one, and every trigger. The one
 * conjunction of the shareable tables is taken apart in platform/access/mutants.ts.
 */
export async function mutationsOf(owner: Database): Promise<Mutation[]> {
  const policies = await sql<{ table: string; policy: string; check: string | null; using: string | null }>`
    select tablename as table, policyname as policy, with_check as check, qual as using
      from pg_policies where schemaname = 'public' and policyname <> 'owner_all' order by 1, 2`.execute(owner)
  const shareable = await sql<{ name: string }>`select name from shareable_tables union select 'records'`.execute(owner)
  const taken = shareable.rows.map(({ name }) => name)
  const triggers = await sql<{ table: string; trigger: string }>`
    select c.relname as table, t.tgname as trigger from pg_trigger t join pg_class c on c.oid = t.tgrelid
     where not t.tgisinternal and c.relnamespace = 'public'::regnamespace order by 1, 2`.execute(owner)
  return [
    ...policies.rows.flatMap(({ table, policy, check, using }) => {
      const open = [using && 'using (true)', check && 'with check (true)'].filter(Boolean).join(' ')
      const alter = (to: string) => `alter policy ${policy} on ${table} ${to}`
      const clauses = (how: 'using' | 'with check', expression: string | null) =>
        taken.includes(table) || !expression
          ? []
          : withoutEachClause(expression).map(({ without, left }) => {
              const words = without.replace(/\s+/g, ' ')
              return {
                name: `${policy} on ${table} ${how} without ${words}`,
                table,
                statement: alter(`${how} (${left})`),
              }
            })
      return [
        { name: `${policy} on ${table} dropped`, table, statement: `drop policy ${policy} on ${table}` },
        ...(using === 'true' ? [] : [{ name: `${policy} on ${table} open to all`, table, statement: alter(open) }]),
        ...clauses('using', using),
        ...clauses('with check', check),
      ]
    }),
    ...triggers.rows.map(({ table, trigger }) => ({
      name: `${trigger} on ${table} switched off`,
      table,
      statement: `alter table ${table} disable trigger ${trigger}`,
    })),
  ]
}

/** Does the work while a protection is away. */
export async function withMutation<T>(
  { undoable }: Rehearsal,
  { statement }: Mutation,
  work: () => Promise<T>,
): Promise<T> {
  await undoable.asOwner((owner) => sql.raw(statement).execute(owner))
  try {
    return await work()
  } finally {
    await undoable.undo()
  }
}

/** What holds while everything is in force: who sees what by the rules, and what each writer gets through, table by table. */
type Whole = {
  rehearsal: Rehearsal
  granted: readonly Granted[]
  sights: ReadonlyMap<number | null, Sight>
  went: ReadonlyMap<string, ReadonlySet<string>>
}
/** A call that is granted while everything is in force. */
type Granted = { asker: Asker; asking: Asking }
const VIEWERS = [null, 0, 1, 2, 3, 4, 5, 6, 7]
/** Those who may write by their roles, and one who may not. */
const WRITERS = [0, 1, 3, 6]

export async function wholeOf(rehearsal: Rehearsal): Promise<Whole> {
  const { snapshot, form } = rehearsal
  const sights = new Map(VIEWERS.map((n) => [n, sightOf(snapshot, personOf(rehearsal, n), new Date())]))
  const granted: Granted[] = []
  for (const n of WRITERS) {
    const trials = await trialsOf(rehearsal, n)
    // Not of sign-in: it has connections of its own, which would wait for the table that is tampered with.
    for (const { endpoint } of routes.filter(({ name }) => !name.startsWith('access.')))
      for (const asking of await goodCalls(trials, endpoint, 1)) granted.push({ asker: trials.asker, asking })
  }
  await rehearsal.undoable.undo()
  const whole = { rehearsal, granted, sights, went: new Map<string, ReadonlySet<string>>() }
  for (const n of WRITERS)
    for (const table of publicTables(form)) whole.went.set(`${n} ${table}`, (await writesOf(whole, n, table)).went)
  return whole
}

const personOf = ({ world }: Rehearsal, n: number | null) => askerOf(n === null ? null : world.people[n]!)

async function writesOf({ rehearsal, sights }: Whole, n: number, table: string) {
  const { server, form } = rehearsal
  return findWrongWrites(server, personOf(rehearsal, n), form, sights.get(n)!, dice(n), 15, [table])
}

/**
 * Everything the programme finds wrong by plain SQL and in what follows from acts; stops at the first check that does.
 * What is nearest to a table that was tampered with is looked at first.
 */
export async function firstWrong(whole: Whole, tampered?: string): Promise<string[]> {
  const tables = publicTables(whole.rehearsal.form)
  const near = tables.filter((table) => table === tampered)
  const far = tables.filter((table) => table !== tampered)
  const checks = [
    () => wrongSight(whole, near),
    () => wrongWrites(whole, near),
    () => findEscalations(whole.rehearsal.server, whole.rehearsal.world, whole.rehearsal.snapshot),
    () => lostCalls(whole),
    () => wrongSight(whole, far),
    ...CONSEQUENCES.map((check) => () => whole.rehearsal.undoable.trial(() => check(whole.rehearsal))),
    ...AUDIENCES.map(
      ([words, act]) =>
        () =>
          wrongAfter(whole, words, act),
    ),
    () => wrongWrites(whole, far),
  ]
  for (const check of checks) {
    const wrong = await check()
    if (wrong.length > 0) return wrong
  }
  return []
}

async function wrongSight({ rehearsal, sights }: Whole, tables: string[]): Promise<string[]> {
  for (const [n, sight] of tables.length > 0 ? sights : []) {
    const wrong = await findWrongSight(rehearsal.server, personOf(rehearsal, n), rehearsal.form, sight, tables)
    if (wrong.length > 0) return wrong
  }
  return []
}

/** Writes that went through and should not, and kinds of writes that no longer do. */
async function wrongWrites(whole: Whole, tables: string[]): Promise<string[]> {
  for (const table of tables)
    for (const n of WRITERS) {
      const { wrong, went } = await writesOf(whole, n, table)
      const lost = [...whole.went.get(`${n} ${table}`)!.difference(went)].map((what) => `${what} no longer`)
      if (wrong.length + lost.length > 0) return [...wrong, ...lost]
    }
  return []
}

/** Calls that are no longer granted. */
async function lostCalls({ rehearsal, granted }: Whole): Promise<string[]> {
  for (const { asker, asking } of granted) {
    const { status, body } = await rehearsal.undoable.trial(() => rehearsal.server.ask(asker, asking))
    if (status >= 300) return [`${asking.endpoint.audit} is no longer granted: ${body}`]
  }
  return []
}

/** What is seen after an act must be what the grants say then. */
async function wrongAfter({ rehearsal }: Whole, words: string, act: RawBuilder<unknown>): Promise<string[]> {
  const { undoable, server, form } = rehearsal
  return undoable.trial(async () => {
    const after = await undoable.asOwner(async (owner) => {
      await act.execute(owner)
      return takeSnapshot(owner, form)
    })
    for (const n of VIEWERS) {
      const asker = personOf(rehearsal, n)
      const wrong = await findWrongSight(server, asker, form, sightOf(after, asker, new Date()))
      if (wrong.length > 0) return wrong.map((line) => `${words}: ${line}`)
    }
    return []
  })
}

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
