import type { z } from 'zod'
import type { Call, Tx } from '../../../platform/database.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { recordHead } from '../../../platform/records/head.ts'
import { rewrite } from '../../../platform/text.ts'
import type { Amount } from '../../programmes/fields.ts'
import { claimWork, idsOf, namesOf } from '../../programmes/index.ts'
import type * as contract from '../contract.ts'
import type { Attended, Particulars } from '../contract.ts'
import { agree, inOrderOfAgenda, sum } from '../rules.ts'

export async function readParticulars(tx: Tx, { id }: { id: string }, call: Call): Promise<Particulars> {
  const programme = await tx
    .selectFrom('programmes')
    .select(['sdgs', 'joint', 'parts', 'leads', 'partners'])
    .where('id', '=', id)
    .executeTakeFirst()
  const activity = await tx
    .selectFrom('activities')
    .select(['sdgs', 'attended_by', 'participants', 'participants_is'])
    .where('id', '=', id)
    .executeTakeFirst()
  const found = programme ?? activity
  if (!found) throw notFound()
  const head = await recordHead(tx, id, call)
  return {
    id,
    kind: programme ? 'programme' : 'activity',
    version: head.version,
    mine: head.mine === 'contribute',
    sdgs: found.sdgs,
    attendance: activity ? attendanceOf(activity.attended_by as Attended[], statedOf(activity)) : null,
    joint: programme ? await jointOf(tx, programme, call) : null,
  }
}

const statedOf = (row: { participants: number | null; participants_is: string | null }): Amount | null =>
  row.participants === null ? null : { n: row.participants, comparator: row.participants_is as Amount['comparator'] }

function attendanceOf(rows: Attended[], stated: Amount | null): Particulars['attendance'] {
  const of = (sex: 'women' | 'men' | 'other') => rows.flatMap((row) => row[sex] ?? [])
  const all = sum([...of('women'), ...of('men'), ...of('other')])
  return {
    rows,
    women: sum(of('women')),
    men: sum(of('men')),
    other: sum(of('other')),
    all,
    stated,
    agrees: stated === null || all.length !== 1 || agree(all[0]!, stated),
  }
}

type Joint = { joint: boolean; parts: { organisation: string; does: object }[]; leads: string[]; partners: string[] }

async function jointOf(tx: Tx, { joint, parts, leads, partners }: Joint, call: Call): Promise<Particulars['joint']> {
  const names = await namesOf(tx, [...leads, ...partners], call.language)
  const part = (role: 'lead' | 'participant') => (id: string) =>
    names([id]).map((organisation) => ({
      organisation,
      role,
      does: (parts.find((one) => one.organisation === id)?.does as never) ?? null,
    }))
  return { isJoint: joint, parts: [...leads.flatMap(part('lead')), ...partners.flatMap(part('participant'))] }
}

type Claimed = { id: string; version: number }
const claim = (tx: Tx, { id, version }: Claimed, call: Call) =>
  claimWork(tx, { id, version, current: () => readParticulars(tx, { id }, call) }, call)

export async function saveSdgs(tx: Tx, input: z.output<typeof contract.saveSdgs.input>, call: Call) {
  const { kind } = await claim(tx, input, call)
  await tx
    .updateTable(kind === 'programme' ? 'programmes' : 'activities')
    .set({ sdgs: inOrderOfAgenda(input.sdgs) })
    .where('id', '=', input.id)
    .execute()
  return readParticulars(tx, input, call)
}

export async function saveAttendance(tx: Tx, input: z.output<typeof contract.saveAttendance.input>, call: Call) {
  const { kind } = await claim(tx, input, call)
  if (kind !== 'activity') throw new Problem('particulars.activities_only', 409)
  await refuseUnknown(tx, input.rows)
  await tx
    .updateTable('activities')
    .set({ attended_by: JSON.stringify(input.rows) })
    .where('id', '=', input.id)
    .execute()
  return readParticulars(tx, input, call)
}

async function refuseUnknown(tx: Tx, rows: readonly Attended[]): Promise<void> {
  const named = rows.flatMap((row) => row.function ?? [])
  if (named.length === 0) return
  const known = await tx
    .selectFrom('vocabulary_terms')
    .select('code')
    .where('vocabulary', '=', 'audiences')
    .where('code', 'in', named)
    .execute()
  const codes = named.filter((code) => !known.some((term) => term.code === code))
  if (codes.length > 0) throw new Problem('particulars.no_such_function', 400, { codes: codes.join(', ') })
}

export async function saveJoint(tx: Tx, input: z.output<typeof contract.saveJoint.input>, call: Call) {
  const { kind } = await claim(tx, input, call)
  if (kind !== 'programme') throw new Problem('particulars.programmes_only', 409)
  const { leads, partners, parts } = await tx
    .selectFrom('programmes')
    .select(['leads', 'partners', 'parts'])
    .where('id', '=', input.id)
    .executeTakeFirstOrThrow()
  const ids = await idsOf(
    tx,
    input.parts.map(({ organisation }) => organisation),
  )
  const said = input.parts
    .filter(({ does }) => (does.texts[does.original] ?? '').trim() !== '')
    .map(({ organisation, does }) => {
      const id = ids([organisation])[0]!
      const before = parts.find((one) => one.organisation === id)?.does
      return { code: organisation, organisation: id, does: rewrite(before, does) }
    })
  const outside = said.filter(({ organisation }) => ![...leads, ...partners].includes(organisation))
  if (outside.length > 0)
    throw new Problem('particulars.takes_no_part', 409, { codes: outside.map(({ code }) => code).join(', ') })
  await tx
    .updateTable('programmes')
    .set({
      joint: input.isJoint,
      parts: JSON.stringify(said.map(({ organisation, does }) => ({ organisation, does }))),
    })
    .where('id', '=', input.id)
    .execute()
  return readParticulars(tx, input, call)
}
