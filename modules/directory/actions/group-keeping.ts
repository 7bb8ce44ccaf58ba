import type { z } from 'zod'
import type { Call, Tx } from '../../../platform/database.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { once } from '../../../platform/records/once.ts'
import { rewrite, type Written } from '../../../platform/text.ts'
import type * as contract from '../contract/group-keeping.ts'
import { groupId } from './group-refs.ts'
import { readGroup } from './groups.ts'

export async function addGroup(tx: Tx, input: z.output<typeof contract.addGroup.input>, call: Call) {
  const { code, kind, since, hiddenMembers, invented } = input
  if ((kind === 'sub_group') !== (input.parent !== null)) throw new Problem('directory.parent_of_sub_group', 409)
  await once(tx, input, async () => {
    const parent = input.parent === null ? null : await groupId(tx, input.parent)
    const { sort } = await tx
      .selectFrom('groups')
      .select((e) => e.fn.coalesce(e.fn.max('sort'), e.lit(0)).as('sort'))
      .executeTakeFirstOrThrow()
    const names = JSON.stringify(rewrite(undefined, input.names))
    const added = await tx
      .insertInto('groups')
      .values({ code, kind, names, parent, hidden_members: hiddenMembers, invented, sort: sort + 1 })
      .onConflict((conflict) => conflict.column('code').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!added) throw new Problem('directory.group_code_taken', 409, { code })
    await tx
      .insertInto('group_details')
      .values({ group_id: added.id, since_on: since, ...detailsOf(input) })
      .execute()
    return added.id
  })
  return readGroup(tx, { code }, call)
}

export async function editGroup(tx: Tx, input: z.output<typeof contract.editGroup.input>, call: Call) {
  const group = await claimed(tx, input, call)
  await tx
    .updateTable('groups')
    .set({ names: JSON.stringify(rewrite(group.names, input.names)), hidden_members: input.hiddenMembers })
    .where('id', '=', input.id)
    .execute()
  await tx.updateTable('group_details').set(detailsOf(input, group.terms)).where('group_id', '=', input.id).execute()
  return readGroup(tx, group, call)
}

type Words = Pick<z.output<typeof contract.editGroup.input>, 'pillars' | 'terms' | 'termsIn' | 'termsOn'>

const detailsOf = ({ pillars, terms, termsIn, termsOn }: Words, before: Written | null = null) => ({
  pillars,
  terms: terms && JSON.stringify(rewrite(before ?? undefined, terms)),
  terms_in: termsIn,
  terms_on: termsOn,
})

export async function dissolveGroup(tx: Tx, input: z.output<typeof contract.dissolveGroup.input>, call: Call) {
  const group = await claimed(tx, input, call)
  if (group.kind === 'compact') throw new Problem('directory.compact_stays', 409)
  await tx.updateTable('groups').set({ dissolved_on: input.on }).where('id', '=', input.id).execute()
  return readGroup(tx, group, call)
}

export async function proposeRule(tx: Tx, input: z.output<typeof contract.proposeRule.input>, call: Call) {
  const { group: code, kinds, regions, development, role, reason } = input
  // The group's row is held, so that of two who propose side by side the second finds the first's rule.
  const group = await tx.selectFrom('groups').select('id').where('code', '=', code).forUpdate().executeTakeFirst()
  if (!group) throw notFound()
  const of_group = input.ofGroup === null ? null : await groupId(tx, input.ofGroup)
  if (of_group === group.id) throw new Problem('directory.rule_on_rule', 409)
  await checkRegions(tx, regions)
  await once(tx, input, async () => {
    const there = await tx
      .selectFrom('group_rules')
      .select('id')
      .where('group_id', '=', group.id)
      .where('ended_at', 'is', null)
      .executeTakeFirst()
    if (there) throw new Problem('directory.has_rule', 409)
    const { id } = await tx
      .insertInto('group_rules')
      .values({ group_id: group.id, kinds, regions, development, of_group, role, reason })
      .returning('id')
      .executeTakeFirstOrThrow()
    return id
  })
  return readGroup(tx, { code }, call)
}

async function checkRegions(tx: Tx, codes: readonly string[]): Promise<void> {
  if (codes.length === 0) return
  const standard = await tx.selectFrom('regions').select('code').where('code', 'in', codes).execute()
  const named = await tx.selectFrom('named_regions').select('code').where('code', 'in', codes).execute()
  const known = new Set([...standard, ...named].map(({ code }) => code))
  const code = codes.find((c) => !known.has(c))
  if (code !== undefined) throw new Problem('directory.no_such_region', 409, { code })
}

export async function confirmRule(tx: Tx, { id }: z.output<typeof contract.confirmRule.input>, call: Call) {
  const rule = await heldRule(tx, id)
  if (rule.confirmed_at !== null) throw new Problem('directory.already_confirmed', 409)
  await tx.updateTable('group_rules').set({ confirmed_at: call.at }).where('id', '=', id).execute()
  return readGroup(tx, rule, call)
}

export async function endRule(tx: Tx, { id }: z.output<typeof contract.endRule.input>, call: Call) {
  const rule = await heldRule(tx, id)
  await tx.updateTable('group_rules').set({ ended_at: call.at }).where('id', '=', id).execute()
  return readGroup(tx, rule, call)
}

/** A rule in force or proposed, held against others who would change it at the same time. */
async function heldRule(tx: Tx, id: string) {
  const rule = await tx
    .selectFrom('group_rules as r')
    .innerJoin('groups as g', 'g.id', 'r.group_id')
    .select(['g.code', 'r.confirmed_at'])
    .where('r.id', '=', id)
    .where('r.ended_at', 'is', null)
    .forUpdate('r')
    .executeTakeFirst()
  if (!rule) throw notFound()
  return rule
}

/** The group to be changed, held against others; its version moves on with the change. */
async function claimed(tx: Tx, { id, version }: { id: string; version: number }, call: Call) {
  const group = await tx
    .selectFrom('groups as g')
    .innerJoin('group_details as d', 'd.group_id', 'g.id')
    .select(['g.code', 'g.kind', 'g.names', 'd.terms', 'd.version'])
    .where('g.id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!group) throw notFound()
  if (group.version !== version)
    throw new Problem('edit_conflict', 409, {}, { current: await readGroup(tx, group, call) })
  await tx
    .updateTable('group_details')
    .set({ version: version + 1 })
    .where('group_id', '=', id)
    .execute()
  return group
}
