import type { z } from 'zod'
import type { Call, Tx } from '../../database.ts'
import { notFound, Problem } from '../../problem.ts'
import type * as contract from '../account-contract.ts'
import { ownBrowser } from '../browser.ts'
import { provenBrowser } from '../factors.ts'
import { notifyOwn } from '../notices.ts'
import { hashOf, makeSecret } from '../secrets.ts'

export async function listTokens(
  tx: Tx,
  _input: unknown,
  call: Call,
): Promise<z.input<typeof contract.listTokens.output>> {
  const { person } = ownBrowser(call)
  const rows = await tx
    .selectFrom('api_tokens')
    .select(['id', 'name', 'scopes', 'max_level', 'created_at', 'expires_at', 'used_at', 'revoked_at'])
    .where('person', '=', person)
    .orderBy('created_at', 'desc')
    .limit(200)
    .execute()
  return {
    items: rows.map((row) => ({
      id: row.id,
      name: row.name,
      scopes: row.scopes,
      maxLevel: row.max_level,
      createdAt: row.created_at.toISOString(),
      expiresAt: row.expires_at.toISOString(),
      usedAt: row.used_at?.toISOString() ?? null,
      revokedAt: row.revoked_at?.toISOString() ?? null,
    })),
  }
}

/** A key for a program: some of the maker's own permissions, for a time, in the maker's organisation. */
export async function makeToken(
  tx: Tx,
  { name, scopes, maxLevel, days }: z.output<typeof contract.makeToken.input>,
  call: Call,
): Promise<z.input<typeof contract.makeToken.output>> {
  await provenBrowser(call)
  const { permissions, level, person } = call.viewer
  // Keys make no keys, so that revoking one ends all that came of it.
  if (scopes.includes('access:tokens') || !scopes.every((scope) => permissions.includes(scope)) || maxLevel > level)
    throw new Problem('access.more_than_held', 403)
  const key = `concord_${makeSecret()}`
  const expires = new Date(call.at.getTime() + days * 86_400_000)
  const { id } = await tx
    .insertInto('api_tokens')
    .values({ name, scopes: [...new Set(scopes)].sort(), max_level: maxLevel, hash: hashOf(key), expires_at: expires })
    .returning('id')
    .executeTakeFirstOrThrow()
  await notifyOwn(tx, person!, 'token_made', { name })
  return { id, key, expiresAt: expires.toISOString() }
}

export async function revokeToken(
  tx: Tx,
  { id }: z.output<typeof contract.revokeToken.input>,
  call: Call,
): Promise<Record<string, never>> {
  const { person } = ownBrowser(call)
  const revoked = await tx
    .updateTable('api_tokens')
    .set({ revoked_at: call.at })
    .where('id', '=', id)
    .where('person', '=', person)
    .where('revoked_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (!revoked) throw notFound()
  return {}
}
