import { sql } from 'kysely'
import type { Database } from '../../platform/database.ts'

export type Row = Readonly<Record<string, unknown>> & { readonly ctid?: never }
/** Every row of every table, as the owner sees them; values in the form of JSON. */
export type Snapshot = ReadonlyMap<string, readonly Row[]>

export type Column = { name: string; type: string; generated: boolean; nullable: boolean }
type Reference = { table: string; column: string; target: string }
/** The form of the database: what generic tests need to know to touch every table. */
export type Form = {
  /** `records`, `auth.session`: tables of schema public without it. */
  tables: ReadonlyMap<string, { key: readonly string[]; columns: readonly Column[] }>
  references: readonly Reference[]
  shareable: ReadonlyMap<string, { key: string; derived: boolean }>
}

const SCHEMAS = ['public', 'auth']
const named = (schema: string, table: string) => (schema === 'public' ? table : `${schema}.${table}`)

/** A table's name as SQL. */
export const tableName = (table: string) => sql.table(table)

/** What a derived table repeats of another is held by no constraint. */
const DERIVED: readonly Reference[] = [{ table: 'presence', column: 'programme', target: 'programmes' }]

export async function readForm(owner: Database): Promise<Form> {
  const columns = await sql<Column & { schema: string; table: string }>`
    select n.nspname as schema, c.relname as table, a.attname as name, format_type(a.atttypid, null) as type,
           a.attgenerated <> '' or a.attidentity <> '' as generated, not a.attnotnull as nullable
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where n.nspname = any (${SCHEMAS}) and c.relkind in ('r', 'p') and c.relname <> 'migrations'
     order by 1, 2, a.attnum`.execute(owner)
  const keys = await sql<{ schema: string; table: string; column: string }>`
    select n.nspname as schema, c.relname as table, a.attname as column from pg_index i
      join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey)
     where i.indisprimary and n.nspname = any (${SCHEMAS}) order by 1, 2, 3`.execute(owner)
  const references = await sql<Reference>`
    select c.relname as table, a.attname as column, t.relname as target from pg_constraint con
      join pg_class c on c.oid = con.conrelid join pg_class t on t.oid = con.confrelid
      join pg_attribute a on a.attrelid = con.conrelid and a.attnum = con.conkey[1]
     where con.contype = 'f' and c.relnamespace = 'public'::regnamespace order by 1, 2`.execute(owner)
  const shareable = await sql<{ name: string; key: string; derived: boolean }>`select * from shareable_tables`.execute(
    owner,
  )
  const tables = Map.groupBy(columns.rows, (c) => named(c.schema, c.table))
  const keysOf = Map.groupBy(keys.rows, (k) => named(k.schema, k.table))
  return {
    tables: new Map(
      [...tables].map(([table, of]) => [table, { columns: of, key: (keysOf.get(table) ?? []).map((k) => k.column) }]),
    ),
    references: [...references.rows, ...DERIVED],
    shareable: new Map(shareable.rows.map(({ name, key, derived }) => [name, { key, derived }])),
  }
}

export async function takeSnapshot(owner: Database, form: Form): Promise<Snapshot> {
  const taken = new Map<string, readonly Row[]>()
  for (const [table, { key }] of form.tables) {
    const order = key.length > 0 ? sql`order by ${sql.join(key.map((k) => sql.ref(`t.${k}`)))}` : sql``
    const { rows } = await sql<{ row: Row }>`select to_jsonb(t) as row from ${tableName(table)} t ${order}`.execute(
      owner,
    )
    taken.set(
      table,
      rows.map(({ row }) => row),
    )
  }
  return taken
}

/** A row's key in words, to compare sets of rows. */
export const keyOf = (form: Form, table: string, row: Row): string =>
  form.tables
    .get(table)!
    .key.map((k) => String(row[k]))
    .join(' ')
