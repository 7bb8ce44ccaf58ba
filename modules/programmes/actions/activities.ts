import type { z } from 'zod'
import type { Call, Tx } from '../../../platform/database.ts'
import { notFound } from '../../../platform/problem.ts'
import { claimRecord, claimRecords, removeRecord } from '../../../platform/records/claim.ts'
import { recordHeads } from '../../../platform/records/head.ts'
import { makeRecords } from '../../../platform/records/make.ts'
import { once } from '../../../platform/records/once.ts'
import { among, insertRows, updateRows } from '../../../platform/rows.ts'
import { show } from '../../../platform/text.ts'
import type * as contract from '../contract.ts'
import type { ActivityContent, ActivityRecord } from '../fields.ts'
import { listPage } from './listing.ts'
import { amount, idsOf, knownDate, namesOf } from './naming.ts'
import { COMMON, organisationsIn, pageOf, rowOf, statesReachedOf, WHOLE } from './reading.ts'
import { codesIn, commonColumns, newRecord, refuseTakenCodes } from './writing.ts'

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
  const { ids, total } = await listPage(tx, 'activity', input, input, call.language)
  return { items: await activityRows(tx, ids, call), total }
}

/** These activities as a list shows them, in this order. */
export async function activityRows(tx: Tx, ids: readonly string[], call: Pick<Call, 'language'>) {
  if (ids.length === 0) return []
  const rows = await withProgramme(tx)
    .select([...COMMON, ...OWN, 'c.states_reached', 'c.states_reached_is'])
    .where('c.id', 'in', among(ids))
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
  const found = (await readActivities(tx, [id], call)).get(id)
  if (!found) throw notFound()
  return found
}

/** Those of these activities that the viewer may read, as their pages show them. */
export async function readActivities(tx: Tx, ids: readonly string[], call: Call): Promise<Map<string, ActivityRecord>> {
  if (ids.length === 0) return new Map()
  const rows = await withProgramme(tx)
    .select([...COMMON, ...OWN, ...WHOLE])
    .where('c.id', 'in', among(ids))
    .execute()
  const found = rows.map(({ id }) => id)
  const heads = await recordHeads(tx, found, call)
  const names = await namesOf(tx, rows.flatMap(organisationsIn), call.language)
  return new Map(
    rows.map((row) => {
      const { id, of_id, of_code, of_title } = row
      const record = {
        ...pageOf(row, heads.get(id)!, names),
        ...ownOf(row),
        start: knownDate(row.start_on, row.start_precision)!,
        status: row.status as ActivityRecord['status'],
        programme: of_id === null ? null : { id: of_id, code: of_code!, title: of_title! },
      }
      return [id, record]
    }),
  )
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
  const id = await once(tx, input, (made) => makeActivity(tx, made, call))
  return readActivity(tx, { id }, call)
}

type Made = Omit<z.output<typeof contract.addActivity.input>, 'request'>
type Content = ActivityContent & { programme: string | null }

/** Makes it and answers its id. */
async function makeActivity(tx: Tx, { level, handling, card, audience, invented, ...content }: Made, call: Call) {
  const [id] = await makeActivities(tx, { level, handling, card, audience, invented }, [content], call)
  return id!
}

/** Makes activities that the same people see, all or none, and answers their ids in order. */
export async function makeActivities(
  tx: Tx,
  seen: Omit<Made, keyof Content>,
  contents: readonly Content[],
  call: Call,
): Promise<string[]> {
  const owner = call.viewer.organisation
  await refuseTakenCodes(
    tx,
    'activities',
    contents.map(({ code }) => ({ code, owner })),
  )
  const ids = await makeRecords(tx, newRecord(KIND, seen), contents.length)
  const columns = await columnsFor(tx, contents, call)
  await insertRows(
    tx,
    'activities',
    contents.map((content, n) => ({ id: ids[n]!, programme: content.programme, ...columns(content) })),
  )
  return ids
}

export async function editActivity(tx: Tx, input: z.output<typeof contract.editActivity.input>, call: Call) {
  const { id, version } = input
  await claimRecord(tx, { kind: KIND, id, version, current: () => readActivity(tx, { id }, call) }, call)
  await writeActivities(tx, [input], call)
  return readActivity(tx, { id }, call)
}

type Edit = Content & { id: string; version: number }

/** Edits activities, all or none. */
export async function editActivities(tx: Tx, edits: readonly Edit[], call: Call): Promise<void> {
  await claimRecords(tx, { kind: KIND, records: edits }, call)
  await writeActivities(tx, edits, call)
}

/** Once they are claimed. */
async function writeActivities(tx: Tx, edits: readonly Edit[], call: Call): Promise<void> {
  const rows = await withProgramme(tx)
    .select(['c.id', 'c.code', 'c.owner_org', 'c.title', 'c.summary', 'c.places'])
    .where(
      'c.id',
      'in',
      edits.map(({ id }) => id),
    )
    .execute()
  const before = new Map(rows.map((row) => [row.id, row]))
  const renamed = edits.filter(({ id, code }) => code !== before.get(id)!.code)
  await refuseTakenCodes(
    tx,
    'activities',
    renamed.map(({ id, code }) => ({ id, code, owner: before.get(id)!.owner_org })),
  )
  const columns = await columnsFor(tx, edits, call)
  const changed = edits.map((edit) => ({ id: edit.id, ...columns(edit, before.get(edit.id)) }))
  // A link that is hidden from the editor stays as it is: the editor saw none and said nothing of it.
  const links = new Map(
    edits
      .filter(({ id, programme }) => programme !== before.get(id)!.of_id)
      .map(({ id, programme }) => [id, programme]),
  )
  const linked = changed
    .filter(({ id }) => links.has(id))
    .map((row) => ({ ...row, programme: links.get(row.id) ?? null }))
  await updateRows(
    tx,
    'activities',
    changed.filter(({ id }) => !links.has(id)),
  )
  await updateRows(tx, 'activities', linked)
}

export async function removeActivity(
  tx: Tx,
  { id, version }: z.output<typeof contract.removeActivity.input>,
  call: Call,
) {
  return removeRecord(tx, { kind: KIND, id, version, current: () => readActivity(tx, { id }, call) }, call)
}

/** Gives the columns of each of these contents: what they name is looked up once. */
async function columnsFor(tx: Tx, contents: readonly ActivityContent[], call: Call) {
  const ids = await idsOf(tx, contents.flatMap(codesIn))
  return (content: ActivityContent, before?: Parameters<typeof commonColumns>[3]) => {
    const { participants, events } = content
    return {
      ...commonColumns(ids, content, call, before),
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
}
