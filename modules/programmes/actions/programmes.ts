import type { z } from 'zod'
import type { Call, Tx } from '../../../platform/database.ts'
import { notFound } from '../../../platform/problem.ts'
import { claimRecord, removeRecord } from '../../../platform/records/claim.ts'
import { recordHeads } from '../../../platform/records/head.ts'
import { makeRecord } from '../../../platform/records/make.ts'
import { once } from '../../../platform/records/once.ts'
import type { Written } from '../../../platform/text.ts'
import type * as contract from '../contract.ts'
import type { ProgrammeContent, ProgrammeRecord } from '../fields.ts'
import { countOf, pageOfIds } from './listing.ts'
import { idsOf, namesOf } from './naming.ts'
import { OFFICE, officeColumns, officeOf, officeRowOf } from './offices.ts'
import { COMMON, organisationsIn, pageOf, rowOf, WHOLE } from './reading.ts'
import { commonColumns, refuseTakenCode, rewritten } from './writing.ts'

const KIND = 'programmes.programme'

export async function listProgrammes(tx: Tx, input: z.output<typeof contract.listProgrammes.input>, call: Call) {
  const by = { ...input, aggregates: true }
  const ids = await pageOfIds(tx, 'programme', by, input, call.language)
  return { items: await programmeRows(tx, ids, call), total: await countOf(tx, 'programme', by) }
}

/** These programmes as a list shows them, in this order. */
export async function programmeRows(tx: Tx, ids: readonly string[], call: Pick<Call, 'language'>) {
  if (ids.length === 0) return []
  const rows = await tx
    .selectFrom('programmes as c')
    .select([...COMMON, ...OFFICE, 'c.funders', 'c.summary', 'c.places'])
    .where('c.id', 'in', ids)
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
  const row = await tx
    .selectFrom('programmes as c')
    .select([...COMMON, ...WHOLE, ...OFFICE, 'c.funders', 'c.beneficiaries', 'c.mandates'])
    .where('c.id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound()
  const head = (await recordHeads(tx, [id], call)).get(id)!
  const names = await namesOf(tx, organisationsIn(row), call.language)
  return {
    ...pageOf(row, head, names),
    status: row.status as ProgrammeRecord['status'],
    funders: names(row.funders),
    beneficiaries: row.beneficiaries,
    mandates: row.mandates,
    office: officeOf(row, names),
  }
}

export async function addProgramme(tx: Tx, input: z.output<typeof contract.addProgramme.input>, call: Call) {
  const { request, ...made } = input
  const id = await once(tx, request, () => makeProgramme(tx, made, call))
  return readProgramme(tx, { id }, call)
}

/** Makes it and answers its id. */
export async function makeProgramme(
  tx: Tx,
  input: Omit<z.output<typeof contract.addProgramme.input>, 'request'>,
  call: Call,
): Promise<string> {
  const { level, handling, card, audience, invented, ...content } = input
  await refuseTakenCode(tx, 'programmes', content.code, call.viewer.organisation)
  const id = await makeRecord(tx, {
    kind: KIND,
    level: level as 0 | 1 | 2,
    handling,
    ...(card && { card }),
    invented,
    audience,
  })
  await tx
    .insertInto('programmes')
    .values({ id, ...(await columnsOf(tx, content, call)) })
    .execute()
  return id
}

export async function editProgramme(tx: Tx, input: z.output<typeof contract.editProgramme.input>, call: Call) {
  const { id, version, ...content } = input
  await claimRecord(tx, { kind: KIND, id, version, current: () => readProgramme(tx, { id }, call) }, call)
  const before = await tx
    .selectFrom('programmes')
    .select(['code', 'owner_org', 'title', 'summary', 'places', 'beneficiaries'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  if (content.code !== before.code) await refuseTakenCode(tx, 'programmes', content.code, before.owner_org, id)
  await tx
    .updateTable('programmes')
    .set(await columnsOf(tx, content, call, before))
    .where('id', '=', id)
    .execute()
  return readProgramme(tx, { id }, call)
}

export async function removeProgramme(
  tx: Tx,
  { id, version }: z.output<typeof contract.removeProgramme.input>,
  call: Call,
) {
  return removeRecord(tx, { kind: KIND, id, version, current: () => readProgramme(tx, { id }, call) }, call)
}

type Before = NonNullable<Parameters<typeof commonColumns>[3]> & { beneficiaries: Written | null }

async function columnsOf(tx: Tx, content: ProgrammeContent, call: Call, before?: Before) {
  const ids = await idsOf(tx, content.funders)
  const common = await commonColumns(tx, content, call, before)
  return {
    ...common,
    ...(await officeColumns(tx, content, common.states)),
    funders: ids(content.funders),
    beneficiaries: rewritten(before?.beneficiaries, content.beneficiaries),
    mandates: content.mandates,
  }
}
