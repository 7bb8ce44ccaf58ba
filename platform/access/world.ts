import fc from 'fast-check'
import type { Grant } from './decide.ts'
import { CIRCLES, type Circle } from './refs.ts'
import type { Role } from './roles.ts'

/** A small world in which every rule of the audience has something to decide. Days and minutes are counted from now. */
export type World = {
  organisations: { kind: 'state' | 'un_entity'; left: number | null }[]
  groups: { kind: 'compact' | 'working_group' | 'ad_hoc'; hidden: boolean }[]
  members: {
    group: number
    organisation: number | null
    person: number | null
    from: number
    until: number | null
    verified: boolean
  }[]
  people: {
    organisation: number
    roles: Role[]
    from: number
    until: number | null
    clearance: number
    second: boolean
    active: boolean
    terms: boolean
  }[]
  records: { owner: number; level: number; sources: number[]; grants: WorldGrant[] }[]
  /** The viewer looks through this organisation, or the holders of a role there. */
  preview: { organisation: number; role: Role | null } | null
  /** Minutes since the arrays were last brought up to date. */
  stale: number
  /** Of each group the day from which it opens nothing. */
  dissolved: (number | null)[]
}
export type WorldGrant = {
  to: { kind: 'organisation' | 'role' | 'group' | 'person' | 'circle'; index: number; role: Role }
  gives: Grant['gives']
  from: number
  lasts: number | null
  revoked: boolean
}

export const ORGANISATIONS = 3
export const GROUPS = 3
export const PEOPLE = 3
export const RECORDS = 7
export const CIRCLE_NAMES = ['everyone', ...Object.keys(CIRCLES)] as Circle[]

const index = (below: number) => fc.nat({ max: below - 1 })
const rarely = fc.nat({ max: 9 }).map((n) => n === 0)
/** Null but for one time in `of`. */
const seldom = <T>(arbitrary: fc.Arbitrary<T>, of: number): fc.Arbitrary<T | null> =>
  fc.oneof({ weight: of - 1, arbitrary: fc.constant(null) }, { weight: 1, arbitrary })
const role = fc.constantFrom<Role>('reader', 'officer', 'focal_point', 'donor')
const day = fc.constantFrom(-400, -1, 0, 1)
const minute = fc.constantFrom(-60, -5, 0, 5, 60)

const grant: fc.Arbitrary<WorldGrant> = fc.record({
  to: fc.record({
    kind: fc.constantFrom('organisation' as const, 'organisation', 'role', 'group', 'person', 'circle', 'circle'),
    index: index(60),
    role,
  }),
  gives: fc.constantFrom('discover' as const, 'read', 'read', 'comment', 'contribute', 'deny', 'deny'),
  from: fc.oneof({ weight: 3, arbitrary: fc.constant(-60) }, minute),
  lasts: seldom(fc.constantFrom(1, 5, 55, 60, 65, 120), 2),
  revoked: rarely,
})

const lasting = (
  kind: WorldGrant['to']['kind'],
  at: number,
  gives: WorldGrant['gives'],
  lasts: number | null = null,
): WorldGrant => ({
  to: { kind, index: at, role: 'reader' },
  gives,
  from: -60,
  lasts,
  revoked: false,
})
/** What chance seldom puts together: let in and denied at once; open to everyone for a time, to one for good; open to a group for good. */
const grants = fc.oneof(
  { weight: 5, arbitrary: grant.map((one) => [one]) },
  {
    weight: 1,
    arbitrary: index(ORGANISATIONS).map((i) => [
      lasting('organisation', i, 'read'),
      lasting('organisation', i, 'deny'),
    ]),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(index(ORGANISATIONS), fc.constantFrom(55, 60, 65))
      .map(([i, lasts]) => [lasting('organisation', i, 'read'), lasting('circle', 0, 'read', lasts)]),
  },
  { weight: 2, arbitrary: index(GROUPS).map((i) => [lasting('group', i, 'read')]) },
)

const inOrder = <T extends { from: number; until: number | null }>(span: T): T =>
  span.until !== null && span.until < span.from ? { ...span, until: span.from } : span

