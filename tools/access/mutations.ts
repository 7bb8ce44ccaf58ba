import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../../platform/database.ts'
import type { World } from './build-world.ts'
import { isConjunction, withoutEachClause } from './clauses.ts'
import { CONSEQUENCES } from './consequences.ts'
import { dice } from './dice.ts'
import { findRefused } from './entitlements.ts'
import { danglingFaresOf, faresOf } from './escalations.ts'
import type { Asker, Asking } from './installation.ts'
import { askerOf } from './interference.ts'
import { findWrongSight, publicTables } from './raw-sight.ts'
import { findWrongWrites } from './raw-writes.ts'
import { scopesOf } from './scopes.ts'
import { type Sight, sightOf } from './sight.ts'
import { takeSnapshot } from './snapshot.ts'
import { findUnaudited } from './traces.ts'
import { goodCalls, type Rehearsal, routes, trialsOf } from './trials.ts'

/** One protection taken away: a policy dropped or opened to all, a trigger switched off. */
export type Mutation = { kind: 'policy' | 'trigger'; name: string; table: string; statement: string }

/**
 * Behind another lock of the same kind, so that nothing can miss it: words go only under a comment of one's own, reasons
 * under a check of one's own; who controls a record reads it; the guards of recommendations, consents and chains of results,
 * and the policies of distinctions and links, look for the other end with the writer's eyes.
 */
const DOUBLED = [
  'aa_visible_comment on comment_texts switched off',
  'aa_visible_other on distinctions switched off',
  'aa_visible_other on links switched off',
  'aa_visible_parent on results switched off',
  'aa_visible_result on indicators switched off',
  'aa_visible_indicator on measurements switched off',
  'both_ends on links switched off',
  'aa_visible_assessment on recommendations switched off',
  'aa_visible_redaction on consents switched off',
  'aa_visible_id on safeguard_reasons switched off',
  'read on consent_receipts open to all',
]

/** Policies of shareable tables that after-each.sql writes. */
const TEMPLATE = ['discover', 'read', 'make', 'change', 'remove']

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
    ...policies.rows
      // What is kept is removed by nobody, whoever might remove it otherwise.
      .filter(({ table, policy }) => !(table === 'assessments' && policy === 'remove'))
      .flatMap(({ table, policy, check, using }) => {
        const isTemplate = taken.includes(table) && TEMPLATE.includes(policy)
        // Where one of several conditions is missed already, so are all of them.
        const isApart = !isTemplate && [using, check].some((expression) => expression && isConjunction(expression))
        const open = [using && 'using (true)', check && 'with check (true)'].filter(Boolean).join(' ')
        const alter = (to: string) => `alter policy ${policy} on ${table} ${to}`
        const clauses = (how: 'using' | 'with check', expression: string | null) =>
          isTemplate || !expression
            ? []
            : withoutEachClause(expression).map(({ without, left }) => {
                const words = without.replace(/\s+/g, ' ')
                return {
                  kind: 'policy' as const,
                  name: `${policy} on ${table} ${how} without ${words}`,
                  table,
                  statement: alter(`${how} (${left})`),
                }
              })
        const whole = { kind: 'policy' as const, table }
        return [
          // Without a policy nobody sees anything either: one that says so cannot be missed.
          ...(using === 'false'
            ? []
            : [{ ...whole, name: `${policy} on ${table} dropped`, statement: `drop policy ${policy} on ${table}` }]),
          ...(using === 'true' || isApart
            ? []
            : [{ ...whole, name: `${policy} on ${table} open to all`, statement: alter(open) }]),
          ...clauses('using', using),
          ...clauses('with check', check),
        ]
      }),
    ...triggers.rows.map(({ table, trigger }) => ({
      kind: 'trigger' as const,
      name: `${trigger} on ${table} switched off`,
      table,
      statement: `alter table ${table} disable trigger ${trigger}`,
    })),
  ].filter(({ name }) => !DOUBLED.includes(name))
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
  sights: ReadonlyMap<Asker, Sight>
  went: ReadonlyMap<string, ReadonlySet<string>>
  fares: readonly string[]
  /** By table, what its policies alone let through, where that was looked at. */
  scopes: Map<string, readonly string[]>
}
/** A call that is granted while everything is in force. */
type Granted = { asker: Asker; asking: Asking }
/** Everyone and nobody; without a second factor; an originator, an auditor and the secretariat looking through another organisation. */
const viewersOf = ({ people, organisations }: World): Asker[] => {
  const person = (n: number, as: object = {}) => ({ ...askerOf(people[n]!)!, ...as })
  return [
    ...[null, person(0), person(1), person(2), person(3), person(4), person(5), person(6), person(7)],
    person(1, { secondFactor: false }),
    person(1, { viewAs: organisations[2]!.id }),
    person(7, { viewAs: organisations[0]!.id }),
    person(0, { viewAs: organisations[2]!.id }),
  ]
}
/** Those who may write by their roles, and one who may not. */
const WRITERS = [0, 1, 3, 6]

/** Calls that those who write are granted, one of each endpoint: minutes of asking, so only where all are needed. */
export async function grantedIn(rehearsal: Rehearsal): Promise<Granted[]> {
  const granted: Granted[] = []
  for (const n of WRITERS) {
    const trials = await trialsOf(rehearsal, n)
    // Not of sign-in: it has connections of its own, which would wait for the table that is tampered with.
    for (const { endpoint } of routes.filter(({ name }) => !name.startsWith('access.')))
      for (const asking of await goodCalls(trials, endpoint, 1)) granted.push({ asker: trials.asker, asking })
  }
  return granted
}

