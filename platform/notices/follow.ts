import type { z } from 'zod'
import type { Call, Tx } from '../database.ts'
import { recordHead } from '../records/head.ts'
import { recordLines } from '../records/titles.ts'
import type * as contract from './contract.ts'

type Input<E extends { input: z.ZodType }> = z.output<E['input']>

export async function readFollowing(tx: Tx, { record }: Input<typeof contract.readFollowing>, call: Call) {
  await recordHead(tx, record, call)
  const found = await tx.selectFrom('follows').select('record').where('record', '=', record).executeTakeFirst()
  return { following: found !== undefined }
}

export async function follow(tx: Tx, { record, following }: Input<typeof contract.follow>, call: Call) {
  await recordHead(tx, record, call)
  if (following)
    await tx
      .insertInto('follows')
      .values({ record })
      .onConflict((known) => known.doNothing())
      .execute()
  else await tx.deleteFrom('follows').where('record', '=', record).execute()
  return { following }
}

export async function listFollowed(tx: Tx, { page, size }: Input<typeof contract.listFollowed>, { language }: Call) {
  const { total } = await tx
    .selectFrom('follows')
    .select((of) => of.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const rows = await tx
    .selectFrom('follows')
    .select(['record', 'since'])
    .orderBy('since', 'desc')
    .orderBy('record')
    .limit(size)
    .offset((page - 1) * size)
    .execute()
  const lines = await recordLines(
    tx,
    rows.map(({ record }) => record),
    language,
  )
  return { items: rows.map(({ record, since }) => ({ record: lines.get(record)!, since: since.toISOString() })), total }
}
