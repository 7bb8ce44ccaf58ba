import type { z } from 'zod'
import type { Call, Tx } from '../../database.ts'
import { notFound } from '../../problem.ts'
import type * as contract from '../account-contract.ts'
import { ownBrowser } from '../browser.ts'
import type { Exchange } from '../exchange.ts'

export async function listSessions(
  _tx: Tx,
  _input: unknown,
  call: Call,
): Promise<z.input<typeof contract.listSessions.output>> {
  const { signIn, person, session } = ownBrowser(call)
  const rows = await signIn.db
    .selectFrom('session')
    .select(['id', 'createdAt', 'expiresAt', 'ipAddress', 'userAgent', 'secondFactor'])
    .where('userId', '=', person)
    .where('expiresAt', '>', call.at)
    .orderBy('createdAt', 'desc')
    .execute()
  return {
    items: rows.map((row) => ({
      id: row.id,
      current: row.id === session,
      beganAt: row.createdAt.toISOString(),
      endsAt: row.expiresAt.toISOString(),
      address: row.ipAddress || null,
      device: row.userAgent || null,
      secondFactor: row.secondFactor,
    })),
  }
}

export async function endSessions(
  _tx: Tx,
  { id }: z.output<typeof contract.endSessions.input>,
  call: Call,
): Promise<{ ended: number }> {
  const { signIn, person, session } = ownBrowser(call)
  const own = signIn.db.deleteFrom('session').where('userId', '=', person)
  const { numDeletedRows } = await (id ? own.where('id', '=', id) : own.where('id', '<>', session)).executeTakeFirst()
  if (id && numDeletedRows === 0n) throw notFound()
  return { ended: Number(numDeletedRows) }
}

/** Ends one session by its id. */
export async function endSession({ signIn }: Pick<Exchange, 'signIn'>, id: string): Promise<void> {
  await signIn.db.deleteFrom('session').where('id', '=', id).execute()
}
