import { sql } from 'kysely'
import type { Call, Tx } from '../database.ts'
import { notFound, Problem } from '../problem.ts'
import type { RecordHead } from './contract.ts'
import { recordHeads } from './head.ts'

/** A record to be changed, at the version its editor saw; `current` gives it as it is now, for who comes second. */
export type Claim = { kind: string; id: string; version: number; current: () => Promise<unknown> }

/** Records of one kind to be changed or removed together, each at the version that was seen. */
type Claims = { kind: string; records: readonly { id: string; version: number }[] }

/**
 * Takes the right to change a record at the version its editor saw, for this transaction.
 *
 * @throws Problem not_found, records.read_only, or edit_conflict with the record as it is now
 */
export async function claimRecord(tx: Tx, claim: Claim, call: Pick<Call, 'language' | 'at'>): Promise<RecordHead> {
  const heads = await withCurrent(claim, (claims) => claimRecords(tx, claims, call))
  return heads.get(claim.id)!
}

/**
 * Takes it for all of these records, or for none.
 *
 * @throws Problem not_found, records.read_only or edit_conflict where that is so of one of them
 */
export async function claimRecords(
  tx: Tx,
  { kind, records }: Claims,
  call: Pick<Call, 'language' | 'at'>,
): Promise<Map<string, RecordHead>> {
  const heads = await readableHeads(tx, kind, records, call)
  for (const { mine } of heads.values()) if (mine !== 'contribute') throw new Problem('records.read_only', 403)
  const { ids, versions } = columnsOf(records)
  const { rows } = await sql`
    update records r set version = r.version + 1, changed_at = ${call.at}
      from unnest(${ids}::uuid[], ${versions}::integer[]) seen(id, version)
     where r.id = any (${ids}::uuid[]) and r.id = seen.id and r.version = seen.version returning r.id`.execute(tx)
  if (rows.length < heads.size) throw new Problem('edit_conflict', 409)
  return heads
}

/**
 * Removes a record of the viewer's organisation for good.
 *
 * @throws Problem not_found, records.originator_only, or edit_conflict with the record as it is now
 */
export async function removeRecord(tx: Tx, claim: Claim, call: Pick<Call, 'language'>): Promise<{ id: string }> {
  await withCurrent(claim, (claims) => removeRecords(tx, claims, call))
  return { id: claim.id }
}

/**
 * Removes all of these records, or none.
 *
 * @throws Problem not_found, records.originator_only or edit_conflict where that is so of one of them
 */
export async function removeRecords(tx: Tx, { kind, records }: Claims, call: Pick<Call, 'language'>): Promise<void> {
  const heads = await readableHeads(tx, kind, records, call)
  for (const { own, mine } of heads.values())
    if (!own || mine !== 'contribute') throw new Problem('records.originator_only', 403)
  const { ids, versions } = columnsOf(records)
  const { rows } = await sql`
    delete from records r using unnest(${ids}::uuid[], ${versions}::integer[]) seen(id, version)
     where r.id = any (${ids}::uuid[]) and r.id = seen.id and r.version = seen.version returning r.id`.execute(tx)
  if (rows.length < heads.size) throw new Problem('edit_conflict', 409)
}

const columnsOf = (records: Claims['records']) => ({
  ids: records.map(({ id }) => id),
  versions: records.map(({ version }) => version),
})

/** Of one record: a conflict gives it as it is now. */
async function withCurrent<T>({ current, ...claim }: Claim, act: (claims: Claims) => Promise<T>): Promise<T> {
  try {
    return await act({ kind: claim.kind, records: [claim] })
  } catch (error) {
    if (!(error instanceof Problem && error.code === 'edit_conflict')) throw error
    throw new Problem('edit_conflict', 409, {}, { current: await current() })
  }
}

async function readableHeads(
  tx: Tx,
  kind: string,
  records: Claims['records'],
  call: Pick<Call, 'language'>,
): Promise<Map<string, RecordHead>> {
  const heads = await recordHeads(tx, columnsOf(records).ids, call)
  for (const { id } of records) {
    const head = heads.get(id)
    if (head?.kind !== kind || head.mine === 'discover') throw notFound()
  }
  return heads
}
