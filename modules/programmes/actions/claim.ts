import type { Call, Tx } from '../../../platform/database.ts'
import { notFound } from '../../../platform/problem.ts'
import { type Claim, claimRecord } from '../../../platform/records/claim.ts'
import type { RecordHead } from '../../../platform/records/contract.ts'

/**
 * Takes the right to change what hangs on a programme or an activity, at the version its editor saw.
 *
 * @throws Problem not_found, records.read_only, or edit_conflict with what `current` gives
 */
export async function claimWork(
  tx: Tx,
  claim: Omit<Claim, 'kind'>,
  call: Call,
): Promise<{ kind: 'programme' | 'activity'; head: RecordHead }> {
  const row = await tx.selectFrom('presence').select('kind').where('record', '=', claim.id).executeTakeFirst()
  if (!row) throw notFound()
  const kind = row.kind as 'programme' | 'activity'
  return { kind, head: await claimRecord(tx, { ...claim, kind: `programmes.${kind}` }, call) }
}
