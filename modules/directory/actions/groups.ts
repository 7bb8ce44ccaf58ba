import type { z } from 'zod'
import type { Call, Tx } from '../../../platform/database.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { once } from '../../../platform/records/once.ts'
import { type Language, show } from '../../../platform/text.ts'
import type * as contract from '../contract/groups.ts'
import type { GroupRecord } from '../contract/groups.ts'
import type { Member } from '../contract.ts'
import { holdsOn, leads, overlap } from '../rules.ts'
import { groupRef, groupRefs } from './group-refs.ts'
import { ruleOf } from './group-rule.ts'
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
  const parents = await groupRefs(
    tx,
    groups.flatMap((g) => g.parent ?? []),
    call.language,
  )
  const items = groups.map((g) => {
    const now = members.filter((m) => m.group === g.id && holdsOn(m, day, g.since_on)).map(withoutGroup)
    const organisations = now.filter((m) => m.organisation !== null)
    return {
      ...groupRef(g, call.language),
      unofficial: (g.unofficial ?? []).includes(call.language),
      parent: parents.get(g.parent ?? '') ?? null,
      dissolvedOn: g.dissolved_on,
      invented: g.invented,
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
    parent:
      (await groupRefs(tx, group.parent === null ? [] : [group.parent], call.language)).get(group.parent ?? '') ?? null,
    subGroups: await subGroupsOf(tx, group.id, call.language),
    terms: group.terms,
    termsIn: group.terms_in ?? '',
    termsOn: group.terms_on,
    dissolvedOn: group.dissolved_on,
    hiddenMembers: group.hidden_members,
    rule: await ruleOf(tx, group.id, call),
    mine: call.viewer.principals.includes(group.id),
    invented: group.invented,
    version: group.version ?? 1,
    members: all.filter((m) => holdsOn(m, day, group.since_on)),
    others: all.filter((m) => !holdsOn(m, day, group.since_on)).sort((a, b) => (a.from < b.from ? 1 : -1)),
  }
}

const groupsWithDetails = (tx: Tx) =>
  tx
    .selectFrom('groups as g')
    .leftJoin('group_details as d', 'd.group_id', 'g.id')
    .select(['g.id', 'g.code', 'g.kind', 'g.names', 'g.parent', 'g.dissolved_on', 'g.hidden_members', 'g.invented'])
    .select(['d.since_on', 'd.pillars', 'd.unofficial', 'd.source', 'd.terms', 'd.terms_in', 'd.terms_on', 'd.version'])

async function subGroupsOf(tx: Tx, parent: string, language: Language) {
  const rows = await tx
    .selectFrom('groups')
    .select(['id', 'code', 'kind', 'names'])
    .where('parent', '=', parent)
    .where('kind', '<>', 'working_group')
    .orderBy('sort')
    .execute()
  return rows.map((g) => groupRef(g, language))
}

const withoutGroup = ({ group: _, ...member }: Member & { group: string }): Member => member

export async function joinGroup(tx: Tx, input: z.output<typeof contract.joinGroup.input>, call: Call) {
  const { group: code, role, from, until = null, source, confirmed } = input
  if (until !== null && until < from) throw new Problem('directory.dates', 409)
  // The group's row is held, so that two administrators cannot enter the same organisation side by side.
  const group = await tx.selectFrom('groups').select('id').where('code', '=', code).forUpdate().executeTakeFirst()
  if (!group) throw notFound()
  if ((input.organisation === undefined) === (input.person === undefined))
    throw new Problem('directory.one_member', 409)
  const member =
    input.organisation === undefined
      ? { person: await personId(tx, input.person!) }
      : { organisation: await organisationId(tx, input.organisation) }
  const [[column, id]] = Object.entries(member) as [['person' | 'organisation', string]]
  await once(tx, input, async () => {
    const there = await tx
      .selectFrom('group_members')
      .select(['starts_on', 'ends_on'])
      .where('group_id', '=', group.id)
      .where(column, '=', id)
      .execute()
    if (there.some((m) => overlap({ from: m.starts_on, until: m.ends_on }, { from, until })))
      throw new Problem('directory.already_in_group', 409)
    const made = await tx
      .insertInto('group_members')
      .values({ group_id: group.id, ...member, role, starts_on: from, ends_on: until, source, verified: confirmed })
      .returning('id')
      .executeTakeFirstOrThrow()
    return made.id
  })
  return readGroup(tx, { code }, call)
}

/** A person with an account whom the viewer may know of. */
async function personId(tx: Tx, id: string): Promise<string> {
  const person = await tx
    .selectFrom('persons')
    .select('id')
    .where('id', '=', id)
    .where('service', '=', false)
    .executeTakeFirst()
  if (!person) throw notFound()
  return person.id
}

export async function endMembership(
  tx: Tx,
  { id, lastDay }: z.output<typeof contract.endMembership.input>,
  call: Call,
) {
  const membership = await held(tx, id)
  if (membership.by_rule !== null) throw new Problem('directory.by_rule', 409)
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
  if (membership.by_rule !== null) throw new Problem('directory.by_rule', 409)
  await tx.deleteFrom('group_members').where('id', '=', id).execute()
  return readGroup(tx, membership, call)
}

/** A membership, held against others who would change it at the same time. */
async function held(tx: Tx, id: string) {
  const row = await tx
    .selectFrom('group_members as m')
    .innerJoin('groups as g', 'g.id', 'm.group_id')
    .select(['g.code', 'm.starts_on', 'm.ends_on', 'm.verified', 'm.by_rule'])
    .where('m.id', '=', id)
    .forUpdate('m')
    .executeTakeFirst()
  if (!row) throw notFound()
  return row
}
