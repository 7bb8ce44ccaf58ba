import { createHash, createHmac } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '../database.ts'
import { sealingKey } from './key.ts'

/** Rows of the trail that are sealed together, at most. */
export const BLOCK = 5000

/** A sealed block of the trail; `previous` is the MAC of the block before, empty for the first. */
export type Seal = {
  from_id: number
  to_id: number
  rows: number
  previous: string
  digest: string
  mac: string
  sealed_at: Date
}

/** The numbers of a stretch of the trail, both ends included; without `from`, from the very beginning. */
export type Stretch = { from?: number; to: number }

/** Digest of a stretch of the trail as it stands now, its number of rows, and the number of the last. */
export async function digestOf(tx: Tx, { from, to }: Stretch, atMost: number) {
  let rowsOf = tx
    .selectFrom('audit_events')
    .select(['id', 'person', 'organisation', 'token', 'action', 'outcome', 'subject', 'records', 'originator'])
    .select(['changed', 'purpose', 'wake'])
    .select(sql<string>`to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')`.as('moment'))
    .select(sql<string | null>`hashes::text`.as('proofs'))
    .where('id', '<=', to)
    .orderBy('id')
    .limit(atMost)
  if (from !== undefined) rowsOf = rowsOf.where('id', '>=', from)
  const rows = await rowsOf.execute()
  const digest = createHash('sha256')
  for (const row of rows) digest.update(`${lineOf(row)}\n`)
  return { rows: rows.length, last: rows.at(-1)?.id, digest: digest.digest('hex') }
}

type Row = {
  id: number
  moment: string
  person: string | null
  organisation: string | null
  token: string | null
  action: string
  outcome: string
  subject: string | null
  records: string[]
  originator: string | null
  changed: string[] | null
  purpose: string | null
  proofs: string | null
  wake: boolean
}

/** A row in the one form that stays the same for ever: a JSON array, its places fixed. Other forms would break old seals. */
const lineOf = (r: Row): string =>
  JSON.stringify([
    r.id,
    r.moment,
    r.person,
    r.organisation,
    r.token,
    r.action,
    r.outcome,
    r.subject,
    r.records,
    r.originator,
    r.changed,
    r.proofs,
    r.purpose,
    r.wake,
  ])

/** HMAC-SHA-256 of all that a seal says. */
export function macOf({ from_id, to_id, rows, previous, digest, sealed_at }: Omit<Seal, 'mac'>): string {
  const words = JSON.stringify([from_id, to_id, rows, previous, digest, sealed_at.toISOString()])
  return createHmac('sha256', sealingKey()).update(words).digest('hex')
}
