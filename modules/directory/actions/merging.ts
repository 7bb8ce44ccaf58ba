import { sql } from 'kysely'
import type { z } from 'zod'
import { organisationRefs } from '../../../platform/access/organisations.ts'
import type { PersonRef } from '../../../platform/access/refs.ts'
import type { Call, Tx } from '../../../platform/database.ts'
import { notify } from '../../../platform/notices/notify.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { once } from '../../../platform/records/once.ts'
import type * as contract from '../contract/merging.ts'
import type { Merge } from '../contract/merging.ts'
import { AnyKind } from '../contract.ts'

/** As many likely twins as anyone looks through. */
const MOST_TWINS = 50

export async function listMerges(
  tx: Tx,
  { state, page, size }: z.output<typeof contract.listMerges.input>,
  call: Call,
): Promise<{ items: Merge[]; total: number }> {
  let wanted = tx.selectFrom('organisation_merges')
  if (state) wanted = wanted.where('outcome', state === 'waiting' ? 'is' : 'is not', null)
  const { total } = await wanted.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await wanted
    .selectAll()
    .orderBy((eb) => eb.fn.coalesce('settled_at', 'proposed_at'), 'desc')
    .orderBy('id')
    .limit(size)
    .offset((page - 1) * size)
    .execute()
  return { items: await merges(tx, rows, call), total }
}

type Row = {
  id: string
  absorbed: string
  kept: string
  reason: string
  proposed_by: string | null
  proposed_at: Date
  outcome: string | null
  settled_by: string | null
  settled_at: Date | null
}

async function merges(tx: Tx, rows: readonly Row[], { language, viewer }: Call): Promise<Merge[]> {
  const refs = await organisationRefs(
    tx,
    rows.flatMap((r) => [r.absorbed, r.kept]),
    language,
  )
  const people = [...new Set(rows.flatMap((r) => [r.proposed_by ?? [], r.settled_by ?? []].flat()))]
  const known = people.length
    ? await tx.selectFrom('persons').select(['id', 'name']).where('id', 'in', people).execute()
    : []
  const names = new Map(known.map(({ id, name }) => [id, name]))
  const person = (id: string | null): PersonRef | null =>
    id === null ? null : { id, name: names.get(id) ?? null, organisation: null }
  return rows.map((r) => ({
    id: r.id,
    absorbed: refs.get(r.absorbed)!,
    kept: refs.get(r.kept)!,
    reason: r.reason,
    proposedBy: person(r.proposed_by),
    proposedAt: r.proposed_at.toISOString(),
    ownProposal: r.proposed_by !== null && r.proposed_by === viewer.person,
    outcome: r.outcome as Merge['outcome'],
    settledBy: person(r.settled_by),
    settledAt: r.settled_at?.toISOString() ?? null,
  }))
}

export async function listTwins(
  tx: Tx,
  { code }: z.output<typeof contract.listTwins.input>,
  call: Call,
): Promise<z.output<typeof contract.listTwins.output>> {
  const one = code === undefined ? null : await entryId(tx, code)
  const { rows } = await sql<{
    entry: string
    twin: string
    reason: 'name' | 'acronym'
    said: string
    also_said: string
  }>`
    select * from likely_twins(${one}, ${MOST_TWINS})`.execute(tx)
  const refs = await organisationRefs(
    tx,
    rows.flatMap((r) => [r.entry, r.twin]),
    call.language,
  )
  const items = rows.map(({ entry, twin, reason, said, also_said }) => ({
    entry: refs.get(entry)!,
    twin: refs.get(twin)!,
    reason,
    said,
    alsoSaid: also_said,
  }))
  return { items, total: items.length }
}

export async function proposeMerge(tx: Tx, input: z.output<typeof contract.proposeMerge.input>, call: Call) {
  const { reason } = input
  const absorbed = await entryId(tx, input.absorbed)
  const kept = await entryId(tx, input.kept)
  if (absorbed === kept) throw new Problem('directory.merge_itself', 409)
  const id = await once(tx, input, async () => {
    const added = await tx
      .insertInto('organisation_merges')
      .values({ absorbed, kept, reason })
      .onConflict((conflict) => conflict.column('absorbed').where('outcome', 'is', null).doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!added) throw new Problem('directory.merge_proposed', 409)
    const { rows } = await sql<{ to: string[] }>`select array(select merge_deciders()) as to`.execute(tx)
    await notify(tx, {
      topic: 'directory.merge_proposed',
      to: rows[0]!.to,
      href: '/duplicates',
      values: { absorbed, kept },
    })
    return added.id
  })
  return readMerge(tx, id, call)
}

export const confirmMerge = (tx: Tx, { id }: { id: string }, call: Call) => settle(tx, id, () => 'merged', call)

export const declineMerge = (tx: Tx, { id }: { id: string }, call: Call) =>
  settle(tx, id, (isOwn) => (isOwn ? 'withdrawn' : 'declined'), call)

async function settle(tx: Tx, id: string, outcome: (isOwn: boolean) => string, call: Call) {
  const before = await tx
    .selectFrom('organisation_merges')
    .select('proposed_by')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!before) throw notFound()
  await tx
    .updateTable('organisation_merges')
    .set({ outcome: outcome(before.proposed_by === call.viewer.person), settled_at: call.at })
    .where('id', '=', id)
    .execute()
  return readMerge(tx, id, call)
}

async function readMerge(tx: Tx, id: string, call: Call): Promise<Merge> {
  const row = await tx.selectFrom('organisation_merges').selectAll().where('id', '=', id).executeTakeFirst()
  const [merge] = await merges(tx, row ? [row] : [], call)
  if (!merge) throw notFound()
  return merge
}

/** Id of the very entry of this code, merged or not. */
export async function entryId(tx: Tx, code: string): Promise<string> {
  const row = await tx
    .selectFrom('organisations')
    .select('id')
    .where('code', '=', code)
    .where('kind', 'in', AnyKind.options)
    .executeTakeFirst()
  if (!row) throw notFound()
  return row.id
}