const plain: fc.Arbitrary<World> = fc.record({
  organisations: fc.array(
    fc.record({
      kind: fc.constantFrom('state' as const, 'un_entity'),
      left: seldom(day, 8),
    }),
    { minLength: ORGANISATIONS, maxLength: ORGANISATIONS },
  ),
  groups: fc.array(
    fc.record({ kind: fc.constantFrom('compact' as const, 'working_group', 'ad_hoc'), hidden: fc.boolean() }),
    { minLength: GROUPS, maxLength: GROUPS },
  ),
  members: fc.array(
    fc
      .record({
        group: index(GROUPS),
        organisation: index(ORGANISATIONS),
        person: seldom(index(PEOPLE), 3),
        from: fc.oneof(fc.constant(-400), day),
        until: seldom(day, 3),
        verified: rarely.map((not) => !not),
      })
      .map((m) => inOrder(m.person === null ? m : { ...m, organisation: null })),
    { maxLength: 6 },
  ),
  people: fc.array(
    fc
      .record({
        organisation: index(ORGANISATIONS),
        roles: fc.uniqueArray(role, { maxLength: 2 }),
        from: fc.oneof({ weight: 5, arbitrary: fc.constant(-400) }, day),
        until: seldom(day, 6),
        clearance: index(3),
        second: rarely.map((not) => !not),
        active: rarely.map((not) => !not),
        terms: rarely.map((not) => !not),
      })
      .map(inOrder),
    { minLength: PEOPLE, maxLength: PEOPLE },
  ),
  records: fc.array(
    fc.record({
      owner: index(ORGANISATIONS),
      level: fc.constantFrom(0, 0, 0, 1, 2),
      sources: fc.oneof(
        { weight: 3, arbitrary: fc.constant<number[]>([]) },
        fc.uniqueArray(index(RECORDS), { maxLength: 2 }),
      ),
      grants: fc.array(grants, { maxLength: 4 }).map((lists) => lists.flat()),
    }),
    { minLength: RECORDS, maxLength: RECORDS },
  ),
  preview: seldom(fc.record({ organisation: index(ORGANISATIONS), role: seldom(role, 3) }), 2),
  stale: fc.constantFrom(0, 5, 60),
  dissolved: fc.array(seldom(day, 3), { minLength: GROUPS, maxLength: GROUPS }),
})

/** Three records, each made from the one before; an organisation reads the last, and more or less of those before it. */
const chain = fc.record({
  of: index(ORGANISATIONS),
  first: fc.constantFrom(null, 'discover' as const, 'read'),
  second: fc.constantFrom('discover' as const, 'read', 'read'),
})
type Chain = typeof chain extends fc.Arbitrary<infer T> ? T : never

function chained(records: World['records'], { of, first, second }: Chain): World['records'] {
  const owner = (of + 1) % ORGANISATIONS
  const link = (at: number, gives: WorldGrant['gives'] | null) => ({
    ...{ owner, level: 0, sources: at === 0 ? [] : [at - 1] },
    grants: gives === null ? [] : [lasting('organisation', of, gives)],
  })
  return [link(0, first), link(1, second), link(2, 'read'), ...records.slice(3)]
}

const alsoFor = (records: World['records'], at: number, grants: WorldGrant[]): World['records'] =>
  records.map((record, i) => (i === at ? { ...record, level: 0, sources: [], grants } : record))

/** Worlds by chance, and in them what chance seldom puts together: chains, a grant to those through whom one looks, one to the Compact. */
export const world: fc.Arbitrary<World> = fc
  .record({ plain, chain: fc.option(chain, { freq: 2 }), isLookedAt: fc.boolean(), isCompact: rarely })
  .map(({ plain: w, chain: links, isLookedAt, isCompact }) => {
    let records = links ? chained(w.records, links) : w.records
    if (isLookedAt && w.preview) {
      const { organisation: index, role: of } = w.preview
      records = alsoFor(records, 3, [
        {
          ...lasting(of ? 'role' : 'organisation', index, 'read'),
          ...(of && { to: { kind: 'role', index, role: of } }),
        },
      ])
    }
    if (isCompact) records = alsoFor(records, 4, [lasting('circle', CIRCLE_NAMES.indexOf('compact'), 'read')])
    return { ...w, records }
  })
