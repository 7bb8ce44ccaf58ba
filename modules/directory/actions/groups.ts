import type { z } from 'zod'
import type { Call, Tx } from '../../../platform/database.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { once } from '../../../platform/records/once.ts'
import { type Language, show } from '../../../platform/text.ts'
import type * as contract from '../contract/groups.ts'
import type { GroupRecord, GroupRow } from '../contract/groups.ts'
import type { Member } from '../contract.ts'
import { holdsOn, leads, overlap } from '../rules.ts'
import { membersOf } from './memberships.ts'
import { dayOf, organisationId } from './names.ts'

export async function listGroups(tx: Tx, input: z.output<typeof contract.listGroups.input>, call: Call) {
  const day = dayOf(input, call)
  let wanted = groupsWithDetails(tx)
  if (input.kind) wanted = wanted.where('g.kind', '=', input.kind)
  const groups = await wanted.orderBy('g.sort').orderBy('g.code').execute()
  const members = await membersOf(
    tx,
    groups.map((g) => g.id),
    call,
  )
  const items = groups.map((g) => {
    const now = members.filter((m) => m.group === g.id && holdsOn(m, day, g.since_on)).map(withoutGroup)
    const organisations = now.filter((m) => m.organisation !== null)
    return {
      id: g.id,
      code: g.code,
      kind: g.kind as GroupRow['kind'],
      name: show(g.names, call.language),
      unofficial: (g.unofficial ?? []).includes(call.language),
      pillars: g.pillars ?? [],
      leaders: now.filter((m) => leads(m.role)),
      members: organisations.filter((m) => m.confirmed && m.role !== 'observer').length,
      observers: organisations.filter((m) => m.confirmed && m.role === 'observer').length,
      unconfirmed: organisations.filter((m) => !m.confirmed).length,
    }
  })
  return { items, total: items.length }
}

export async function readGroup(
  tx: Tx,
  input: { code: string; on?: string | undefined },
  call: Call,
): Promise<z.input<typeof GroupRecord>> {
  const group = await groupsWithDetails(tx).where('g.code', '=', input.code).executeTakeFirst()
  if (!group) throw notFound()
  const day = dayOf(input, call)
  const all = (await membersOf(tx, [group.id], call)).map(withoutGroup)
  const pillars = await tx
    .selectFrom('pillars')
    .select(['code', 'names'])
    .where('code', 'in', [...(group.pillars ?? []), ''])
    .orderBy('number')
    .execute()
  return {
    id: group.id,
    code: group.code,
    kind: group.kind as GroupRecord['kind'],
    names: group.names,
    unofficial: (group.unofficial ?? []) as Language[],
    pillars: pillars.map(({ code, names }) => ({ code, name: show(names, call.language) })),
    since: group.since_on,
    source: group.source ?? '',
    members: all.filter((m) => holdsOn(m, day, group.since_on)),
    others: all.filter((m) => !holdsOn(m, day, group.since_on)).sort((a, b) => (a.from < b.from ? 1 : -1)),
  }
}

const groupsWithDetails = (tx: Tx) =>
  tx
    .selectFrom('groups as g')
    .leftJoin('group_details as d', 'd.group_id', 'g.id')
    .select(['g.id', 'g.code', 'g.kind', 'g.names', 'd.since_on', 'd.pillars', 'd.unofficial', 'd.source'])

const withoutGroup = ({ group: _, ...member }: Member & { group: string }): Member => member

export async function joinGroup(tx: Tx, input: z.output<typeof contract.joinGroup.input>, call: Call) {
  const { group: code, role, from, until = null, source, confirmed } = input
  if (until !== null && until < from) throw new Problem('directory.dates', 409)
  // The group's row is held, so that two administrators cannot enter the same organisation side by side.
  const group = await tx.selectFrom('groups').select('id').where('code', '=', code).forUpdate().executeTakeFirst()
  if (!group) throw notFound()
  const organisation = await organisationId(tx, input.organisation)
  await once(tx, input.request, async () => {
    const there = await tx
      .selectFrom('group_members')
      .select(['starts_on', 'ends_on'])
      .where('group_id', '=', group.id)
      .where('organisation', '=', organisation)
      .execute()
    if (there.some((m) => overlap({ from: m.starts_on, until: m.ends_on }, { from, until })))
      throw new Problem('directory.already_in_group', 409)
    const { id } = await tx
      .insertInto('group_members')
      .values({ group_id: group.id, organisation, role, starts_on: from, ends_on: until, source, verified: confirmed })
      .returning('id')
      .executeTakeFirstOrThrow()
    return id
  })
  return readGroup(tx, { code }, call)
}

export async function endMembership(
  tx: Tx,
  { id, lastDay }: z.output<typeof contract.endMembership.input>,
  call: Call,
) {
  const membership = await held(tx, id)
  if (lastDay < membership.starts_on) throw new Problem('directory.dates', 409)
  if (membership.ends_on !== null && membership.ends_on <= lastDay)
    throw new Problem('directory.already_ended', 409, { on: membership.ends_on })
  await tx.updateTable('group_members').set({ ends_on: lastDay }).where('id', '=', id).execute()
  return readGroup(tx, membership, call)
}

export async function confirmMembership(
  tx: Tx,
  { id, source }: z.output<typeof contract.confirmMembership.input>,
  call: Call,
) {
  const membership = await held(tx, id)
  if (membership.verified) throw new Problem('directory.already_confirmed', 409)
  await tx.updateTable('group_members').set({ verified: true, source }).where('id', '=', id).execute()
  return readGroup(tx, membership, call)
}

export async function removeMembership(tx: Tx, { id }: z.output<typeof contract.removeMembership.input>, call: Call) {
  const membership = await held(tx, id)
  await tx.deleteFrom('group_members').where('id', '=', id).execute()
  return readGroup(tx, membership, call)
}

/** A membership, held against others who would change it at the same time. */
async function held(tx: Tx, id: string) {
  const row = await tx
    .selectFrom('group_members as m')
    .innerJoin('groups as g', 'g.id', 'm.group_id')
    .select(['g.code', 'm.starts_on', 'm.ends_on', 'm.verified'])
    .where('m.id', '=', id)
    .forUpdate('m')
    .executeTakeFirst()
  if (!row) throw notFound()
  return row
}
