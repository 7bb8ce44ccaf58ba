import { sql } from 'kysely'
import type { z } from 'zod'
import type { Tx } from '../database.ts'
import { Problem } from '../problem.ts'
import type * as contract from './contract.ts'

/** Characters of one draft as JSON, and drafts of one person. */
const LONGEST = 200_000
const MOST = 200

type Input<E extends { input: z.ZodType }> = z.output<E['input']>

export async function saveDraft(tx: Tx, { key, value }: Input<typeof contract.saveDraft>) {
  const words = JSON.stringify(value ?? null, (_, part) => (typeof part === 'string' ? storable(part) : part))
  if (words.length > LONGEST) throw new Problem('drafts.too_long', 413)
  const saved = await tx
    .insertInto('drafts')
    .values({ key: storable(key), value: words })
    .onConflict((conflict) =>
      conflict
        .columns(['person', 'organisation', 'level', 'key'])
        .doUpdateSet({ value: words, saved_at: sql<Date>`clock_timestamp()` }),
    )
    .returning(['id', 'saved_at'])
    .executeTakeFirstOrThrow()
  // What was kept of it in a session that reached less is older than this.
  await tx.deleteFrom('drafts').where('key', '=', storable(key)).where('id', '<>', saved.id).execute()
  const { kept } = await tx
    .selectFrom('drafts')
    .select((has) => has.fn.countAll<number>().as('kept'))
    .executeTakeFirstOrThrow()
  if (kept > MOST) throw new Problem('drafts.too_many', 409, { most: MOST })
  return { savedAt: saved.saved_at.toISOString() }
}

export async function loadDraft(tx: Tx, { key }: Input<typeof contract.loadDraft>) {
  const found = await tx
    .selectFrom('drafts')
    .select(['value', 'saved_at'])
    .where('key', '=', storable(key))
    .orderBy('saved_at', 'desc')
    .executeTakeFirst()
  return { draft: found ? { value: found.value, savedAt: found.saved_at.toISOString() } : null }
}

export async function listDrafts(tx: Tx) {
  const rows = await tx
    .selectFrom('drafts')
    .select((of) => ['key', of.fn.max('saved_at').as('saved_at')])
    .groupBy('key')
    .orderBy(sql`max(saved_at)`, 'desc')
    .execute()
  return { items: rows.map(({ key, saved_at }) => ({ key, savedAt: saved_at.toISOString() })), total: rows.length }
}

export async function discardDraft(tx: Tx, { key }: Input<typeof contract.discardDraft>) {
  await tx.deleteFrom('drafts').where('key', '=', storable(key)).execute()
  return {}
}

/** PostgreSQL keeps neither the character zero nor half of a surrogate pair. */
const storable = (text: string): string => text.replaceAll('\0', '').toWellFormed()
