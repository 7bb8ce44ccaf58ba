import { type RawBuilder, sql } from 'kysely'
import type { World } from './build-world.ts'
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
