import type { z } from 'zod'
import type { Call, Tx } from '../../../platform/database.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { recordHead } from '../../../platform/records/head.ts'
import { once } from '../../../platform/records/once.ts'
import { peopleRefs } from '../../../platform/records/principals.ts'
import { type Language, rewrite } from '../../../platform/text.ts'
import type * as contract from '../contract.ts'
import type { FactualComment } from '../fields.ts'
import { rightsOn } from './rights.ts'
import { tellOriginator, tellState } from './telling.ts'

/** Factual comments on the text of an assessment or recommendation, in the order in which they were given. */
export async function commentsOn(tx: Tx, record: string, language: Language): Promise<FactualComment[]> {
  const rows = await tx
    .selectFrom('factual_comments')
    .select(['id', 'field', 'passage', 'version', 'words', 'given_by', 'given_at', 'answer', 'answered_at'])
    .where('record', '=', record)
    .orderBy('given_at')
    .orderBy('id')
    .limit(500)
    .execute()
  const people = await peopleRefs(
    tx,
    rows.map((r) => r.given_by),
    language,
  )
  return rows.map((r) => ({
    id: r.id,
    field: r.field as FactualComment['field'],
    passage: r.passage,
    version: r.version,
    words: r.words,
    givenBy: people.get(r.given_by)!,
    givenAt: r.given_at.toISOString(),
    answer: r.answer,
    answeredAt: r.answered_at?.toISOString() ?? null,
  }))
}

/** The texts that each kind has. */
const COMMENTED: Readonly<Record<string, readonly string[]>> = {
  'recommendations.assessment': ['title', 'observations'],
  'recommendations.recommendation': ['title', 'body'],
}

export async function commentOnText(
  tx: Tx,
  input: z.output<typeof contract.commentOnText.input>,
  call: Call,
): Promise<{ id: string }> {
  const { id, field, passage, words } = input
  const made = await once(tx, input, async () => {
    const head = await recordHead(tx, id, call)
    if (!COMMENTED[head.kind]?.includes(field)) throw notFound()
    const { controls } = await rightsOn(tx, id, call)
    if (!controls) throw new Problem('recommendations.state_only', 403)
    const comment = await tx
      .insertInto('factual_comments')
      .values({ record: id, field, passage, version: head.version, words: JSON.stringify(rewrite(undefined, words)) })
      .returning('id')
      .executeTakeFirstOrThrow()
    await tellOriginator(tx, 'recommendations.commented', id)
    return comment.id
  })
  return { id: made }
}

export async function answerComment(
  tx: Tx,
  { comment, words }: z.output<typeof contract.answerComment.input>,
  call: Call,
): Promise<{ id: string }> {
  const found = await tx
    .selectFrom('factual_comments')
    .select(['record', 'answer'])
    .where('id', '=', comment)
    .executeTakeFirst()
  if (!found) throw notFound()
  const { mayWrite } = await rightsOn(tx, found.record, call)
  if (!mayWrite) throw new Problem('records.read_only', 403)
  if (found.answer) throw new Problem('recommendations.answered', 409)
  await tx
    .updateTable('factual_comments')
    .set({ answer: JSON.stringify(rewrite(undefined, words)), answered_by: call.viewer.person, answered_at: call.at })
    .where('id', '=', comment)
    .execute()
  await tellState(tx, 'recommendations.answered', found.record)
  return { id: comment }
}
