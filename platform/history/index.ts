import { sql } from 'kysely'
import type { z } from 'zod'
import { organisationRefs } from '../access/organisations.ts'
import type { Call, Tx } from '../database.ts'
import { type Module, route } from '../module.ts'
import { notFound, Problem } from '../problem.ts'
import { claimRecord } from '../records/claim.ts'
import type { RecordHead } from '../records/contract.ts'
import { recordHead } from '../records/head.ts'
import { peopleRefs } from '../records/principals.ts'
import { rewrite, translator, type Written } from '../text.ts'
import { type Changed, changesReader } from './changes.ts'
import type { TableFields } from './columns.ts'
import * as contract from './contract.ts'
import { texts } from './locales/index.ts'

type Row = {
  id: string
  record: string
  table_name: string
  row_id: string | null
  at: Date
  person: string | null
  organisation: string | null
  version: number
  changed: Changed
}

/** What was changed in records, told field by field as their modules declare them. */
export function historyOf(modules: readonly Module[]): Module {
  // A module may add columns to the table of another, and tells of its own.
  const told = modules.flatMap((module) => (module.history ?? []).map((of) => ({ ...of, module })))
  const tables = Map.groupBy(told, ({ table }) => table)
  const columns = [
    'id',
    'record',
    'table_name',
    'row_id',
    'at',
    'person',
    'organisation',
    'version',
    'changed',
  ] as const

  async function listHistory(
    tx: Tx,
    { record, page, size }: z.output<typeof contract.listHistory.input>,
    call: Call,
  ): Promise<z.output<typeof contract.listHistory.output>> {
    const head = await recordHead(tx, record, call)
    if (head.mine === 'discover') throw notFound()
    const { total } = await tx
      .selectFrom('record_history')
      .select(({ fn }) => fn.countAll<number>().as('total'))
      .where('record', '=', record)
      .executeTakeFirstOrThrow()
    const rows = await tx
      .selectFrom('record_history')
      .select(columns)
      .where('record', '=', record)
      .orderBy('at', 'desc')
      .orderBy('id')
      .limit(size)
      .offset((page - 1) * size)
      .execute()
    return {
      record: { id: head.id, level: head.level, version: head.version },
      total,
      items: await editsOf(tx, rows, head, call),
    }
  }

  async function editsOf(tx: Tx, rows: readonly Row[], head: RecordHead, call: Call): Promise<contract.Edit[]> {
    const mayName = ({ organisation }: Row) =>
      head.own || (organisation !== null && [head.originator.id, call.viewer.organisation].includes(organisation))
    const named = rows.filter(mayName)
    const people = await peopleRefs(
      tx,
      named.flatMap(({ person }) => person ?? []),
      call.language,
    )
    const organisations = await organisationRefs(
      tx,
      named.flatMap(({ organisation }) => organisation ?? []),
      call.language,
    )
    const changesOf = changesReader(tx, call, translator(call.language, texts[call.language]))
    const edits: contract.Edit[] = []
    for (const row of rows) {
      const changes: contract.Change[] = []
      for (const { fields, module, writes } of tables.get(row.table_name) ?? []) {
        const mayWrite = head.mine === 'contribute' && call.viewer.permissions.includes(writes)
        for (const field of fields) {
          const label = translator(call.language, module.texts[call.language])(field.label)
          changes.push(...(await changesOf({ table: row.table_name, label, field, changed: row.changed }, mayWrite)))
        }
      }
      const { id, at, person, organisation, version } = row
      edits.push({
        id,
        at: at.toISOString(),
        version,
        changes,
        by: (mayName(row) && person && people.get(person)) || null,
        organisation: (mayName(row) && organisation && organisations.get(organisation)) || null,
      })
    }
    return edits
  }

  /** An ordinary edit: whoever may change the record, at the version they saw; level and audience are no part of it. */
  async function restoreText(
    tx: Tx,
    { edit, field, language, version }: z.output<typeof contract.restoreText.input>,
    call: Call,
  ): Promise<{ version: number }> {
    const row = await tx.selectFrom('record_history').select(columns).where('id', '=', edit).executeTakeFirst()
    const of = row && tables.get(row.table_name)?.find((one) => writtenColumn(one, field))
    const column = of && writtenColumn(of, field)
    const before = column && (row.changed[column]?.[0] as Written | null | undefined)?.texts[language]
    if (!before) throw notFound()
    if (!call.viewer.permissions.includes(of.writes)) throw new Problem('access.denied', 403, { needs: of.writes })
    const head = await recordHead(tx, row.record, call)
    await claimRecord(tx, { kind: head.kind, id: head.id, version, current: async () => head }, call)
    const [table, name, id] = [sql.table(of.table), sql.ref(column), row.row_id ?? row.record]
    const { rows } = await sql<{ now: Written | null }>`select ${name} as now from ${table} where id = ${id}`.execute(
      tx,
    )
    if (!rows[0]) throw notFound()
    const { now } = rows[0]
    const next = now
      ? rewrite(now, { ...now, texts: { ...now.texts, [language]: before } })
      : { original: language, texts: { [language]: before }, outdated: [] }
    const { numAffectedRows } = await sql`
      update ${table} set ${name} = ${JSON.stringify(next)}::jsonb where id = ${id}`.execute(tx)
    // Of some rows of a table more is asked than of others: what a recommendation to a State says is its assessor's.
    if (numAffectedRows === 0n) throw new Problem('records.read_only', 403)
    return { version: version + 1 }
  }

  return {
    name: 'history',
    routes: [route(contract.listHistory, listHistory), route(contract.restoreText, restoreText)],
    permissions: {},
    texts,
  }
}

/** The column that `<table>.<column>` names, where its texts can be brought back. */
const writtenColumn = ({ table, fields }: TableFields, name: string): string | undefined =>
  fields.find((field) => field.as === 'written' && `${table}.${field.column}` === name)?.column
