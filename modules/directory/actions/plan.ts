import { sql } from 'kysely'
import type { z } from 'zod'
import { organisationRefs } from '../../../platform/access/organisations.ts'
import type { Call, Tx } from '../../../platform/database.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { claimRecord, removeRecord } from '../../../platform/records/claim.ts'
import { recordHead } from '../../../platform/records/head.ts'
import { makeRecord, type NewRecord } from '../../../platform/records/make.ts'
import { once } from '../../../platform/records/once.ts'
import { rewrite, show, type Written } from '../../../platform/text.ts'
import type * as contract from '../contract/plan.ts'
import type { PlanItem } from '../contract/plan.ts'
import { isOverdue } from '../rules.ts'
import { groupRefs } from './group-refs.ts'
import { membersOf } from './memberships.ts'
import { dayOf, organisationId } from './names.ts'

const KIND = 'directory.plan_item'
type Status = PlanItem['status']

export async function listPlan(tx: Tx, input: z.output<typeof contract.listPlan.input>, call: Call) {
  const { page, size, status } = input
  const today = dayOf({}, call)
  const group = await tx.selectFrom('groups').select('id').where('code', '=', input.group).executeTakeFirst()
  if (!group) throw notFound()
  const all = tx.selectFrom('plan_items as i').where('i.group_id', '=', group.id)
  const wanted = status ? all.where('i.status', 'in', status) : all
  const rows = await wanted
    .innerJoin('records as r', 'r.id', 'i.id')
    .select(['i.id', 'i.title', 'i.lead', 'i.due_on', 'i.status', 'i.progress', 'i.level', 'r.invented'])
    .orderBy(sql`i.status in ('done', 'dropped')`)
    .orderBy('i.due_on', (order) => order.asc().nullsLast())
    .orderBy('i.id')
    .limit(size)
    .offset((page - 1) * size)
    .execute()
  const counts = await all
    .select([
      sql<number>`count(*) filter (where i.status = 'done')`.as('done'),
      sql<number>`count(*) filter (where i.status in ('planned', 'under_way'))`.as('toDo'),
      sql<number>`count(*) filter (where i.status in ('planned', 'under_way') and i.due_on < ${today}::date)`.as(
        'overdue',
      ),
    ])
    .executeTakeFirstOrThrow()
  const { total } = await wanted.select(sql<number>`count(*)`.as('total')).executeTakeFirstOrThrow()
  const leads = await organisationRefs(
    tx,
    rows.flatMap((r) => r.lead ?? []),
    call.language,
  )
  return {
    items: rows.map((r) => ({
      id: r.id,
      title: show(r.title, call.language),
      lead: leads.get(r.lead ?? '') ?? null,
      due: r.due_on,
      overdue: isOverdue(r.due_on, r.status, today),
      status: r.status as Status,
      progress: r.progress,
      level: r.level,
      invented: r.invented,
    })),
    total,
    ...counts,
  }
}

export async function readPlanItem(tx: Tx, { id }: { id: string }, call: Call): Promise<PlanItem> {
  const row = await tx
    .selectFrom('plan_items')
    .select(['group_id', 'title', 'summary', 'lead', 'due_on', 'status', 'progress', 'outcome'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound()
  const leads = await organisationRefs(tx, row.lead === null ? [] : [row.lead], call.language)
  const groups = await groupRefs(tx, [row.group_id], call.language)
  return {
    head: await recordHead(tx, id, call),
    group: groups.get(row.group_id) ?? null,
    title: row.title,
    summary: row.summary,
    lead: leads.get(row.lead ?? '') ?? null,
    due: row.due_on,
    overdue: isOverdue(row.due_on, row.status, dayOf({}, call)),
    status: row.status as Status,
    progress: row.progress,
    outcome: row.outcome,
  }
}

export async function addPlanItem(tx: Tx, input: z.output<typeof contract.addPlanItem.input>, call: Call) {
  const id = await once(tx, input, async () => {
    const group = await tx
      .selectFrom('groups')
      .select(['id', 'code', 'dissolved_on'])
      .where('code', '=', input.group)
      .executeTakeFirst()
    if (!group) throw notFound()
    if (!call.viewer.principals.includes(group.id)) throw new Problem('directory.not_in_group', 403)
    const lead = input.lead === null ? null : await organisationId(tx, input.lead)
    const id = await makeRecord(tx, {
      kind: KIND,
      level: input.level as NewRecord['level'],
      handling: input.handling,
      invented: input.invented,
      audience: await audienceOf(tx, group.id, lead, call),
    })
    await tx
      .insertInto('plan_items')
      .values({ id, group_id: group.id, lead, due_on: input.due, ...textsOf(input) })
      .execute()
    return id
  })
  return readPlanItem(tx, { id }, call)
}

/** The group reads and comments; who leads the item or chairs the group also keeps it up to date. */
async function audienceOf(tx: Tx, group: string, lead: string | null, call: Call): Promise<NewRecord['audience']> {
  const today = dayOf({}, call)
  const chairs = (await membersOf(tx, [group], call)).filter(
    (m) => m.role === 'chair' && m.confirmed && m.from <= today && (m.until === null || today <= m.until),
  )
  const keepers = new Set([...(lead ? [lead] : []), ...chairs.flatMap((m) => m.organisation?.id ?? [])])
  keepers.delete(call.viewer.organisation ?? '')
  return [
    { to: { kind: 'group', id: group }, gives: 'comment' },
    ...[...keepers].map((id) => ({ to: { kind: 'organisation' as const, id }, gives: 'contribute' as const })),
  ]
}

export async function editPlanItem(tx: Tx, input: z.output<typeof contract.editPlanItem.input>, call: Call) {
  const { id, version, status } = input
  await claimRecord(tx, { kind: KIND, id, version, current: () => readPlanItem(tx, { id }, call) }, call)
  const before = await tx
    .selectFrom('plan_items')
    .select(['title', 'summary', 'outcome'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const lead = input.lead === null ? null : await organisationId(tx, input.lead)
  await tx
    .updateTable('plan_items')
    .set({
      lead,
      due_on: input.due,
      status,
      progress: status === 'done' ? 100 : input.progress,
      outcome: kept(before.outcome, input.outcome),
      ...textsOf(input, before),
    })
    .where('id', '=', id)
    .execute()
  return readPlanItem(tx, { id }, call)
}

export async function removePlanItem(tx: Tx, input: z.output<typeof contract.removePlanItem.input>, call: Call) {
  const { id, version } = input
  return removeRecord(tx, { kind: KIND, id, version, current: () => readPlanItem(tx, { id }, call) }, call)
}

type Texts = { title: Written; summary: Written | null }

const textsOf = (after: Texts, before?: Texts) => ({
  title: JSON.stringify(rewrite(before?.title, after.title)),
  summary: kept(before?.summary ?? null, after.summary),
})

const kept = (before: Written | null, after: Written | null): string | null =>
  after && JSON.stringify(rewrite(before ?? undefined, after))
