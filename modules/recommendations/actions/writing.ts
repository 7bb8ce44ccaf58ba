import { sql } from 'kysely'
import { z } from 'zod'
import type { Call, Tx } from '../../../platform/database.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { claimRecord, claimRecords } from '../../../platform/records/claim.ts'
import { makeRecords } from '../../../platform/records/make.ts'
import { once } from '../../../platform/records/once.ts'
import { insertRows, updateRows } from '../../../platform/rows.ts'
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
  if (input.kind === 'assessment') mayAssess(call)
  const id = await once(tx, input, async () => {
    const [made] = await makeRecommendations(tx, input, [input])
    if (input.state) await tellState(tx, 'recommendations.entered', made!)
    return made!
  })
  return readRecommendation(tx, { id }, call)
}

/** What a State is recommended by an assessment is entered by those who assess. */
function mayAssess({ viewer }: Call): void {
  const needs = 'recommendations:assess'
  if (!viewer.permissions.includes(needs)) throw new Problem('access.denied', 403, { needs })
}

type Made = Omit<z.output<typeof contract.addRecommendation.input>, keyof Content | 'request'>

/** Makes recommendations of one origin that the same people see, all or none, and answers their ids in order. */
export async function makeRecommendations(
  tx: Tx,
  { kind, state, assessment, level, handling, audience, invented }: Made,
  contents: readonly Content[],
): Promise<string[]> {
  const states = state ? (await idsOf(tx, [state]))([state]) : []
  const ids = await makeRecords(
    tx,
    {
      ...{ kind: KIND, level: level as 0 | 1 | 2, handling, audience, invented },
      ...(states[0] && { controller: states[0] }),
    },
    contents.length,
  )
  const columns = await columnsFor(tx, contents)
  await insertRows(
    tx,
    'recommendations',
    contents.map((content, n) => ({ id: ids[n]!, kind, assessment, states, ...columns(content) })),
  )
  await writeActions(
    tx,
    contents.map(({ actions }, n) => ({ record: ids[n]!, actions })),
  )
  return ids
}

export async function editRecommendation(
  tx: Tx,
  input: z.output<typeof contract.editRecommendation.input>,
  call: Call,
): Promise<Recommendation> {
  const { id, version } = input
  const current = () => readRecommendation(tx, { id }, call)
  const before = await originals(tx, [id], call)
  await claimRecord(tx, { kind: KIND, id, version, current }, call)
  await write(tx, [input], before)
  await tellState(tx, 'recommendations.edited', id)
  return current()
}

type Edit = z.output<typeof contract.editRecommendation.input>

/** Edits recommendations, all or none. */
export async function editRecommendations(tx: Tx, edits: readonly Edit[], call: Call): Promise<void> {
  const before = await originals(
    tx,
    edits.map(({ id }) => id),
    call,
  )
  await claimRecords(tx, { kind: KIND, records: edits }, call)
  await write(tx, edits, before)
}

type Texts = { title: Written; body: Written | null; capacity: Written | null; response: Written | null }
type Before = Texts & { id: string; kind: string; form: string; need: string | null }

/** @throws Problem not_found, recommendations.disclosed, access.denied */
async function originals(tx: Tx, ids: readonly string[], call: Call): Promise<Map<string, Before>> {
  const rows = await tx
    .selectFrom('recommendations')
    .select(['id', 'kind', 'form', 'need', 'title', 'body', 'capacity', 'response'])
    .where('id', 'in', [...ids])
    .execute()
  const before = new Map(rows.map((row) => [row.id, row]))
  if (ids.some((id) => !before.has(id))) throw notFound()
  if (rows.some(({ form }) => form !== 'original')) throw new Problem('recommendations.disclosed', 403)
  if (rows.some(({ kind }) => kind === 'assessment')) mayAssess(call)
  return before
}

/** Once they are claimed. */
async function write(tx: Tx, edits: readonly Edit[], before: ReadonlyMap<string, Before>): Promise<void> {
  for (const input of edits) {
    const wrong = amiss(before.get(input.id)!.kind as Recommendation['kind'], input)
    if (wrong.length > 0)
      throw new z.ZodError(wrong.map(([field, message]) => ({ code: 'custom', input, message, path: [field] })))
  }
  const columns = await columnsFor(tx, edits)
  await updateRows(
    tx,
    'recommendations',
    edits.map((edit) => {
      const was = before.get(edit.id)!
      const now = columns(edit, was)
      // What the State agreed to as a need stays its word.
      const need = was.need === 'agreed' || was.need === 'prioritised' ? was.need : now.need
      return { id: edit.id, ...now, need }
    }),
  )
  const ids = edits.map(({ id }) => id)
  await tx.deleteFrom('recommendation_actions').where('record', 'in', ids).execute()
  await writeActions(
    tx,
    edits.map(({ id, actions }) => ({ record: id, actions })),
  )
}

/**
 * Takes back recommendations of assessments that were entered by mistake, all or none.
 *
 * @throws Problem not_found, edit_conflict, recommendations.known where the State has read one or said something of it
 */
export async function takeBack(tx: Tx, records: readonly { id: string; version: number }[]): Promise<void> {
  const [ids, versions] = [records.map(({ id }) => id), records.map(({ version }) => version)]
  await sql`select take_back(${ids}::uuid[], ${versions}::integer[])`.execute(tx)
}

type Content = Omit<Edit, 'id' | 'version'>

/** Gives the columns of each of these contents: the organisations in them are looked up once. */
async function columnsFor(tx: Tx, contents: readonly Content[]) {
  const ids = await idsOf(
    tx,
    contents.flatMap(({ leads }) => leads),
  )
  const text = (was: Written | null | undefined, is: Written | null) => is && rewrite(was ?? undefined, is)
  return (said: Content, before?: Texts) => ({
    code: said.code,
    title: text(before?.title, said.title),
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
    uptake: said.uptake,
    evaluation: said.evaluation,
    acceptance: said.acceptance,
    response: text(before?.response, said.response),
  })
}

async function writeActions(tx: Tx, of: readonly { record: string; actions: Content['actions'] }[]): Promise<void> {
  const all = of.flatMap(({ record, actions }) => actions.map((action) => ({ record, ...action })))
  if (all.length === 0) return
  const ids = await idsOf(
    tx,
    all.map(({ organisation }) => organisation),
  )
  await tx
    .insertInto('recommendation_actions')
    .values(
      all.map(({ record, what, organisation, dueOn, doneOn, evidence }) => ({
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
  input: z.output<typeof contract.takeStep.input>,
  call: Call,
): Promise<Recommendation> {
  const { id, status, on, words, evidence } = input
  await once(tx, input, async () => {
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
  input: z.output<typeof contract.sayView.input>,
  call: Call,
): Promise<Recommendation> {
  const { id, view, words, need } = input
  await once(tx, input, async () => {
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
