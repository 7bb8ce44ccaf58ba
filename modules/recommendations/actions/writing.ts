import { z } from 'zod'
import type { Call, Tx } from '../../../platform/database.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { claimRecord } from '../../../platform/records/claim.ts'
import { makeRecord } from '../../../platform/records/make.ts'
import { once } from '../../../platform/records/once.ts'
import { rewrite, type Written } from '../../../platform/text.ts'
import { idsOf } from '../../programmes/index.ts'
import type * as contract from '../contract.ts'
import { amiss } from '../contract.ts'
import type { Recommendation } from '../fields.ts'
import { readRecommendation } from './reading.ts'
import { rightsOn } from './rights.ts'
import { tellOriginator, tellState } from './telling.ts'

const KIND = 'recommendations.recommendation'

export async function addRecommendation(
  tx: Tx,
  input: z.output<typeof contract.addRecommendation.input>,
  call: Call,
): Promise<Recommendation> {
  const id = await once(tx, input.request, async () => {
    const { kind, state, assessment, level, handling, audience, invented } = input
    const codes = await idsOf(tx, state ? [state] : [])
    const controller = state ? codes([state])[0]! : undefined
    const record = {
      kind: KIND,
      level: level as 0 | 1 | 2,
      handling,
      audience,
      invented,
      ...(controller && { controller }),
    }
    const made = await makeRecord(tx, record)
    await tx
      .insertInto('recommendations')
      .values({ id: made, kind, assessment, states: controller ? [controller] : [], ...(await columnsOf(tx, input)) })
      .execute()
    await writeActions(tx, made, input.actions)
    if (controller) await tellState(tx, 'recommendations.entered', made)
    return made
  })
  return readRecommendation(tx, { id }, call)
}

export async function editRecommendation(
  tx: Tx,
  input: z.output<typeof contract.editRecommendation.input>,
  call: Call,
): Promise<Recommendation> {
  const { id, version } = input
  const current = () => readRecommendation(tx, { id }, call)
  const before = await tx
    .selectFrom('recommendations')
    .select(['kind', 'form', 'need', 'title', 'body', 'capacity', 'response'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!before) throw notFound()
  if (before.form !== 'original') throw new Problem('recommendations.disclosed', 403)
  await claimRecord(tx, { kind: KIND, id, version, current }, call)
  const wrong = amiss(before.kind as Recommendation['kind'], input)
  if (wrong.length > 0)
    throw new z.ZodError(wrong.map(([field, message]) => ({ code: 'custom', input, message, path: [field] })))
  const columns = await columnsOf(tx, input, before)
  // What the State agreed to as a need stays its word.
  const need = before.need === 'agreed' || before.need === 'prioritised' ? before.need : columns.need
  await tx
    .updateTable('recommendations')
    .set({ ...columns, need })
    .where('id', '=', id)
    .execute()
  await tx.deleteFrom('recommendation_actions').where('record', '=', id).execute()
  await writeActions(tx, id, input.actions)
  return current()
}

type Content = Omit<z.output<typeof contract.editRecommendation.input>, 'id' | 'version'>
type Texts = { title: Written; body: Written | null; capacity: Written | null; response: Written | null }

async function columnsOf(tx: Tx, said: Content, before?: Texts) {
  const ids = await idsOf(tx, said.leads)
  const text = (was: Written | null | undefined, is: Written | null) =>
    is === null ? null : JSON.stringify(rewrite(was ?? undefined, is))
  return {
    code: said.code,
    title: text(before?.title, said.title)!,
    body: text(before?.body, said.body),
    unofficial: said.unofficial,
    resolution: said.resolution,
    paragraph: said.paragraph,
    source: said.source,
    themes: [...new Set(said.themes)],
    pillars: [...new Set(said.pillars)],
    priority: said.priority,
    due_on: said.dueOn,
    need: said.need ? 'identified' : null,
    capacity: text(before?.capacity, said.capacity),
    leads: ids(said.leads),
    force: said.force,
    addressees: [...new Set(said.addressees)],
    uptake: JSON.stringify(said.uptake),
    evaluation: said.evaluation,
    acceptance: said.acceptance,
    response: text(before?.response, said.response),
  }
}

async function writeActions(tx: Tx, record: string, actions: Content['actions']): Promise<void> {
  if (actions.length === 0) return
  const ids = await idsOf(
    tx,
    actions.map(({ organisation }) => organisation),
  )
  await tx
    .insertInto('recommendation_actions')
    .values(
      actions.map(({ what, organisation, dueOn, doneOn, evidence }) => ({
        record,
        what: JSON.stringify(rewrite(undefined, what)),
        organisation: ids([organisation])[0]!,
        due_on: dueOn,
        done_on: doneOn,
        evidence,
      })),
    )
    .execute()
}

export async function takeStep(
  tx: Tx,
  { id, status, on, words, evidence, request }: z.output<typeof contract.takeStep.input>,
  call: Call,
): Promise<Recommendation> {
  await once(tx, request, async () => {
    const { mayWrite, controls } = await answering(tx, id, call)
    const asState = controls && call.viewer.permissions.includes('recommendations:respond') && status !== 'withdrawn'
    if (!mayWrite && !asState) throw new Problem('records.read_only', 403)
    const today = call.at.toISOString().slice(0, 10)
    if (on !== undefined && on > today) throw new Problem('recommendations.not_yet', 409)
    await tx
      .insertInto('recommendation_steps')
      .values({
        record: id,
        status,
        on_day: on ?? today,
        words: words && JSON.stringify(rewrite(undefined, words)),
        evidence,
      })
      .execute()
    if (asState) await tellOriginator(tx, 'recommendations.stepped', id)
    return id
  })
  return readRecommendation(tx, { id }, call)
}

export async function sayView(
  tx: Tx,
  { id, view, words, need, request }: z.output<typeof contract.sayView.input>,
  call: Call,
): Promise<Recommendation> {
  await once(tx, request, async () => {
    const { controls } = await answering(tx, id, call)
    if (!controls) throw new Problem('recommendations.state_only', 403)
    await tx
      .insertInto('state_views')
      .values({ record: id, view, words: words && JSON.stringify(rewrite(undefined, words)), need })
      .execute()
    await tellOriginator(tx, 'recommendations.viewed', id)
    return id
  })
  return readRecommendation(tx, { id }, call)
}

async function answering(tx: Tx, id: string, call: Call) {
  const found = await tx.selectFrom('recommendations').select('id').where('id', '=', id).executeTakeFirst()
  if (!found) throw notFound()
  return rightsOn(tx, id, call)
}
