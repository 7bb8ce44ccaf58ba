import { createHash } from 'node:crypto'
import { modules } from '../../apps/modules.ts'
import {
  type Audience,
  decide,
  decidePreview,
  type Grant,
  type Reader,
  type Right,
} from '../../platform/access/decide.ts'
import { CIRCLES } from '../../platform/access/refs.ts'
import { TERMS_VERSION } from '../../platform/access/terms.ts'
import type { Asker } from './installation.ts'
import type { Row, Snapshot } from './snapshot.ts'

/** A viewer as this test programme understands them, worked out from the tables without any SQL of the platform. */
export type Sight = Reader & {
  person: string | null
  roles: readonly string[]
  permissions: ReadonlySet<string>
  may(right: Right, record: string): boolean
  /** The organisation through which they look. */
  preview: Reader | null
  snapshot: Snapshot
  at: Date
}

type Text = Record<string, string>
const rows = (snapshot: Snapshot, table: string) => (snapshot.get(table) ?? []) as readonly Row[]

export function sightOf(snapshot: Snapshot, asker: Asker, at: Date): Sight {
  const today = at.toISOString().slice(0, 10)
  const runs = (row: Row, from: string, until: string, last: 'included' | 'excluded') => {
    const end = row[until] as string | null
    return (row[from] as string) <= today && (end === null || (last === 'included' ? end >= today : end > today))
  }
  const person = asker && rows(snapshot, 'persons').find((p) => p['id'] === asker.id && p['status'] === 'active')
  const membership = rows(snapshot, 'memberships')
    .filter((m) => m['person'] === asker?.id && runs(m, 'starts_on', 'ends_on', 'included'))
    .sort((a, b) => (`${a['starts_on']}` < `${b['starts_on']}` ? 1 : -1))[0]
  const home = rows(snapshot, 'organisations').find((o) => o['id'] === membership?.['organisation'])
  const here = home && runs(home, 'joined_on', 'left_on', 'excluded')
  const full = person && here && (person['service'] || person['terms_version'] === TERMS_VERSION) ? person : null
  const organisation = full ? (home!['id'] as string) : null
  const roles = full ? (membership!['roles'] as string[]) : []
  /** Through which groups an organisation, and a person there, are let in. */
  const throughGroups = (org: string, who: unknown, shown: (group: Row) => boolean): string[] =>
    rows(snapshot, 'groups')
      .filter((g) => shown(g) && (g['dissolved_on'] === null || (g['dissolved_on'] as string) > today))
      .filter((g) =>
        rows(snapshot, 'group_members').some(
          (m) =>
            m['group_id'] === g['id'] &&
            m['verified'] &&
            runs(m, 'starts_on', 'ends_on', 'included') &&
            (m['organisation'] === org || (m['person'] !== null && m['person'] === who)),
        ),
      )
      .flatMap((g) => [g['id'] as string, ...(g['kind'] === 'compact' ? [CIRCLES.compact] : [])])
  const principals = [
    CIRCLES.everyone,
    ...(full ? [CIRCLES.members, full['id'] as string, organisation!] : []),
    ...roles.map((role) => rolePrincipal(organisation!, role)),
    ...(roles.includes('focal_point') ? [CIRCLES.focal_points] : []),
    ...(roles.includes('donor') ? [CIRCLES.donors] : []),
    ...(full ? throughGroups(organisation!, full['id'], () => true) : []),
  ]
  const secondFactor = asker?.secondFactor ?? false
  const granted = modules
    .flatMap((m) => Object.entries(m.permissions))
    .filter(
      ([permission, holders]) => holders.some((h) => roles.includes(h)) && (secondFactor || !needsSecond(permission)),
    )
    .map(([permission]) => permission)
  const reader: Reader = { organisation, level: full && secondFactor ? (full['clearance'] as number) : 0, principals }
  const seesGroup = (group: Row) =>
    group['kind'] !== 'ad_hoc' || principals.includes(group['id'] as string) || granted.includes('directory:administer')
  const audiences = audiencesOf(snapshot)
  const through = full && asker?.viewAs ? rows(snapshot, 'organisations').find((o) => o['id'] === asker.viewAs) : null
  const preview: Reader | null = through
    ? {
        organisation: asker!.viewAs!,
        level: 2,
        principals: runs(through, 'joined_on', 'left_on', 'excluded')
          ? [
              ...[CIRCLES.everyone, CIRCLES.members, asker!.viewAs!],
              ...throughGroups(asker!.viewAs!, null, (g) => g['hidden_members'] === false && seesGroup(g)),
            ]
          : [CIRCLES.everyone],
      }
    : null
  const decides = (audience: Audience, right: Right) =>
    preview ? decidePreview(reader, preview, audience, right, at) : decide(reader, audience, right, at)
  return {
    ...reader,
    person: person ? (person['id'] as string) : null,
    roles,
    permissions: new Set(granted),
    may: (right, record) => audiences.has(record) && decides(audiences.get(record)!, right),
    preview,
    snapshot,
    at,
  }
}

