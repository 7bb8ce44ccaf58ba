import { sql } from 'kysely'
import { organisationRefs } from '../../../platform/access/organisations.ts'
import type { PersonRef } from '../../../platform/access/refs.ts'
import type { Call, Tx } from '../../../platform/database.ts'
import type { GroupRole, Member, Standing } from '../contract.ts'
import { rankOf } from '../rules.ts'
import { groupRef } from './group-refs.ts'

/** Everything an organisation was and is in groups, latest first. */
export async function standingsOf(tx: Tx, organisation: string, { language }: Call): Promise<Standing[]> {
  const rows = await tx
    .selectFrom('group_members as m')
    .innerJoin('groups as g', 'g.id', 'm.group_id')
    .select(['m.id', 'm.role', 'm.starts_on', 'm.start_known', 'm.ends_on', 'm.verified', 'm.source', 'm.by_rule'])
    .select(['g.id as group', 'g.code', 'g.kind', 'g.names'])
    .where('m.organisation', '=', organisation)
    .orderBy('g.sort')
    .orderBy('m.starts_on', 'desc')
    .execute()
  return rows.map((r) => ({
    ...standingOf(r),
    group: groupRef({ ...r, id: r.group }, language),
  }))
}

/** Memberships of groups over all time, chairs first; persons whom the viewer may not know are left out. */
export async function membersOf(
  tx: Tx,
  groups: readonly string[],
  call: Call,
): Promise<(Member & { group: string })[]> {
  if (groups.length === 0) return []
  const rows = await tx
    .selectFrom('group_members as m')
    .leftJoin('persons as p', 'p.id', 'm.person')
    .select([
      'm.id',
      'm.group_id',
      'm.role',
      'm.starts_on',
      'm.start_known',
      'm.ends_on',
      'm.verified',
      'm.source',
      'm.by_rule',
    ])
    .select(['m.organisation', 'm.person', 'p.name'])
    .where('m.group_id', 'in', groups)
    .where((eb) => eb.or([eb('m.person', 'is', null), eb('p.id', 'is not', null)]))
    .execute()
  const workplaces = await workplacesOf(
    tx,
    rows.flatMap((r) => r.person ?? []),
  )
  const refs = await organisationRefs(
    tx,
    [...rows.flatMap((r) => r.organisation ?? []), ...workplaces.values()],
    call.language,
  )
  const members = rows.map((r) => ({
    ...standingOf(r),
    group: r.group_id,
    organisation: (r.organisation && refs.get(r.organisation)) || null,
    person: r.person === null ? null : personRef(r.person, r.name, refs.get(workplaces.get(r.person) ?? '')),
  }))
  const key = (m: Member) => `${rankOf(m.role)} ${m.organisation?.code ?? m.person?.name ?? ''}`
  return members.sort((a, b) => (key(a) < key(b) ? -1 : 1))
}

const personRef = (
  id: string,
  name: string | null,
  organisation: PersonRef['organisation'] | undefined,
): PersonRef => ({
  id,
  name,
  organisation: organisation ?? null,
})

/** Where people work today, as far as the viewer may know. */
async function workplacesOf(tx: Tx, persons: readonly string[]): Promise<Map<string, string>> {
  if (persons.length === 0) return new Map()
  const rows = await tx
    .selectFrom('memberships')
    .select(['person', 'organisation'])
    .where('person', 'in', persons)
    .where(sql<boolean>`current_date between starts_on and coalesce(ends_on, 'infinity')`)
    .orderBy('starts_on')
    .execute()
  return new Map(rows.map((r) => [r.person, r.organisation]))
}

type Row = {
  id: string
  role: string
  starts_on: string
  start_known: boolean
  ends_on: string | null
  verified: boolean
  source: string
  by_rule: string | null
}

const standingOf = ({ id, role, starts_on, start_known, ends_on, verified, source, by_rule }: Row) => ({
  id,
  role: role as GroupRole,
  from: starts_on,
  fromKnown: start_known,
  until: ends_on,
  confirmed: verified,
  source,
  byRule: by_rule !== null,
})
