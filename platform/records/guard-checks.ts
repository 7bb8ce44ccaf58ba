import { randomUUID } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import { CIRCLES } from '../access/refs.ts'
import type { Tx } from '../database.ts'
import type { TestPerson, TestPlatform } from '../testing.ts'

/**
 * What the guards and policies of records and grants must say to every attempt, put to the database itself, past all
 * endpoints. Answers the names of the attempts that ended otherwise; none when all is as it must be.
 */
export async function checkGuards(platform: TestPlatform): Promise<string[]> {
  const cast = await castOf(platform)
  const wrong: string[] = []
  for (const { name, outcome, attempt } of attempts(cast, platform)) {
    const ended = await attempt().then(
      (found) => found,
      (error: Error & { code?: string }) =>
        error.code?.startsWith('CC') ? error.message : (error.code ?? error.message),
    )
    if (JSON.stringify(ended) !== JSON.stringify(outcome)) wrong.push(`${name}: ${JSON.stringify(ended)}`)
  }
  return wrong
}

type Attempt = { name: string; outcome: unknown; attempt: () => Promise<unknown> }
type Cast = Awaited<ReturnType<typeof castOf>>

async function castOf(platform: TestPlatform) {
  const officer = await platform.person(undefined, { roles: ['officer'] })
  const receiver = await platform.person(undefined, { roles: ['officer'] })
  const groups = { hidden: randomUUID() }
  await sql`insert into groups (id, kind, code, names) values (${groups.hidden}, 'ad_hoc', ${`G${groups.hidden.slice(0, 8)}`}, '{"original": "en", "texts": {"en": "G"}}')`.execute(
    platform.owner,
  )
  return {
    officer,
    receiver,
    groups,
    colleague: await platform.person(officer.organisation),
    low: await platform.person(officer.organisation, { roles: ['officer'], clearance: 1 }),
    receiverColleague: await platform.person(receiver.organisation),
    stranger: await platform.person(undefined, { roles: ['officer'] }),
  }
}

const run = (person: TestPerson, query: (tx: Tx) => RawBuilder<unknown>) =>
  person.act(async (tx) => {
    const { rows, numAffectedRows } = await query(tx).execute(tx)
    return rows.length > 0 ? rows.map((row) => Object.values(row as object)[0]) : Number(numAffectedRows ?? 0)
  })

function attempts(cast: Cast, platform: TestPlatform): Attempt[] {
  return [...ofRecords(cast, platform), ...ofGrants(cast), ...ofReading(cast, platform)]
}

