import { createHash } from 'node:crypto'
import type { Tx } from '../database.ts'
import { Problem } from '../problem.ts'

/**
 * Does `work` once for each `request` of a person and answers the id it gave, also when the request is repeated because
 * the first answer was lost on the way. A repetition that comes while the first is under way waits for it. `work` gets
 * the input without its number. `body`: the bytes that came with it, which are part of what was asked.
 *
 * @throws Problem arrived_already where the request came before with another input, file_arrived_already with other bytes as
 *   well: what was changed in between would otherwise be taken for entered
 */
export async function once<Input extends { request: string }>(
  tx: Tx,
  { request, ...input }: Input,
  work: (input: Omit<Input, 'request'>) => Promise<string>,
  body?: Uint8Array,
): Promise<string> {
  const digest = createHash('sha256')
    .update(JSON.stringify(input))
    .update(body ?? '')
    .digest()
  const first = await tx
    .insertInto('requests')
    .values({ request, digest })
    .onConflict((conflict) => conflict.doNothing())
    .returning('request')
    .executeTakeFirst()
  if (!first) {
    const done = await tx
      .selectFrom('requests')
      .select(['answer', 'digest'])
      .where('request', '=', request)
      .executeTakeFirstOrThrow()
    if (!digest.equals(done.digest)) throw new Problem(body ? 'file_arrived_already' : 'arrived_already', 409)
    return done.answer!
  }
  const answer = await work(input)
  await tx.updateTable('requests').set({ answer }).where('request', '=', request).execute()
  return answer
}
