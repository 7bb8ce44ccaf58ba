import type { z } from 'zod'
import type { Call, Tx } from '../../../platform/database.ts'
import { notFound } from '../../../platform/problem.ts'
import { claimRecord, claimRecords, removeRecord } from '../../../platform/records/claim.ts'
import { recordHeads } from '../../../platform/records/head.ts'
import { makeRecords } from '../../../platform/records/make.ts'
import { once } from '../../../platform/records/once.ts'
import { among, insertRows, updateRows } from '../../../platform/rows.ts'
import type { Written } from '../../../platform/text.ts'
import type * as contract from '../contract.ts'
import type { ProgrammeContent, ProgrammeRecord } from '../fields.ts'
import { listPage } from './listing.ts'
import { idsOf, namesOf } from './naming.ts'
import { codesInOffice, OFFICE, officeColumns, officeOf, officeRowOf } from './offices.ts'
import { COMMON, organisationsIn, pageOf, rowOf, WHOLE } from './reading.ts'
import { codesIn, commonColumns, newRecord, refuseTakenCodes, rewritten } from './writing.ts'

const KIND = 'programmes.programme'

export async function listProgrammes(tx: Tx, input: z.output<typeof contract.listProgrammes.input>, call: Call) {
  const by = { ...input, aggregates: true }
  const { ids, total } = await listPage(tx, 'programme', by, input, call.language)
  return { items: await programmeRows(tx, ids, call), total }
}

/** These programmes as a list shows them, in this order. */
export async function programmeRows(tx: Tx, ids: readonly string[], call: Pick<Call, 'language'>) {
  if (ids.length === 0) return []
  const rows = await tx
    .selectFrom('programmes as c')
    .select([...COMMON, ...OFFICE, 'c.funders', 'c.summary', 'c.places'])
    .where('c.id', 'in', among(ids))
    .execute()
  const heads = await recordHeads(tx, ids, call)
  const names = await namesOf(tx, rows.flatMap(organisationsIn), call.language)
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.map((id) => {
    const row = byId.get(id)!
    return {
      ...rowOf(row, heads.get(id)!, names, call.language),
      funders: names(row.funders),
      office: officeRowOf(row, names, call.language),
    }
  })
}

export async function readProgramme(tx: Tx, { id }: { id: string }, call: Call): Promise<ProgrammeRecord> {
  const found = (await readProgrammes(tx, [id], call)).get(id)
  if (!found) throw notFound()
  return found
}

/** Those of these programmes that the viewer may read, as their pages show them. */
export async function readProgrammes(
  tx: Tx,
  ids: readonly string[],
  call: Call,
): Promise<Map<string, ProgrammeRecord>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('programmes as c')
    .select([...COMMON, ...WHOLE, ...OFFICE, 'c.funders', 'c.beneficiaries', 'c.mandates'])
    .where('c.id', 'in', among(ids))
    .execute()
  const found = rows.map(({ id }) => id)
  const heads = await recordHeads(tx, found, call)
  const names = await namesOf(tx, rows.flatMap(organisationsIn), call.language)
  return new Map(
    rows.map((row) => [
      row.id,
      {
        ...pageOf(row, heads.get(row.id)!, names),
        status: row.status as ProgrammeRecord['status'],
        funders: names(row.funders),
        beneficiaries: row.beneficiaries,
        mandates: row.mandates,
        office: officeOf(row, names),
      },
    ]),
  )
}

export async function addProgramme(tx: Tx, input: z.output<typeof contract.addProgramme.input>, call: Call) {
  const id = await once(tx, input, (made) => makeProgramme(tx, made, call))
  return readProgramme(tx, { id }, call)
}

type Made = Omit<z.output<typeof contract.addProgramme.input>, 'request'>

/** Makes it and answers its id. */
async function makeProgramme(tx: Tx, { level, handling, card, audience, invented, ...content }: Made, call: Call) {
  const [id] = await makeProgrammes(tx, { level, handling, card, audience, invented }, [content], call)
  return id!
}

/** Makes programmes that the same people see, all or none, and answers their ids in order. */
export async function makeProgrammes(
  tx: Tx,
  seen: Omit<Made, keyof ProgrammeContent>,
  contents: readonly ProgrammeContent[],
  call: Call,
): Promise<string[]> {
  const owner = call.viewer.organisation
  await refuseTakenCodes(
    tx,
    'programmes',
    contents.map(({ code }) => ({ code, owner })),
  )
  const ids = await makeRecords(tx, newRecord(KIND, seen), contents.length)
  const columns = await columnsFor(tx, contents, call)
  await insertRows(
    tx,
    'programmes',
    contents.map((content, n) => ({ id: ids[n]!, ...columns(content) })),
  )
  return ids
}

export async function editProgramme(tx: Tx, input: z.output<typeof contract.editProgramme.input>, call: Call) {
  const { id, version } = input
  await claimRecord(tx, { kind: KIND, id, version, current: () => readProgramme(tx, { id }, call) }, call)
  await writeProgrammes(tx, [input], call)
  return readProgramme(tx, { id }, call)
}

type Edit = ProgrammeContent & { id: string; version: number }

/** Edits programmes, all or none. */
export async function editProgrammes(tx: Tx, edits: readonly Edit[], call: Call): Promise<void> {
  await claimRecords(tx, { kind: KIND, records: edits }, call)
  await writeProgrammes(tx, edits, call)
}

/** Once they are claimed. */
async function writeProgrammes(tx: Tx, edits: readonly Edit[], call: Call): Promise<void> {
  const rows = await tx
    .selectFrom('programmes')
    .select(['id', 'code', 'owner_org', 'title', 'summary', 'places', 'beneficiaries'])
    .where(
      'id',
      'in',
      edits.map(({ id }) => id),
    )
    .execute()
  const before = new Map(rows.map((row) => [row.id, row]))
  const renamed = edits.filter(({ id, code }) => code !== before.get(id)!.code)
  await refuseTakenCodes(
    tx,
    'programmes',
    renamed.map(({ id, code }) => ({ id, code, owner: before.get(id)!.owner_org })),
  )
  const columns = await columnsFor(tx, edits, call)
  await updateRows(
    tx,
    'programmes',
    edits.map((edit) => ({ id: edit.id, ...columns(edit, before.get(edit.id)) })),
  )
}

export async function removeProgramme(
  tx: Tx,
  { id, version }: z.output<typeof contract.removeProgramme.input>,
  call: Call,
) {
  return removeRecord(tx, { kind: KIND, id, version, current: () => readProgramme(tx, { id }, call) }, call)
}

type Before = NonNullable<Parameters<typeof commonColumns>[3]> & { beneficiaries: Written | null }

/** Gives the columns of each of these contents: what they name is looked up once. */
async function columnsFor(tx: Tx, contents: readonly ProgrammeContent[], call: Call) {
  const codes = contents.flatMap((content) => [...codesIn(content), ...content.funders, ...codesInOffice(content)])
  const ids = await idsOf(tx, codes)
  return (content: ProgrammeContent, before?: Before) => {
    const common = commonColumns(ids, content, call, before)
    return {
      ...common,
      ...officeColumns(ids, content, common.states),
      funders: ids(content.funders),
      beneficiaries: rewritten(before?.beneficiaries, content.beneficiaries),
      mandates: content.mandates,
    }
  }
}
