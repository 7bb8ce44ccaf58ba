import { sql } from 'kysely'
import type { z } from 'zod'
import type { Tx } from '../database.ts'
import { notFound, Problem } from '../problem.ts'
import type { Written } from '../text.ts'
import { type Handling, Share } from './contract.ts'

export type NewRecord = {
  /** `<module>.<noun>`. */
  kind: string
  level: 0 | 1 | 2
  handling?: readonly Handling[]
  /** What those see who may only discover the record. */
  card?: Written
  /** Organisation without whose consent nobody else is let in. */
  controller?: string
  /** Records it is made from: who cannot read all of them cannot read it. */
  sources?: readonly string[]
  invented?: boolean
  /** Beyond the originator, who always has it. */
  audience: readonly Share[]
}

/** Makes a record of the viewer's organisation together with its audience, and answers its id. */
export async function makeRecord(tx: Tx, record: NewRecord): Promise<string> {
  const [id] = await makeRecords(tx, record, 1)
  return id!
}

/** Makes so many records that are alike in all but what their modules will say of them; answers their ids. */
export async function makeRecords(tx: Tx, record: NewRecord, count: number): Promise<string[]> {
  const { kind, level, handling = [], card, controller = null, sources = [], invented = false, audience } = record
  await mayHold(tx, level)
  const made = await tx
    .insertInto('records')
    .columns(['kind', 'controller', 'level', 'handling', 'card', 'sources', 'invented'])
    .expression(
      sql`select ${kind}, ${controller}::uuid, ${level}::smallint, ${[...handling]}::text[], ${card ? JSON.stringify(card) : null}::jsonb,
                 ${[...sources]}::uuid[], ${invented}::boolean from generate_series(1, ${count}::integer)`,
    )
    .returning('id')
    .execute()
  const ids = made.map(({ id }) => id)
  await shareRecords(tx, ids, audience)
  return ids
}

/** Adds these grants to each of the records, which must be of the viewer's organisation. */
export async function shareRecords(tx: Tx, ids: readonly string[], audience: readonly Share[]): Promise<void> {
  if (ids.length === 0 || audience.length === 0) return
  await mayShare(tx)
  const shares = audience.map((share) => Share.parse(share))
  for (const share of shares) checkShare(share)
  const grants = ids.flatMap((record) => shares.map((share) => grantOf(record, share)))
  await tx.insertInto('grants').values(grants).execute()
}

function grantOf(record: string, { to, gives, from, until, basis, reference }: z.output<typeof Share>) {
  const times = { ...(from && { starts_at: new Date(from) }), ends_at: until ? new Date(until) : null }
  return { record, grantee_kind: to.kind, grantee: to.id, role: to.role ?? null, gives, basis, reference, ...times }
}

/** What the database would refuse with less to say. */
function checkShare({ to, from, until, basis, reference }: z.output<typeof Share>): void {
  if ((to.kind === 'role') !== (to.role !== undefined)) throw new Problem('access.no_such_grantee', 409)
  if (basis !== 'decision' && reference.length < 3) throw new Problem('access.reference_needed', 409)
  if (until && (new Date(until) <= (from ? new Date(from) : new Date(0)) || new Date(until).getTime() <= Date.now()))
    throw new Problem('access.ends_before_start', 409)
}

/** Sharing is the business of those whose role says so, with a second factor. */
async function mayShare(tx: Tx): Promise<void> {
  const { rows } = await sql<{ may: boolean }>`select viewer_may('records:share') as may`.execute(tx)
  if (!rows[0]!.may) throw new Problem('access.denied', 403, { needs: 'records:share' })
}

/** Nobody makes, or raises to, a level they could not read themselves. */
export async function mayHold(tx: Tx, level: number): Promise<void> {
  const { rows } = await sql<{ reach: number; person: string | null }>`
    select viewer_level() as reach, viewer_person() as person`.execute(tx)
  if (rows[0]!.person === null) throw notFound()
  if (level > rows[0]!.reach) throw new Problem('access.above_your_level', 403)
}