/** A record of the officer, as the owner of the database makes it: nothing in the way. */
async function given(
  platform: TestPlatform,
  of: string,
  { level = 0, sources = [] as string[] } = {},
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into records (kind, owner_org, level, sources) values ('test.thing', ${of}, ${level}, ${sources}::uuid[]) returning id`.execute(
    platform.owner,
  )
  return rows[0]!.id
}

type Line = {
  kind?: string
  role?: string
  basis?: string
  starts?: RawBuilder<unknown>
  ends?: RawBuilder<unknown>
  by?: string
}

const grant = (
  record: string,
  grantee: string,
  gives: string,
  { kind = 'organisation', role, basis = 'decision', starts, ends }: Line = {},
) =>
  sql`insert into grants (record, grantee_kind, grantee, role, gives, basis, starts_at, ends_at)
      values (${record}, ${kind}, ${grantee}, ${role ?? null}, ${gives}, ${basis}, ${starts ?? sql`now()`}, ${ends ?? sql`null`})`

function ofRecords({ officer, receiver, colleague, low, stranger }: Cast, platform: TestPlatform): Attempt[] {
  const own = (options = {}) => given(platform, officer.organisation, options)
  const make = (who: TestPerson, level: number, sources: string[], handling = '{}') =>
    run(
      who,
      () =>
        sql`insert into records (kind, level, handling, sources) values ('test.thing', ${level}, ${handling}::text[], ${sources}::uuid[]) returning 'made'`,
    )
  const set = (who: TestPerson, id: string, change: RawBuilder<unknown>) =>
    run(who, () => sql`update records set ${change} where id = ${id} returning 'changed'`)
  const shared = async (gives: string, options = {}, to = receiver.organisation, line: Line = {}) => {
    const id = await own(options)
    await grant(id, to, gives, line).execute(platform.owner)
    return id
  }
  const derivedFrom = async (change: RawBuilder<unknown>) => {
    const source = await own()
    const middle = await given(platform, receiver.organisation, { sources: [source] })
    const last = await given(platform, receiver.organisation, { sources: [middle] })
    await set(officer, source, change)
    const { rows } = await sql<{
      level: number
      handling: string[]
      sources: string[]
    }>`select level, handling, sources from records where id = ${last}`.execute(platform.owner)
    return [
      rows[0]!.level,
      rows[0]!.handling,
      rows[0]!.sources.toSorted().join() === [source, middle].toSorted().join(),
    ]
  }
  return [
    { name: 'makes a record', outcome: ['made'], attempt: () => make(officer, 2, []) },
    {
      name: 'makes a record of another organisation',
      outcome: '42501',
      attempt: () =>
        run(officer, () => sql`insert into records (kind, owner_org) values ('test.thing', ${receiver.organisation})`),
    },
    { name: 'makes a record above the own level', outcome: 'access.above_your_level', attempt: () => make(low, 2, []) },
    { name: 'names no source', outcome: 'not_found', attempt: () => make(officer, 0, [randomUUID()]) },
    { name: 'names a hidden source', outcome: 'not_found', attempt: async () => make(stranger, 0, [await own()]) },
    {
      name: 'names a source to be discovered only',
      outcome: 'not_found',
      attempt: async () => make(receiver, 0, [await shared('discover')]),
    },
    {
      name: 'names a source that is hidden by its own source',
      outcome: 'not_found',
      attempt: async () => {
        const derived = await own({ sources: [await own()] })
        await grant(derived, receiver.organisation, 'read').execute(platform.owner)
        return make(receiver, 0, [derived])
      },
    },
    {
      name: 'makes less of a source',
      outcome: 'access.below_source',
      attempt: async () => make(officer, 0, [await own({ level: 1 })]),
    },
    {
      name: 'forgets the caveat of a source',
      outcome: 'access.below_source',
      attempt: async () => {
        const id = await own()
        await set(officer, id, sql`handling = '{no_quote}'`)
        return make(officer, 0, [id])
      },
    },
    {
      name: 'lowers below a source',
      outcome: 'access.below_source',
      attempt: async () => set(officer, await own({ level: 1, sources: [await own({ level: 1 })] }), sql`level = 0`),
    },
    {
      name: 'raises a level, and what was made from it',
      outcome: [2, [], true],
      attempt: () => derivedFrom(sql`level = 2`),
    },
    {
      name: 'adds a caveat, also to what was made from it',
      outcome: [0, ['no_quote'], true],
      attempt: () => derivedFrom(sql`handling = '{no_quote}'`),
    },
    {
      name: 'changes the version where it contributes',
      outcome: ['changed'],
      attempt: async () => set(receiver, await shared('contribute'), sql`version = 2`),
    },
    ...['level = 1', "handling = '{no_quote}'", `card = '{"original": "en", "texts": {"en": "Card"}}'`].flatMap(
      (change): Attempt[] => [
        {
          name: `contributor of another organisation: ${change}`,
          outcome: 'access.originator_only',
          attempt: async () => set(receiver, await shared('contribute'), sql.raw(change)),
        },
        {
          name: `colleague without the role: ${change}`,
          outcome: 'access.denied',
          attempt: async () => set(colleague, await own(), sql.raw(change)),
        },
        {
          name: `originator: ${change}`,
          outcome: ['changed'],
          attempt: async () => set(officer, await own(), sql.raw(change)),
        },
      ],
    ),
    {
      name: 'raises above the own level',
      outcome: 'access.above_your_level',
      attempt: async () => set(low, await own(), sql`level = 2`),
    },
    {
      name: 'raises with everyone',
      outcome: 'access.too_wide_for_level',
      attempt: async () => set(officer, await shared('read', {}, CIRCLES.everyone, { kind: 'circle' }), sql`level = 1`),
    },
    {
      name: 'raises with all members',
      outcome: ['changed'],
      attempt: async () => set(officer, await shared('read', {}, CIRCLES.members, { kind: 'circle' }), sql`level = 1`),
    },
    {
      name: 'raises to the highest with all members',
      outcome: 'access.too_wide_for_level',
      attempt: async () =>
        set(officer, await shared('discover', {}, CIRCLES.members, { kind: 'circle' }), sql`level = 2`),
    },
    {
      name: 'raises after the circle ended',
      outcome: ['changed'],
      attempt: async () =>
        set(
          officer,
          await shared('read', {}, CIRCLES.everyone, {
            kind: 'circle',
            starts: sql`now() - interval '2 hours'`,
            ends: sql`now() - interval '1 hour'`,
          }),
          sql`level = 1`,
        ),
    },
    ...["kind = 'test.other'", `owner_org = '${receiver.organisation}'`, "sources = '{}'"].map(
      (change): Attempt => ({
        name: `even the owner of the database: ${change.slice(0, 9)}`,
        outcome: 'access.fixed',
        attempt: async () => {
          const id = await own({ sources: [await own()] })
          await sql`update records set ${sql.raw(change)} where id = ${id}`.execute(platform.owner)
          return 'changed'
        },
      }),
    ),
    {
      name: 'removes another organisation’s record',
      outcome: 0,
      attempt: async () => {
        const id = await shared('contribute')
        return run(receiver, () => sql`delete from records where id = ${id}`)
      },
    },
  ]
}

function ofGrants({ officer, receiver, colleague, low, stranger, receiverColleague, groups }: Cast): Attempt[] {
  const own = (level = 0) =>
    officer.act(async (tx) => {
      const { rows } = await sql<{
        id: string
      }>`insert into records (kind, level) values ('test.thing', ${level}) returning id`.execute(tx)
      return rows[0]!.id
    })
  const share = (who: TestPerson, record: string, grantee: string, gives = 'read', line: Line = {}) =>
    run(who, () => grant(record, grantee, gives, line))
  const received = async () => {
    const id = await own()
    await share(officer, id, receiver.organisation, 'contribute')
    return id
  }
  const withdraw = (who: TestPerson, id: string, which: RawBuilder<unknown>) =>
    run(who, () => sql`update grants set revoked_at = now() where record = ${id} and ${which}`)
  const everyone = CIRCLES.everyone
  return [
    { name: 'shares', outcome: 1, attempt: async () => share(officer, await own(), stranger.organisation) },
    {
      name: 'shares no record',
      outcome: 'not_found',
      attempt: () => share(officer, randomUUID(), stranger.organisation),
    },
    {
      name: 'shares a hidden record',
      outcome: 'not_found',
      attempt: async () => share(stranger, await own(2), everyone, 'read', { kind: 'circle' }),
    },
    {
      name: 'shares what was received',
      outcome: '42501',
      attempt: async () => share(receiver, await received(), stranger.organisation),
    },
    {
      name: 'shares without the role',
      outcome: '42501',
      attempt: async () => share(colleague, await own(), stranger.organisation),
    },
    ...['originator', 'break_glass'].map(
      (basis): Attempt => ({
        name: `shares as ${basis}`,
        outcome: '42501',
        attempt: async () => share(officer, await own(), stranger.organisation, 'read', { basis }),
      }),
    ),
    {
      name: 'confidential to everyone',
      outcome: 'access.too_wide_for_level',
      attempt: async () => share(officer, await own(1), everyone, 'discover', { kind: 'circle' }),
    },
    {
      name: 'confidential to members',
      outcome: 1,
      attempt: async () => share(officer, await own(1), CIRCLES.members, 'read', { kind: 'circle' }),
    },
    {
      name: 'strictly confidential to members',
      outcome: 'access.too_wide_for_level',
      attempt: async () => share(officer, await own(2), CIRCLES.members, 'read', { kind: 'circle' }),
    },
    ...(
      [
        ['person', randomUUID()],
        ['person', stranger.id],
        ['group', randomUUID()],
        ['group', groups.hidden],
        ['circle', randomUUID()],
        ['organisation', randomUUID()],
      ] as const
    ).map(
      ([kind, id], i): Attempt => ({
        name: `shares with an unknown ${kind} ${i}`,
        outcome: 'access.no_such_grantee',
        attempt: async () => share(officer, await own(), id, 'read', { kind }),
      }),
    ),
    {
      name: 'shares with the installation',
      outcome: 'access.no_such_grantee',
      attempt: async () => {
        const id = await own()
        return run(
          officer,
          () =>
            sql`insert into grants (record, grantee_kind, grantee, gives) select ${id}, 'organisation', id, 'read' from organisations where kind = 'installation'`,
        )
      },
    },
    {
      name: 'denies the own organisation',
      outcome: 'access.would_lock_out',
      attempt: async () => share(officer, await own(), officer.organisation, 'deny'),
    },
    {
      name: 'denies a circle of the own',
      outcome: 'access.would_lock_out',
      attempt: async () => share(officer, await own(), everyone, 'deny', { kind: 'circle' }),
    },
    {
      name: 'denies the own role',
      outcome: 'access.would_lock_out',
      attempt: async () => share(officer, await own(), officer.organisation, 'deny', { kind: 'role', role: 'officer' }),
    },
    {
      name: 'denies another',
      outcome: 1,
      attempt: async () => share(officer, await own(), stranger.organisation, 'deny'),
    },
    {
      name: 'receiver keeps its own out',
      outcome: 1,
      attempt: async () => share(receiver, await received(), receiverColleague.id, 'deny', { kind: 'person' }),
    },
    {
      name: 'receiver lets its own in',
      outcome: '42501',
      attempt: async () => share(receiver, await received(), receiverColleague.id, 'read', { kind: 'person' }),
    },
    {
      name: 'receiver keeps an organisation out',
      outcome: '42501',
      attempt: async () => share(receiver, await received(), stranger.organisation, 'deny'),
    },
    {
      name: 'receiver without the role keeps out',
      outcome: '42501',
      attempt: async () => share(receiverColleague, await received(), receiver.id, 'deny', { kind: 'person' }),
    },
    {
      name: 'withdraws',
      outcome: 1,
      attempt: async () => withdraw(officer, await received(), sql`basis = 'decision'`),
    },
    {
      name: 'withdraws in the own name at that moment',
      outcome: [true],
      attempt: async () => {
        const id = await received()
        await run(
          officer,
          () => sql`update grants set revoked_at = '2000-01-01' where record = ${id} and basis = 'decision'`,
        )
        return run(
          officer,
          () =>
            sql`select revoked_by = ${officer.id} and revoked_at > now() - interval '1 minute' from grants where record = ${id} and basis = 'decision'`,
        )
      },
    },
    {
      name: 'withdraws the originator’s',
      outcome: 'access.fixed',
      attempt: async () => withdraw(officer, await own(), sql`true`),
    },
    { name: 'receiver withdraws', outcome: 0, attempt: async () => withdraw(receiver, await received(), sql`true`) },
    {
      name: 'withdraws without the role',
      outcome: 0,
      attempt: async () => withdraw(colleague, await received(), sql`true`),
    },
    {
      name: 'withdraws what was withdrawn',
      outcome: 'access.fixed',
      attempt: async () => {
        const id = await received()
        await withdraw(officer, id, sql`basis = 'decision'`)
        return run(officer, () => sql`update grants set revoked_at = null where record = ${id} and basis = 'decision'`)
      },
    },
    {
      name: 'receiver takes its own narrowing back',
      outcome: 1,
      attempt: async () => {
        const id = await received()
        await share(receiver, id, receiverColleague.id, 'deny', { kind: 'person' })
        return withdraw(receiver, id, sql`gives = 'deny'`)
      },
    },
    {
      name: 'one of clearance 1 shares above it',
      outcome: 'not_found',
      attempt: async () => share(low, await own(2), stranger.organisation),
    },
  ]
}

/** Which lines of one audience each of them reads. */
function ofReading(cast: Cast, platform: TestPlatform): Attempt[] {
  const { officer, receiver, colleague, receiverColleague, stranger } = cast
  let id: string
  const build = async () => {
    id = await given(platform, officer.organisation)
    const hours = (n: number) => sql`now() + make_interval(hours => ${n})`
    await grant(id, receiver.organisation, 'read').execute(platform.owner)
    await grant(id, receiver.organisation, 'comment', { starts: hours(1) }).execute(platform.owner)
    await grant(id, receiver.organisation, 'contribute', { starts: hours(-2), ends: hours(-1) }).execute(platform.owner)
    await grant(id, CIRCLES.donors, 'deny', { kind: 'circle' }).execute(platform.owner)
    await grant(id, stranger.organisation, 'deny').execute(platform.owner)
    await grant(id, stranger.organisation, 'read').execute(platform.owner)
    await sql`insert into grants (record, grantee_kind, grantee, gives, granted_org) values (${id}, 'person', ${stranger.id}, 'deny', ${receiver.organisation})`.execute(
      platform.owner,
    )
    await sql`insert into grants (record, grantee_kind, grantee, gives, revoked_at) values (${id}, 'organisation', ${receiver.organisation}, 'discover', now())`.execute(
      platform.owner,
    )
  }
  const lines = async (who: TestPerson) => {
    if (!id) await build()
    const { rows } = await who.act((tx) =>
      sql<{ n: number }>`select count(*)::integer as n from grants where record = ${id}`.execute(tx),
    )
    return rows[0]!.n
  }
  return [
    { name: 'the originator reads all lines', outcome: 9, attempt: () => lines(officer) },
    { name: 'so does its colleague', outcome: 9, attempt: () => lines(colleague) },
    { name: 'a receiver reads what lets it in and what it gave', outcome: 2, attempt: () => lines(receiver) },
    { name: 'so does its colleague there', outcome: 2, attempt: () => lines(receiverColleague) },
    { name: 'who is denied reads none', outcome: 0, attempt: () => lines(stranger) },
  ]
}
