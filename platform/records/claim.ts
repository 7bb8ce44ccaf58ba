import type { Call, Tx } from '../database.ts'
import { notFound, Problem } from '../problem.ts'
import type { RecordHead } from './contract.ts'
import { recordHead } from './head.ts'

/** A record to be changed, at the version its editor saw; `current` gives it as it is now, for who comes second. */
export type Claim = { kind: string; id: string; version: number; current: () => Promise<unknown> }

/**
 * Takes the right to change a record at the version its editor saw, for this transaction.
 *
 * @throws Problem not_found, records.read_only, or edit_conflict with the record as it is now
 */
export async function claimRecord(
  tx: Tx,
  { kind, id, version, current }: Claim,
  call: Pick<Call, 'language' | 'at'>,
): Promise<RecordHead> {
  const head = await readableHead(tx, kind, id, call)
  if (head.mine !== 'contribute') throw new Problem('records.read_only', 403)
  const claimed = await tx
    .updateTable('records')
    .set((e) => ({ version: e('version', '+', 1), changed_at: call.at }))
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst()
  if (!claimed) throw new Problem('edit_conflict', 409, {}, { current: await current() })
  return head
}

/**
 * Removes a record of the viewer's organisation for good.
 *
 * @throws Problem not_found, records.originator_only, or edit_conflict with the record as it is now
 */
export async function removeRecord(
  tx: Tx,
  { kind, id, version, current }: Claim,
  call: Pick<Call, 'language'>,
): Promise<{ id: string }> {
  const head = await readableHead(tx, kind, id, call)
  if (!head.own || head.mine !== 'contribute') throw new Problem('records.originator_only', 403)
  const removed = await tx
    .deleteFrom('records')
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst()
  if (!removed) throw new Problem('edit_conflict', 409, {}, { current: await current() })
  return removed
}

async function readableHead(tx: Tx, kind: string, id: string, call: Pick<Call, 'language'>): Promise<RecordHead> {
  const head = await recordHead(tx, id, call)
  if (head.kind !== kind || head.mine === 'discover') throw notFound()
  return head
}
