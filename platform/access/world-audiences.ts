import { createHash } from 'node:crypto'
import type { Audience, Grant, Reader } from './decide.ts'
import { CIRCLES } from './refs.ts'
import type { Role } from './roles.ts'
import { CIRCLE_NAMES, GROUPS, ORGANISATIONS, PEOPLE, RECORDS, type World, type WorldGrant } from './world.ts'

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
