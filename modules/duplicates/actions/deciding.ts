import { sql } from 'kysely'
import type { z } from 'zod'
import type { Call, Tx } from '../../../platform/database.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { once } from '../../../platform/records/once.ts'
import type * as contract from '../contract.ts'
import type { Merge } from '../contract.ts'
import { takeable } from './comparing.ts'
import { mergesOf } from './merges.ts'
import { kindOf } from './suggesting.ts'

export async function keepApart(
  tx: Tx,
  { one, other, reason }: z.output<typeof contract.keepApart.input>,
  _call: Call,
): Promise<Record<string, never>> {
  if ((await kindOf(tx, one)) !== (await kindOf(tx, other))) throw notFound()
  if (one === other) throw new Problem('duplicates.kinds', 409)
  await sql`insert into distinctions (one, other, reason)
    values (least(${one}::uuid, ${other}::uuid), greatest(${one}::uuid, ${other}::uuid), ${reason})
    on conflict (one, other) do nothing`.execute(tx)
  return {}
}

export async function takeBackApart(
  tx: Tx,
  { id }: z.output<typeof contract.takeBackApart.input>,
  _call: Call,
): Promise<Record<string, never>> {
  const removed = await tx.deleteFrom('distinctions').where('id', '=', id).returning('id').executeTakeFirst()
  if (!removed) throw notFound()
  return {}
}

export async function mergeRecords(
  tx: Tx,
  input: z.output<typeof contract.mergeRecords.input>,
  call: Call,
): Promise<Merge> {
  const { kept, other, take, reason } = input
  const id = await once(tx, input, async () => {
    const columns = takeable(await kindOf(tx, kept.id), call)
    const unknown = take.find((column) => !columns.has(column))
    if (unknown !== undefined) throw new Problem('duplicates.no_such_field', 400, { field: unknown })
    const taken = [...new Set(take.flatMap((column) => columns.get(column)!))]
    const { rows } = await sql<{ id: string }>`
      select propose_merge(${kept.id}, ${other.id}, ${kept.version}, ${other.version}, ${taken}::text[], ${reason}) as id`.execute(
      tx,
    )
    return rows[0]!.id
  })
  return theMerge(tx, id, call)
}

export async function agreeMerge(
  tx: Tx,
  { id, keptVersion, otherVersion }: z.output<typeof contract.agreeMerge.input>,
  call: Call,
): Promise<Merge> {
  await sql`select agree_merge(${id}, ${keptVersion}, ${otherVersion})`.execute(tx)
  return theMerge(tx, id, call)
}

export async function endMerge(
  tx: Tx,
  { id, words }: z.output<typeof contract.endMerge.input>,
  _call: Call,
): Promise<Record<string, never>> {
  await sql`select end_merge(${id}, ${words})`.execute(tx)
  return {}
}

async function theMerge(tx: Tx, id: string, call: Call): Promise<Merge> {
  const [merge] = await mergesOf(tx, [id], call)
  if (!merge) throw notFound()
  return merge
}
