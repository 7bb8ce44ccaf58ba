import type { Tx } from '../database.ts'

/**
 * Does `work` once for each `request` of a person and answers the id it gave, also when the request is repeated because
 * the first answer was lost on the way. A repetition that comes while the first is under way waits for it.
 */
export async function once(tx: Tx, request: string, work: () => Promise<string>): Promise<string> {
  const first = await tx
    .insertInto('requests')
    .values({ request })
    .onConflict((conflict) => conflict.doNothing())
    .returning('request')
    .executeTakeFirst()
  if (!first) {
    const done = await tx
      .selectFrom('requests')
      .select('answer')
      .where('request', '=', request)
      .executeTakeFirstOrThrow()
    return done.answer!
  }
  const answer = await work()
  await tx.updateTable('requests').set({ answer }).where('request', '=', request).execute()
  return answer
}
