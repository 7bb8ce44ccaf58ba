import type { Call, Tx } from '../../../platform/database.ts'
import { show } from '../../../platform/text.ts'
import type { GroupRule } from '../contract/groups.ts'
import { groupRefs } from './group-refs.ts'

/** The rule that a group follows or that is proposed for it. */
export async function ruleOf(tx: Tx, group: string, call: Call): Promise<GroupRule | null> {
  const rule = await tx
    .selectFrom('group_rules')
    .selectAll()
    .where('group_id', '=', group)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (!rule) return null
  const followed = await groupRefs(tx, rule.of_group === null ? [] : [rule.of_group], call.language)
  return {
    id: rule.id,
    kinds: rule.kinds as GroupRule['kinds'],
    regions: await regionTerms(tx, rule.regions, call),
    development: rule.development as GroupRule['development'],
    ofGroup: followed.get(rule.of_group ?? '') ?? null,
    role: rule.role as GroupRule['role'],
    reason: rule.reason,
    proposedAt: rule.proposed_at.toISOString(),
    ownProposal: rule.proposed_by !== null && rule.proposed_by === call.viewer.person,
    confirmedAt: rule.confirmed_at?.toISOString() ?? null,
  }
}

async function regionTerms(tx: Tx, codes: readonly string[], { language }: Call) {
  if (codes.length === 0) return []
  const rows = await tx
    .selectFrom('regions')
    .select(['code', 'names'])
    .where('code', 'in', [...codes])
    .unionAll(
      tx
        .selectFrom('named_regions')
        .select(['code', 'names'])
        .where('code', 'in', [...codes]),
    )
    .execute()
  return rows.map(({ code, names }) => ({ code, name: show(names, language) }))
}
