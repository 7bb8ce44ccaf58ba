import { sql } from 'kysely'
import type { z } from 'zod'
import type { FileAnswer } from '../../../platform/contract.ts'
import type { Call, Tx } from '../../../platform/database.ts'
import type { Format } from '../../../platform/exports/kinds.ts'
import { type Heading, type Line, linesOf } from '../../../platform/exports/table.ts'
import { inFull, markOf, writeFile } from '../../../platform/exports/write.ts'
import { among } from '../../../platform/rows.ts'
import type { Language } from '../../../platform/text.ts'
import type * as contract from '../contract.ts'
import type { Narrowing, Order } from '../contract.ts'
import { activityRows } from './activities.ts'
import { activityColumns, programmeColumns, type Translate, type Writer, writerFor } from './export-columns.ts'
import { listPage } from './listing.ts'
import { programmeRows } from './programmes.ts'

/** Rows of one file; what lies beyond is said in it. */
const LONGEST = 20_000
/** Records that are in memory at a time; of those before, only what is written of them. */
const STEP = 500

export type Kind = 'programme' | 'activity'
export type Asked = Narrowing & Order & { format: Format }

export const exportProgrammes = (
  tx: Tx,
  input: z.output<typeof contract.exportProgrammes.input>,
  call: Call,
): Promise<FileAnswer> => exportList(tx, 'programme', { ...input, aggregates: true }, call)

export const exportActivities = (
  tx: Tx,
  input: z.output<typeof contract.exportActivities.input>,
  call: Call,
): Promise<FileAnswer> => exportList(tx, 'activity', input, call)

async function exportList(tx: Tx, kind: Kind, by: Asked, { language, at }: Call): Promise<FileAnswer> {
  const { ids, total } = await listPage(tx, kind, by, { page: 1, size: LONGEST }, language)
  const records = await takeable(tx, ids)
  const lines = linesInSteps(tx, kind, records, by.format, language)
  return inFull(await exportFile(tx, kind, { ...by, lines, records, planned: ids, total }, { language, at }))
}

async function* linesInSteps(tx: Tx, kind: Kind, records: readonly string[], format: Format, language: Language) {
  const writer = await writerFor(tx, language)
  for (let done = 0; done < records.length; done += STEP)
    yield await exportLines(tx, kind, records.slice(done, done + STEP), format, writer)
}

/** Of these records those that may be carried away. */
export async function takeable(tx: Tx, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ record: string }>`
    select p.record from presence p where p.record in ${among(ids)} and ${exportable}`.execute(tx)
  const open = new Set(rows.map(({ record }) => record))
  return ids.filter((id) => open.has(id))
}

/** These records as lines of the file. */
export async function exportLines(
  tx: Tx,
  kind: Kind,
  records: readonly string[],
  format: Format,
  writer: Writer,
): Promise<Line[]> {
  return kind === 'programme'
    ? linesOf(format, programmeColumns(writer), await programmeRows(tx, records, writer))
    : linesOf(format, activityColumns(writer), await activityRows(tx, records, writer))
}

type Gathered = {
  format: Format
  lines: AsyncIterable<readonly Line[]>
  records: readonly string[]
  /** What it was to hold: what of it may only be read is counted and said. */
  planned: readonly string[]
  /** Records that the list has in all. */
  total: number
}

/** The file itself, with what it says of its rows. */
export async function exportFile(
  tx: Tx,
  kind: Kind,
  { format, lines, records, planned, total }: Gathered,
  { language, at }: Pick<Call, 'language' | 'at'>,
): Promise<FileAnswer> {
  const writer = await writerFor(tx, language)
  const { t } = writer
  const [name, title, columns]: [string, string, readonly Heading[]] =
    kind === 'programme'
      ? ['programmes', t('programmes'), programmeColumns(writer)]
      : ['activities', t('activities'), activityColumns(writer)]
  const notes = [
    t('coverage.shared', { date: at.toISOString().slice(0, 10) }),
    ...leftOut(await countKept(tx, planned), t),
    ...(total > planned.length ? [t('coverage.longest', { count: planned.length, total })] : []),
  ]
  const about = { name, title, mark: await markOf(tx, records), notes, at, language }
  return writeFile(format, columns, lines, about, records)
}

async function countKept(tx: Tx, ids: readonly string[]): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from presence p where p.record in ${among(ids)} and not ${exportable}`.execute(tx)
  return rows[0]!.n
}

/** What its originator keeps from export goes into files of the own organisation only. */
export const exportable = sql<boolean>`(
  p.owner_org is not distinct from viewer_org()
  or not exists (select from records r where r.id = p.record and 'no_export' = any (r.handling)))`

/** Told openly: the reader may read these records, only not carry them away. */
export const leftOut = (count: number, t: Translate): string[] =>
  count > 0 ? [t('coverage.no_export', { count })] : []
