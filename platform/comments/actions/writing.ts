import { sql } from 'kysely'
import type { z } from 'zod'
import type { Call, Tx } from '../../database.ts'
import { notify } from '../../notices/notify.ts'
import { notFound, Problem } from '../../problem.ts'
import { recordHead } from '../../records/head.ts'
import { once } from '../../records/once.ts'
import type * as contract from '../contract.ts'
import { mentionsIn } from '../rules.ts'

export async function addComment(
  tx: Tx,
  input: z.output<typeof contract.addComment.input>,
  call: Call,
): Promise<{ id: string }> {
  const { record, parent, language, words } = input
  const id = await once(tx, input, async () => {
    await mayComment(tx, record, call)
    const mentioned = await mentionedIn(tx, record, words)
    const { id } = await tx
      .insertInto('comments')
      .values({ record, parent: parent ?? null })
      .returning('id')
      .executeTakeFirstOrThrow()
    await tx.insertInto('comment_texts').values({ comment: id, record, version: 1, language, words }).execute()
    await tellOf(tx, { id, record, parent, mentioned }, call)
    return id
  })
  return { id }
}

/** Who is mentioned learns of that alone, who is answered of the answer, and all who follow the record of the comment. */
async function tellOf(
  tx: Tx,
  { id, record, parent, mentioned }: { id: string; record: string; parent: string | undefined; mentioned: string[] },
  call: Call,
): Promise<void> {
  const values = { by: call.viewer.person!, organisation: call.viewer.organisation! }
  await notify(tx, { topic: 'comments.mentioned', to: mentioned, record, href: `#comment-${id}`, values })
  if (parent) {
    const inThread = await tx
      .selectFrom('comments')
      .select('person')
      .distinct()
      .where((of) => of.or([of('id', '=', parent), of('parent', '=', parent)]))
      .where('removed_at', 'is', null)
      .execute()
    const to = inThread.map(({ person }) => person).filter((id) => !mentioned.includes(id))
    await notify(tx, { topic: 'comments.replied', to, record, href: `#comment-${id}`, values })
  }
  await notify(tx, { topic: 'comments.commented', followers: true, record, values })
}

export async function editComment(
  tx: Tx,
  { id, version, language, words }: z.output<typeof contract.editComment.input>,
  call: Call,
): Promise<{ version: number }> {
  const comment = await ownComment(tx, id, call)
  if (comment.hidden_at) throw new Problem('comments.closed', 409)
  await mayComment(tx, comment.record, call)
  const before = await tx
    .selectFrom('comment_texts')
    .select(['version', 'words', 'language'])
    .where('comment', '=', id)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!before) throw new Problem('comments.closed', 409)
  if (before.version !== version) throw new Problem('edit_conflict', 409, {}, { current: before })
  const said = mentionsIn(before.words)
  const mentioned = await mentionedIn(tx, comment.record, words, said)
  const added = await tx
    .insertInto('comment_texts')
    .values({ comment: id, record: comment.record, version: version + 1, language, words })
    .onConflict((conflict) => conflict.doNothing())
    .returning('version')
    .executeTakeFirst()
  if (!added) throw new Problem('edit_conflict', 409, {}, { current: before })
  const values = { by: call.viewer.person!, organisation: call.viewer.organisation! }
  const to = mentioned.filter((person) => !said.includes(person))
  await notify(tx, { topic: 'comments.mentioned', to, record: comment.record, href: `#comment-${id}`, values })
  return { version: version + 1 }
}

/** The line of the comment stays, so that answers to it keep their place; its words go in all versions. */
export async function removeComment(
  tx: Tx,
  { id }: z.output<typeof contract.removeComment.input>,
  call: Call,
): Promise<Record<string, never>> {
  await ownComment(tx, id, call)
  await tx.deleteFrom('comment_texts').where('comment', '=', id).execute()
  await tx.updateTable('comments').set({ removed_at: call.at }).where('id', '=', id).execute()
  return {}
}

export async function hideComment(
  tx: Tx,
  { id, reason }: z.output<typeof contract.hideComment.input>,
  call: Call,
): Promise<Record<string, never>> {
  const comment = await tx
    .selectFrom('comments')
    .select(['record', 'removed_at'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!comment || comment.removed_at) throw notFound()
  if (!(await recordHead(tx, comment.record, call)).own) throw new Problem('comments.originator_hides', 403)
  await tx
    .updateTable('comments')
    .set(
      reason === null
        ? { hidden_at: null, hidden_by: null, hidden_reason: null }
        : { hidden_at: call.at, hidden_by: call.viewer.person, hidden_reason: reason },
    )
    .where('id', '=', id)
    .execute()
  return {}
}

async function ownComment(tx: Tx, id: string, { viewer }: Call) {
  const comment = await tx
    .selectFrom('comments')
    .select(['record', 'person', 'removed_at', 'hidden_at'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!comment || comment.removed_at) throw notFound()
  if (comment.person !== viewer.person) throw new Problem('comments.not_yours', 403)
  return comment
}

async function mayComment(tx: Tx, record: string, call: Call): Promise<void> {
  const { mine } = await recordHead(tx, record, call)
  if (mine === 'discover') throw notFound()
  if (mine === 'read') throw new Problem('comments.read_only', 403)
}

/**
 * The people mentioned. Whoever the writer may not know, or does not read the record, is refused like who does not exist;
 * those whom the comment named before stay as they are.
 *
 * @throws Problem comments.no_such_person
 */
async function mentionedIn(tx: Tx, record: string, words: string, before: readonly string[] = []): Promise<string[]> {
  const named = mentionsIn(words)
  const asked = named.filter((id) => !before.includes(id))
  if (asked.length === 0) return named
  const { rows } = await sql<{ id: string }>`
    select id from persons where id = any (${asked}::uuid[]) and mentionable(id, ${record})`.execute(tx)
  if (rows.length < asked.length) throw new Problem('comments.no_such_person', 409)
  return named
}
