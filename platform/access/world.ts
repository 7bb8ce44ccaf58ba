import { createHash } from 'node:crypto'
import fc from 'fast-check'
import type { Audience, Grant, Reader } from './decide.ts'
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
type WorldGrant = {
  to: { kind: 'organisation' | 'role' | 'group' | 'person' | 'circle'; index: number; role: Role }
  gives: Grant['gives']
  from: number
  lasts: number | null
  revoked: boolean
}

const ORGANISATIONS = 3
const GROUPS = 3
const PEOPLE = 3
const RECORDS = 7
const CIRCLE_NAMES = ['everyone', ...Object.keys(CIRCLES)] as Circle[]

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

/** Ids for a world: a new set each, so that worlds do not meet in one database. */
export type Ids = { organisations: string[]; groups: string[]; people: string[]; records: string[] }

export function newIds(): Ids {
  const some = (count: number) => Array.from({ length: count }, () => crypto.randomUUID())
  return { organisations: some(ORGANISATIONS), groups: some(GROUPS), people: some(PEOPLE), records: some(RECORDS) }
}

function rolePrincipal(organisation: string, of: string): string {
  const hex = createHash('sha256').update(`${organisation}:${of}`).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-')
}

/** Whom a grant of the world names, as its columns. Index 60 is more than enough for each kind. */
export function granteeOf({ kind, index: i, role: of }: WorldGrant['to'], ids: Ids) {
  const pick = (from: readonly string[]) => from[i % from.length]!
  if (kind === 'circle') return { grantee: CIRCLES[CIRCLE_NAMES[i % CIRCLE_NAMES.length]!], role: null }
  if (kind === 'group') return { grantee: pick(ids.groups), role: null }
  if (kind === 'person') return { grantee: pick(ids.people), role: null }
  return { grantee: pick(ids.organisations), role: kind === 'role' ? of : null }
}

/** Earlier records only, so that nothing is made from itself. */
export const sourcesOf = (w: World, record: number): number[] => w.records[record]!.sources.filter((s) => s < record)

/** A derivative takes the strictest level of its sources, as its maker must. */
export function levelOf(w: World, record: number): number {
  return Math.max(w.records[record]!.level, ...sourcesOf(w, record).map((s) => levelOf(w, s)))
}

/** Grants that the database would refuse are left out: a circle above its level. */
export function grantsOf(w: World, record: number): WorldGrant[] {
  const level = levelOf(w, record)
  return w.records[record]!.grants.filter(({ to, gives }) => {
    if (to.kind !== 'circle' || gives === 'deny') return true
    return level === 0 || (level === 1 && CIRCLE_NAMES[to.index % CIRCLE_NAMES.length] !== 'everyone')
  })
}

const MINUTE = 60_000
const within = (from: number, until: number | null) => from <= 0 && (until === null || until >= 0)
/** What is dissolved or left is gone from that very day. */
const isThere = (gone: number | null) => gone === null || gone > 0

/** The world as the decision takes it: records with their grants at moment `at`. */
export function audiencesOf(w: World, ids: Ids, at: Date): Audience[] {
  const made: Audience[] = []
  for (const [i, record] of w.records.entries()) {
    const ownerOrg = ids.organisations[record.owner]!
    const grants = grantsOf(w, i).map(({ to, gives, from, lasts, revoked }): Grant => {
      const { grantee, role: of } = granteeOf(to, ids)
      const startsAt = new Date(at.getTime() + from * MINUTE)
      return {
        principal: of ? rolePrincipal(grantee, of) : grantee,
        gives,
        startsAt,
        endsAt: lasts === null ? null : new Date(startsAt.getTime() + lasts * MINUTE),
        revokedAt: revoked ? at : null,
      }
    })
    const own: Grant = {
      principal: ownerOrg,
      gives: 'contribute',
      startsAt: new Date(0),
      endsAt: null,
      revokedAt: null,
    }
    made.push({
      ownerOrg,
      level: levelOf(w, i),
      grants: [own, ...grants],
      sources: sourcesOf(w, i).map((s) => made[s]!),
    })
  }
  return made
}

/** What a person of the world is to the decision. */
export function readerOf(w: World, ids: Ids, person: number): Reader & { member: boolean } {
  const p = w.people[person]!
  const left = w.organisations[p.organisation]!.left
  const member = p.active && p.terms && within(p.from, p.until) && isThere(left)
  if (!member) return { member, organisation: null, level: 0, principals: [CIRCLES.everyone] }
  return {
    member,
    organisation: ids.organisations[p.organisation]!,
    level: p.second ? p.clearance : 0,
    principals: [...principalsOf(w, ids, p.organisation, p.roles, person), ids.people[person]!],
  }
}

/** Whom the viewer looks through: by no group that hides its members, or that the viewer does not see. */
export function previewedOf(w: World, ids: Ids, { principals }: Reader): Reader | null {
  if (!w.preview) return null
  const { organisation, role: of } = w.preview
  const { left } = w.organisations[organisation]!
  if (!isThere(left)) return { organisation: null, level: 2, principals: [CIRCLES.everyone] }
  const hidden = ids.groups.filter(
    (id, g) => w.groups[g]!.hidden || (w.groups[g]!.kind === 'ad_hoc' && !principals.includes(id)),
  )
  return {
    organisation: ids.organisations[organisation]!,
    level: 2,
    principals: principalsOf(w, ids, organisation, of ? [of] : [], null).filter((p) => !hidden.includes(p)),
  }
}

function principalsOf(
  w: World,
  ids: Ids,
  organisation: number,
  roles: readonly Role[],
  person: number | null,
): string[] {
  const org = ids.organisations[organisation]!
  const groups = w.members
    .filter(
      (m) =>
        m.verified &&
        within(m.from, m.until) &&
        isThere(w.dissolved[m.group]!) &&
        (m.organisation === organisation || (person !== null && m.person === person)),
    )
    .map((m) => m.group)
  return [
    CIRCLES.everyone,
    CIRCLES.members,
    org,
    ...roles.map((r) => rolePrincipal(org, r)),
    ...(roles.includes('focal_point') ? [CIRCLES.focal_points] : []),
    ...(roles.includes('donor') ? [CIRCLES.donors] : []),
    ...groups.map((g) => ids.groups[g]!),
    ...(groups.some((g) => w.groups[g]!.kind === 'compact') ? [CIRCLES.compact] : []),
  ]
}
