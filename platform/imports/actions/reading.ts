import { sql } from 'kysely'
import type { z } from 'zod'
import type { Call, Tx } from '../../database.ts'
import { notFound } from '../../problem.ts'
import type { Language } from '../../text.ts'
import { OUTCOMES, UNDONE } from '../contract/rows.ts'
import type * as contract from '../contract.ts'
import type { Import, ImportLine } from '../contract.ts'
import type { Importable, Within } from '../importable.ts'
import { lookupOf } from '../lookups.ts'
import { below, headingsIn, isGoing, type KeptImport, ownImport, rowsIn, type Tally, workOn } from '../own.ts'
import { columnName } from '../sheets/sheet.ts'
import { fold } from '../values/fold.ts'

type Input<E extends { input: z.ZodType }> = z.output<E['input']>

/** What can be brought in: into a record, or, where none is named, by itself. */
export async function listKinds(
  tx: Tx,
  { within }: Input<typeof contract.listKinds>,
  call: Call,
  all: readonly Importable[],
) {
  const mine = all.filter(({ permission }) => call.viewer.permissions.includes(permission))
  const found = await Promise.all(
    mine.map(async (one) => ({ one, into: within === undefined ? null : await one.within?.(tx, within, call) })),
  )
  const fitting = found.filter(({ one, into }) => (within === undefined ? !one.within : into !== undefined))
  const into = fitting[0]?.into ?? null
  if (within !== undefined && !into) throw notFound()
  if (into?.refusal) throw into.refusal
  const items = fitting.map(({ one }) => ({
    ...{ kind: one.kind, label: one.texts[call.language]['kind']!, columns: targetsOf(one, call.language) },
  }))
  return { items, total: items.length, within: into && shownWithin(into) }
}

const shownWithin = ({ title, href, level }: Within) => ({ title, href, level })

/** Rows of the table that are shown as they stand. */
const PREVIEWED = 8

const targetsOf = ({ columns, texts }: Importable, language: Language) =>
  columns.map((column) => ({
    key: column.key,
    label: texts[language][column.key]!,
    required: column.required === true,
    holds: lookupOf(column)
      ? typeof column.holds === 'object' && 'many' in column.holds
        ? 'names'
        : 'name'
      : (column.holds as string),
  }))

export async function listImports(
  tx: Tx,
  { page, size }: Input<typeof contract.listImports>,
  call: Call,
  all: readonly Importable[],
) {
  const { total } = await tx
    .selectFrom('imports')
    .select((of) => of.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const rows = await tx
    .selectFrom('imports')
    .selectAll()
    .orderBy('made_at', 'desc')
    .orderBy('id')
    .limit(size)
    .offset((page - 1) * size)
    .execute()
  return { items: await linesOf(tx, rows as unknown as KeptImport[], call, all), total }
}

async function linesOf(
  tx: Tx,
  rows: readonly KeptImport[],
  { language }: Call,
  all: readonly Importable[],
): Promise<ImportLine[]> {
  const rowsOf = await rowsIn(tx, rows)
  return rows.map(({ id, kind, file_name, state, made_at, tally }) => {
    const told = <T extends keyof Tally>(list: readonly T[]) =>
      Object.fromEntries(list.map((as) => [as, tally[as] ?? 0])) as Record<T, number>
    return {
      ...{ id, kind, file: file_name, state: state as ImportLine['state'], madeAt: made_at.toISOString() },
      label: all.find((one) => one.kind === kind)?.texts[language]['kind'] ?? kind,
      rows: rowsOf(id),
      counts: told(OUTCOMES),
      undone: told(UNDONE),
    }
  })
}

export async function readImport(
  tx: Tx,
  { id }: { id: string },
  call: Call,
  all: readonly Importable[],
): Promise<Import> {
  const of = await ownImport(tx, id, { hold: false })
  const [line] = await linesOf(tx, [of], call, all)
  const headings = await headingsIn(tx, of)
  const first = await tx.selectFrom('import_rows').select('cells').where(below(of)).orderBy('n').limit(40).execute()
  const preview = await tx
    .selectFrom('import_rows')
    .select(['n', 'cells'])
    .where('import', '=', id)
    .where('sheet', '=', of.sheet)
    .orderBy('n')
    .limit(PREVIEWED)
    .execute()
  const mapping = await tx
    .selectFrom('import_mappings')
    .select(['id', 'name'])
    .where('kind', '=', of.kind)
    .where(sql<boolean>`headings = ${headings.map(fold)}::text[]`)
    .executeTakeFirst()
  const importable = all.find((one) => one.kind === of.kind)
  const work = await workOn(tx, of)
  const within = of.within === null ? undefined : await importable?.within?.(tx, of.within, call)
  return {
    ...line!,
    language: of.language as Language,
    sheets: of.sheets.map(({ name, rows }) => ({ name, rows })),
    ...{ sheet: of.sheet, head: of.head, encoding: of.encoding, delimiter: of.delimiter, preview },
    ...{ job: work === undefined || work === 'done' ? null : of.job, busy: isGoing(work) },
    columns: headings.map((heading, index) => ({
      letters: columnName(index),
      heading,
      examples: [...new Set(first.flatMap(({ cells }) => cells[index] || []))]
        .slice(0, 3)
        .map((said) => said.slice(0, 80)),
      key: of.columns[index] || null,
    })),
    targets: importable ? targetsOf(importable, call.language) : [],
    mapping: mapping ?? null,
    within: within ? shownWithin(within) : null,
    seen: of.seen && {
      level: of.seen.level,
      handling: [...of.seen.handling] as never,
      shared: of.seen.audience.length,
    },
  }
}
