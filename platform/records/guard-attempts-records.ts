import { randomUUID } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import { CIRCLES } from '../access/refs.ts'
import type { TestPerson, TestPlatform } from '../testing.ts'
import { type Attempt, type Cast, given, grant, type Line, run } from './guard-attempts.ts'

/** Making, changing and removing records. */
export function ofRecords({ officer, receiver, colleague, low, stranger }: Cast, platform: TestPlatform): Attempt[] {
  const own = (options = {}) => given(platform, officer.organisation, options)
  const make = (who: TestPerson, level: number, sources: string[], handling = '{}') =>
    run(
      who,
      () =>
        sql`insert into records (kind, level, handling, sources) values ('test.thing', ${level}, ${handling}::text[], ${sources}::uuid[]) returning 'made'`,
    )
  const makeFor = (who: TestPerson, controller: string) =>
    run(who, () => sql`insert into records (kind, controller) values ('test.thing', ${controller}) returning 'made'`)
  const controlled = () => own({ level: 1, handling: '{no_quote}', controller: receiver.organisation })
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
    ...[
      "kind = 'test.other'",
      `owner_org = '${receiver.organisation}'`,
      'controller = owner_org',
      "sources = '{}'",
    ].map(
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
    { name: 'makes what another controls', outcome: ['made'], attempt: () => makeFor(officer, receiver.organisation) },
    {
      name: 'makes what another controls without the role',
      outcome: 'access.denied',
      attempt: () => makeFor(colleague, receiver.organisation),
    },
    {
      name: 'raises what another controls',
      outcome: ['changed'],
      attempt: async () => set(officer, await controlled(), sql`level = 2`),
    },
    {
      name: 'lowers what another controls',
      outcome: 'access.consent_only',
      attempt: async () => set(officer, await controlled(), sql`level = 0`),
    },
    {
      name: 'drops a caveat of what another controls',
      outcome: 'access.consent_only',
      attempt: async () => set(officer, await controlled(), sql`handling = '{}'`),
    },
    {
      name: 'removes what another controls',
      outcome: 0,
      attempt: async () => {
        const id = await controlled()
        return run(officer, () => sql`delete from records where id = ${id}`)
      },
    },
  ]
}
