import type { z } from 'zod'
import type { Tx } from '../database.ts'
import { Problem } from '../problem.ts'
import type * as contract from './contract.ts'
import { MOST } from './contract.ts'
import { BLOCK, digestOf, macOf, type Seal } from './seal.ts'

/** What may be wrong with a block, most telling first. */
type Fault = 'chain' | 'seal' | 'lines'

/**
 * Recomputes every seal of a stretch of the trail from its rows.
 *
 * @throws Problem `audit.broken_*` that names the first block which is not as it was sealed
 */
export async function verify(
  tx: Tx,
  { from, blocks, known }: z.output<typeof contract.verify.input>,
): Promise<z.input<typeof contract.verify.output>> {
  const seals = await tx
    .selectFrom('audit_seals')
    .selectAll()
    .where('to_id', '>=', from)
    .orderBy('to_id')
    .limit(blocks + 1)
    .execute()
  const asked = seals.slice(0, blocks)
  let before = asked[0] && (await sealBefore(tx, asked[0]))
  for (const seal of asked) {
    const fault = await faultOf(tx, seal, before)
    if (fault) throw new Problem(`audit.broken_${fault}`, 409, { from: seal.from_id, to: seal.to_id, ...times(seal) })
    before = seal
  }
  if (known !== undefined) await requireSeal(tx, known)
  const last = await lastSeal(tx)
  const [first] = asked
  return {
    verified: first
      ? {
          from: first.from_id,
          to: asked.at(-1)!.to_id,
          blocks: asked.length,
          lines: asked.reduce((sum, { rows }) => sum + rows, 0),
          ...(await timeOf(tx, first.from_id, asked.at(-1)!.to_id)),
        }
      : null,
    next: seals[blocks]?.from_id ?? null,
    last: last ? { to: last.to_id, seal: last.mac, sealedAt: last.sealed_at.toISOString() } : null,
    unsealed: await countAfter(tx, last?.to_id ?? 0),
  }
}

async function faultOf(tx: Tx, seal: Seal, before: Seal | undefined): Promise<Fault | undefined> {
  if (seal.from_id !== (before?.to_id ?? 0) + 1 || seal.previous !== (before?.mac ?? '')) return 'chain'
  if (seal.mac !== macOf(seal)) return 'seal'
  // The first block also answers for numbers below the first: there must be none.
  const stretch = before ? { from: seal.from_id, to: seal.to_id } : { to: seal.to_id }
  const found = await digestOf(tx, stretch, BLOCK + 1)
  return found.rows === seal.rows && found.digest === seal.digest ? undefined : 'lines'
}

const times = ({ sealed_at }: Seal) => ({ sealed: sealed_at.toISOString() })

const sealBefore = (tx: Tx, { to_id }: Seal): Promise<Seal | undefined> =>
  tx
    .selectFrom('audit_seals')
    .selectAll()
    .where('to_id', '<', to_id)
    .orderBy('to_id', 'desc')
    .limit(1)
    .executeTakeFirst()

const lastSeal = (tx: Tx): Promise<Seal | undefined> =>
  tx.selectFrom('audit_seals').selectAll().orderBy('to_id', 'desc').limit(1).executeTakeFirst()

async function requireSeal(tx: Tx, mac: string): Promise<void> {
  const found = await tx.selectFrom('audit_seals').select('to_id').where('mac', '=', mac).executeTakeFirst()
  if (!found) throw new Problem('audit.seal_gone', 409)
}

async function timeOf(tx: Tx, from: number, to: number): Promise<{ since: string | null; until: string | null }> {
  const within = tx.selectFrom('audit_events').select('at').where('id', '>=', from).where('id', '<=', to).limit(1)
  const first = await within.orderBy('id').executeTakeFirst()
  const last = await within.orderBy('id', 'desc').executeTakeFirst()
  return { since: first?.at.toISOString() ?? null, until: last?.at.toISOString() ?? null }
}

async function countAfter(tx: Tx, id: number): Promise<number> {
  const { n } = await tx
    .selectFrom(tx.selectFrom('audit_events').select('id').where('id', '>', id).limit(MOST).as('after'))
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return n
}
