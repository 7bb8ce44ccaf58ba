import { sql } from 'kysely'
import type { z } from 'zod'
import type { Call, Tx } from '../../database.ts'
import { notFound, Problem } from '../../problem.ts'
import type * as contract from '../contract.ts'
import type { RecordHead } from '../contract.ts'
import { recordHead, recordHeads } from '../head.ts'
import { mayHold, shareRecords } from '../make.ts'
import { once } from '../once.ts'

export async function share(
  tx: Tx,
  input: z.output<typeof contract.share.input>,
  call: Call,
): Promise<{ records: number }> {
  const { ids, audience } = input
  const records = [...new Set(ids)]
  await once(tx, input, async () => {
    const heads = await recordHeads(tx, records, call)
    if (heads.size < records.length) throw notFound()
    const foreign = [...heads.values()].some(({ own }) => !own)
    if (foreign && audience.some(({ gives }) => gives !== 'deny')) throw new Problem('records.originator_shares', 403)
    await shareRecords(tx, records, audience)
    return records[0]!
  })
  return { records: records.length }
}

export async function withdraw(
  tx: Tx,
  { grants }: z.output<typeof contract.withdraw.input>,
): Promise<{ withdrawn: number }> {
  const seen = await tx.selectFrom('grants').select(['id', 'basis', 'revoked_at']).where('id', 'in', grants).execute()
  if (seen.length < new Set(grants).size) throw notFound()
  if (seen.some(({ basis }) => basis === 'originator')) throw new Problem('records.originator_stays', 409)
  const { numUpdatedRows } = await tx
    .updateTable('grants')
    .set({ revoked_at: new Date() })
    .where('id', 'in', grants)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  if (Number(numUpdatedRows) < seen.filter((g) => g.revoked_at === null).length)
    throw new Problem('records.originator_shares', 403)
  return { withdrawn: Number(numUpdatedRows) }
}

export async function withdrawFrom(
  tx: Tx,
  { from, records }: z.output<typeof contract.withdrawFrom.input>,
): Promise<{ withdrawn: number }> {
  // Of the records named, those of the own organisation that the viewer sees; grants of others are not even looked at.
  const named = records ? sql`and id = any (${records}::uuid[])` : sql``
  const { rows } = await sql<{ ids: string[] }>`
    select array(select id from records where owner_org = viewer_org() ${named}) as ids`.execute(tx)
  const { numAffectedRows } = await sql`
    update grants set revoked_at = now()
     where record = any (${rows[0]!.ids}::uuid[]) and grantee_kind = ${from.kind}
       and principal = principal_of(${from.kind}, ${from.id}, ${from.role ?? null})
       and revoked_at is null and basis <> 'originator' and gives <> 'deny'`.execute(tx)
  return { withdrawn: Number(numAffectedRows) }
}

export async function classify(
  tx: Tx,
  { id, version, level, handling, card }: z.output<typeof contract.classify.input>,
  call: Call,
): Promise<RecordHead> {
  const before = await recordHead(tx, id, call)
  if (!before.own) throw new Problem('access.originator_only', 403)
  await mayHold(tx, level)
  const changed = await tx
    .updateTable('records')
    .set({
      level,
      handling: [...new Set(handling)].sort(),
      ...(card !== undefined && { card: card && JSON.stringify(card) }),
      version: version + 1,
      changed_at: sql<Date>`now()`,
    })
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst()
  if (!changed) throw new Problem('edit_conflict', 409, {}, { current: before })
  return recordHead(tx, id, call)
}