/**
 * A world in which one sees all that one can bring into sight by oneself. Who keeps groups confirms memberships, also of
 * their own organisation where another entered them, and ends them: then a denial to the group is none to them.
 */
export function withinReach(snapshot: Snapshot, { permissions }: Sight): Snapshot {
  if (!permissions.has('directory:administer')) return snapshot
  const groups = new Set<unknown>(rows(snapshot, 'groups').map((g) => g['id']))
  const compact = new Set<unknown>([CIRCLES.compact])
  return new Map([
    ...snapshot,
    ['group_members', rows(snapshot, 'group_members').map((m) => ({ ...m, verified: true }))],
    [
      'grants',
      rows(snapshot, 'grants').filter((g) => g['gives'] !== 'deny' || !groups.union(compact).has(g['grantee'])),
    ],
  ])
}

/** Letters go to someone's own mailbox and tell, however they are signed in now, of what they see with a second factor. */
export function withLetters(sight: Sight): Sight {
  const { person, snapshot, at } = sight
  if (person === null) return sight
  const cleared = sightOf(snapshot, { id: person, secondFactor: true }, at)
  const taken = new Set(rows(snapshot, 'exports').flatMap((e) => (e['person'] === person ? [e['id']] : [])))
  // With what they were made from, since one is read with the other. Who took a copy is told what becomes of it.
  const about = new Set([
    ...rows(snapshot, 'notices').flatMap((n) => (n['person'] === person ? [n['record']] : [])),
    ...rows(snapshot, 'copies').flatMap((c) => (taken.has(c['export']) ? [c['record']] : [])),
  ])
  const told = new Set(
    rows(snapshot, 'records').flatMap((r) => (about.has(r['id']) ? [r['id'], ...(r['sources'] as string[])] : [])),
  )
  return { ...sight, may: (right, id) => sight.may(right, id) || (told.has(id) && cleared.may(right, id)) }
}

const needsSecond = (permission: string) =>
  /^(access|audit|records|emergency|retention):/.test(permission) ||
  /^directory:(administer|nominate)$/.test(permission)

/** As `role_principal` in SQL. */
function rolePrincipal(organisation: string, role: string): string {
  const hex = createHash('sha256').update(`${organisation}:${role}`).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-')
}

export const principalOf = (kind: string, id: string, role: string | null): string =>
  kind === 'role' ? rolePrincipal(id, role!) : id

/** A source that is gone is read by nobody. */
const GONE: Audience = { ownerOrg: '', level: 3, grants: [], sources: [] }

function audiencesOf(snapshot: Snapshot): Map<string, Audience> {
  const grants = Map.groupBy(rows(snapshot, 'grants'), (g) => g['record'] as string)
  const time = (value: unknown) => (value === null ? null : new Date(value as string))
  const found = new Map<string, Audience & { sources: Audience[] }>()
  for (const r of rows(snapshot, 'records')) {
    const ofRecord = (grants.get(r['id'] as string) ?? []).map((g): Grant => {
      const { grantee_kind, grantee, role, gives } = g as unknown as Text
      return {
        principal: principalOf(grantee_kind!, grantee!, role ?? null),
        gives: gives as Grant['gives'],
        startsAt: time(g['starts_at'])!,
        endsAt: time(g['ends_at']),
        revokedAt: time(g['revoked_at']),
      }
    })
    found.set(r['id'] as string, {
      ownerOrg: r['owner_org'] as string,
      level: r['level'] as number,
      grants: ofRecord,
      sources: [],
    })
  }
  for (const r of rows(snapshot, 'records'))
    found.get(r['id'] as string)!.sources.push(...(r['sources'] as string[]).map((s) => found.get(s) ?? GONE))
  return found
}
