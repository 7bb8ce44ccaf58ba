import type { z } from 'zod'
import type { Call, Tx } from '../../../platform/database.ts'
import { notFound } from '../../../platform/problem.ts'
import { claimRecord, removeRecord } from '../../../platform/records/claim.ts'
import { recordHeads } from '../../../platform/records/head.ts'
import { makeRecord } from '../../../platform/records/make.ts'
import { once } from '../../../platform/records/once.ts'
import { show } from '../../../platform/text.ts'
import type * as contract from '../contract.ts'
import type { ActivityContent, ActivityRecord } from '../fields.ts'
import { countOf, pageOfIds } from './listing.ts'
import { amount, knownDate, namesOf } from './naming.ts'
import { COMMON, organisationsIn, pageOf, rowOf, statesReachedOf, WHOLE } from './reading.ts'
import { commonColumns, refuseTakenCode } from './writing.ts'

const KIND = 'programmes.activity'
const OWN = [
  'c.modality',
  'c.attendees',
  'c.participants',
  'c.participants_is',
  'c.events',
  'c.events_is',
  'c.aggregate',
] as const

export async function listActivities(tx: Tx, input: z.output<typeof contract.listActivities.input>, call: Call) {
  const ids = await pageOfIds(tx, 'activity', input, input, call.language)
  return { items: await activityRows(tx, ids, call), total: await countOf(tx, 'activity', input) }
}

/** These activities as a list shows them, in this order. */
export async function activityRows(tx: Tx, ids: readonly string[], call: Pick<Call, 'language'>) {
  if (ids.length === 0) return []
  const rows = await withProgramme(tx)
    .select([...COMMON, ...OWN, 'c.states_reached', 'c.states_reached_is'])
    .where('c.id', 'in', ids)
    .execute()
  const heads = await recordHeads(tx, ids, call)
  const names = await namesOf(tx, rows.flatMap(organisationsIn), call.language)
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.map((id) => {
    const row = byId.get(id)!
    const { of_id, of_code, of_title } = row
    return {
      ...rowOf(row, heads.get(id)!, names, call.language),
      programme: of_id === null ? null : { id: of_id, code: of_code!, title: show(of_title!, call.language) },
      ...ownOf(row),
      statesReached: statesReachedOf(row),
    }
  })
}

export async function readActivity(tx: Tx, { id }: { id: string }, call: Call): Promise<ActivityRecord> {
  const row = await withProgramme(tx)
    .select([...COMMON, ...OWN, ...WHOLE])
    .where('c.id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound()
  const head = (await recordHeads(tx, [id], call)).get(id)!
  const names = await namesOf(tx, organisationsIn(row), call.language)
  const { of_id, of_code, of_title } = row
  return {
    ...pageOf(row, head, names),
    ...ownOf(row),
    start: knownDate(row.start_on, row.start_precision)!,
    status: row.status as ActivityRecord['status'],
    programme: of_id === null ? null : { id: of_id, code: of_code!, title: of_title! },
  }
}

/** A hidden programme joins nothing: its id, symbol and title are null, as where there is none. */
const withProgramme = (tx: Tx) =>
  tx
    .selectFrom('activities as c')
    .leftJoin('programmes as of', 'of.id', 'c.programme')
    .select(['of.id as of_id', 'of.code as of_code', 'of.title as of_title'])

type OwnRow = {
  modality: string | null
  attendees: string | null
  participants: number | null
  participants_is: string | null
  events: number | null
  events_is: string | null
  aggregate: boolean
}
const ownOf = (row: OwnRow) => ({
  modality: row.modality as ActivityRecord['modality'],
  attendees: row.attendees,
  participants: amount(row.participants, row.participants_is),
  events: amount(row.events, row.events_is),
  aggregate: row.aggregate,
})

export async function addActivity(tx: Tx, input: z.output<typeof contract.addActivity.input>, call: Call) {
  const { request, ...made } = input
  const id = await once(tx, request, () => makeActivity(tx, made, call))
  return readActivity(tx, { id }, call)
}

/** Makes it and answers its id. */
export async function makeActivity(
  tx: Tx,
  input: Omit<z.output<typeof contract.addActivity.input>, 'request'>,
  call: Call,
): Promise<string> {
  const { level, handling, card, audience, invented, programme, ...content } = input
  await refuseTakenCode(tx, 'activities', content.code, call.viewer.organisation)
  const id = await makeRecord(tx, {
    kind: KIND,
    level: level as 0 | 1 | 2,
    handling,
    ...(card && { card }),
    invented,
    audience,
  })
  await tx
    .insertInto('activities')
    .values({ id, programme, ...(await columnsOf(tx, content, call)) })
    .execute()
  return id
}

export async function editActivity(tx: Tx, input: z.output<typeof contract.editActivity.input>, call: Call) {
  const { id, version, programme, ...content } = input
  await claimRecord(tx, { kind: KIND, id, version, current: () => readActivity(tx, { id }, call) }, call)
  const before = await withProgramme(tx)
    .select(['c.code', 'c.owner_org', 'c.title', 'c.summary', 'c.places'])
    .where('c.id', '=', id)
    .executeTakeFirstOrThrow()
  if (content.code !== before.code) await refuseTakenCode(tx, 'activities', content.code, before.owner_org, id)
  await tx
    .updateTable('activities')
    // A link that is hidden from the editor stays as it is: the editor saw none and said nothing of it.
    .set({ ...(await columnsOf(tx, content, call, before)), ...(programme !== before.of_id && { programme }) })
    .where('id', '=', id)
    .execute()
  return readActivity(tx, { id }, call)
}

export async function removeActivity(
  tx: Tx,
  { id, version }: z.output<typeof contract.removeActivity.input>,
  call: Call,
) {
  return removeRecord(tx, { kind: KIND, id, version, current: () => readActivity(tx, { id }, call) }, call)
}

async function columnsOf(tx: Tx, content: ActivityContent, call: Call, before?: Parameters<typeof commonColumns>[3]) {
  const { participants, events } = content
  return {
    ...(await commonColumns(tx, content, call, before)),
    start_on: content.start.date,
    start_precision: content.start.precision,
    modality: content.modality,
    attendees: content.attendees,
    participants: participants?.n ?? null,
    participants_is: participants?.comparator ?? null,
    events: events?.n ?? null,
    events_is: events?.comparator ?? null,
    aggregate: content.aggregate,
  }
}