export async function wholeOf(rehearsal: Rehearsal, granted: readonly Granted[] = []): Promise<Whole> {
  const { snapshot, form, world } = rehearsal
  const sights = new Map(viewersOf(world).map((asker) => [asker, sightOf(snapshot, asker, new Date())]))
  await rehearsal.undoable.undo()
  const fares = await faresOf(rehearsal.server, world, snapshot)
  const whole = { rehearsal, granted, sights, fares, scopes: new Map(), went: new Map<string, ReadonlySet<string>>() }
  for (const n of WRITERS)
    for (const table of publicTables(form)) whole.went.set(`${n} ${table}`, (await writesOf(whole, n, table)).went)
  return whole
}

async function writesOf({ rehearsal, sights }: Whole, n: number, table: string) {
  const { server, form, world } = rehearsal
  const [asker, sight] = [...sights].find(([viewer]) => viewer?.id === world.people[n]!.id)!
  return findWrongWrites(server, asker, form, sight, dice(n), 15, [table])
}

/**
 * Everything the programme finds wrong by plain SQL and in what follows from acts; stops at the first check that does.
 * What is nearest to a table that was tampered with is looked at first.
 */
export async function firstWrong(whole: Whole, tampered?: string): Promise<string[]> {
  const tables = publicTables(whole.rehearsal.form)
  const near = tables.filter((table) => table === tampered)
  const far = tables.filter((table) => table !== tampered)
  const { server, world, snapshot, undoable } = whole.rehearsal
  const after = (where: string[]) =>
    AUDIENCES.map(
      ([words, act]) =>
        () =>
          wrongAfter(whole, words, act, where),
    )
  const checks = [
    () => wrongSight(whole, near),
    () => wrongWrites(whole, near),
    () => otherScopes(whole, near),
    () => findUnaudited(whole.rehearsal, near),
    () => otherFares(whole),
    () => findRefused(server, world, snapshot),
    ...CONSEQUENCES.map((check) => () => undoable.trial(() => check(whole.rehearsal))),
    ...(near.length > 0 ? after(near) : []),
    () => lostCalls(whole),
    () => wrongSight(whole, far),
    () => findUnaudited(whole.rehearsal, far),
    ...after(far),
    () => wrongWrites(whole, far),
  ]
  for (const check of checks) {
    const wrong = await check()
    if (wrong.length > 0) return wrong
  }
  return []
}

async function wrongSight({ rehearsal, sights }: Whole, tables: string[]): Promise<string[]> {
  for (const [asker, sight] of tables.length > 0 ? sights : []) {
    const wrong = await findWrongSight(rehearsal.server, asker, rehearsal.form, sight, tables)
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

/**
 * Where two protections stand one behind the other, what is tried is refused without the first as well, but otherwise:
 * with an error, say, where nothing was there to be changed.
 */
async function otherFares({ rehearsal, fares }: Whole): Promise<string[]> {
  const { server, world, snapshot } = rehearsal
  return (await faresOf(server, world, snapshot)).filter((fare, n) => fare !== fares[n])
}

/** Looks at what the policies of a table alone let through, while they are in force. It takes a second, so only once. */
export async function lookAtScopes(whole: Whole, table: string): Promise<void> {
  if (!whole.scopes.has(table)) whole.scopes.set(table, await triedOn(whole, table))
}
const triedOn = async ({ rehearsal, sights }: Whole, table: string): Promise<string[]> => [
  ...(await danglingFaresOf(rehearsal, table)),
  ...(await scopesOf(rehearsal, sights, table)),
]

/** Writes that the policies alone no longer let through, or let through now. */
async function otherScopes(whole: Whole, tables: string[]): Promise<string[]> {
  for (const table of tables) {
    const before = whole.scopes.get(table)
    const now = before ? await triedOn(whole, table) : []
    const other = now.filter((line, n) => line !== before![n])
    if (other.length > 0) return other.map((line) => `${table}: ${line}`)
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
async function wrongAfter(
  { rehearsal, sights }: Whole,
  words: string,
  act: RawBuilder<unknown>,
  tables: string[],
): Promise<string[]> {
  const { undoable, server, form } = rehearsal
  return undoable.trial(async () => {
    const after = await undoable.asOwner(async (owner) => {
      await act.execute(owner)
      return takeSnapshot(owner, form)
    })
    for (const asker of sights.keys()) {
      const wrong = await findWrongSight(server, asker, form, sightOf(after, asker, new Date()), tables)
      if (wrong.length > 0) return wrong.map((line) => `${words}: ${line}`)
    }
    return []
  })
}

const AUDIENCES = [
  ['of older terms', sql`update persons set terms_version = 'older' where not service`],
  [
    'suspended',
    sql`update persons set listed = true, status = case when mail like 'person-4%' then 'suspended' else status end where not service`,
  ],
  ['invited', sql`update persons set status = 'invited' where mail like 'person-4%'`],
  ['no demonstration', sql`delete from settings where name = 'demonstration'`],
  [
    'shared',
    sql`insert into grants (record, grantee_kind, grantee, gives) select r.id, 'circle', circle_id('members'), 'read' from records r where level = 0`,
  ],
  ['withdrawn', sql`update grants set revoked_at = now() where basis not in ('originator', 'concerned')`],
  ['removed', sql`delete from grants where basis not in ('originator', 'concerned')`],
  ['raised', sql`update records set level = 2 where level = 0 and sources = '{}'`],
  ['out of reach', sql`update records set level = 2 where level < 2 and sources = '{}'`],
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
