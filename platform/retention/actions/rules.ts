import { sql } from 'kysely'
import type { Call, Tx } from '../../database.ts'
import type { Module } from '../../module.ts'
import type * as contract from '../contract.ts'
import { KINDS, type RetentionRule } from '../contract.ts'

/**
 * What tables are called, in the reader's language: text `retention.table.<name>` of the module that makes them. That each
 * has one, a test sees to (tools/retention.test.ts).
 */
export type TableTitles = (table: string, language: Call['language']) => string

export function titlesOf(modules: readonly Pick<Module, 'texts'>[]): TableTitles {
  return (table, language) =>
    modules.map(({ texts }) => texts[language][`retention.table.${table}`]).find(Boolean) ?? table
}

export async function listRules(
  tx: Tx,
  _input: object,
  call: Call,
  titles: TableTitles,
): Promise<{ items: RetentionRule[] }> {
  return { items: await rulesFor(tx, call, titles) }
}

/** All rules, as the reader reads them. */
export async function rulesFor(tx: Tx, { language }: Call, titles: TableTitles): Promise<RetentionRule[]> {
  const rows = await tx
    .selectFrom('retention_rules')
    .select(['table_name', 'area', 'kept', 'only_if', 'why', 'personal', 'whose', 'on_erasure'])
    .select([
      sql<number | null>`extract(year from period)::integer`.as('years'),
      sql<number | null>`extract(day from period)::integer`.as('days'),
      sql<number | null>`extract(minute from period)::integer`.as('minutes'),
    ])
    .orderBy('area')
    .orderBy('table_name')
    .execute()
  return rows.map((r) => ({
    table: r.table_name,
    title: titles(r.table_name, language),
    area: r.area as RetentionRule['area'],
    kept: r.kept as RetentionRule['kept'],
    period: periodOf(r),
    onlyFree: r.only_if !== null,
    why: r.why as RetentionRule['why'],
    personal: KINDS.filter((kind) => Object.values(r.personal).includes(kind)),
    ofPersons: r.whose !== null,
    onErasure: r.on_erasure as RetentionRule['onErasure'],
  }))
}

function periodOf({
  years,
  days,
  minutes,
}: Record<'years' | 'days' | 'minutes', number | null>): RetentionRule['period'] {
  if (years === null) return null
  if (years > 0) return { count: years, unit: 'year' }
  return minutes ? { count: minutes, unit: 'minute' } : { count: days ?? 0, unit: 'day' }
}

export async function listRuns(
  tx: Tx,
  { page, size }: { page: number; size: number },
  { language }: Call,
  titles: TableTitles,
): Promise<{ items: contract.RetentionRun[]; total: number }> {
  const { total } = await tx
    .selectFrom('retention_runs')
    .select((of) => of.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const runs = await tx
    .selectFrom('retention_runs')
    .selectAll()
    .orderBy('started_at', 'desc')
    .limit(size)
    .offset((page - 1) * size)
    .execute()
  const ids = runs.map(({ id }) => id)
  const proofs = await tx
    .selectFrom('retention_proofs')
    .selectAll()
    .where(sql<boolean>`run = any (${ids}::uuid[])`)
    .orderBy('table_name')
    .execute()
  return {
    total,
    items: runs.map((run) => ({
      id: run.id,
      startedAt: run.started_at.toISOString(),
      endedAt: run.ended_at?.toISOString() ?? null,
      tables: proofs
        .filter((proof) => proof.run === run.id)
        .map((proof) => ({
          table: proof.table_name,
          title: titles(proof.table_name, language),
          cutOff: proof.cut_off.toISOString(),
          deleted: proof.deleted,
          held: proof.held,
          remaining: proof.remaining,
        })),
    })),
  }
}
