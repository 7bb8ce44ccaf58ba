import { type RawBuilder, sql, type Transaction } from 'kysely'
import type { Tables } from '../../../platform/tables.ts'

/** Rows of one table as the data files have them; all with the same columns. Values are what JSON can hold. */
export type Batch = {
  table: keyof Tables
  /** Columns that name a row; a unique constraint stands on them. */
  key: readonly string[]
  rows: readonly Readonly<Record<string, unknown>>[]
}

/**
 * Brings a table to what the data files say, without touching what people did: a three-way merge of what was loaded
 * last, what stands there now, and what the files say. Rows not loaded before are added, unless a row of that key is
 * there already; of rows whose files changed, those columns follow that still hold what was loaded; rows that people
 * removed stay away. Nothing is ever removed.
 *
 * @param owner  Transaction of the database's owner: reference data is nobody's act.
 */
export async function merge(
  owner: Transaction<Tables>,
  { table, key, rows }: Batch,
): Promise<{ added: number; changed: number }> {
  const named = rows.map((row) => ({ name: `${table}/${key.map((column) => String(row[column])).join('/')}`, row }))
  const before = new Map(
    (await owner.selectFrom('reference_rows').selectAll().where('name', 'like', `${table}/%`).execute()).map((r) => [
      r.name,
      r.loaded,
    ]),
  )
  const fresh = named.filter(({ name }) => !before.has(name))
  const moved = named.filter(({ name, row }) => before.has(name) && !same(before.get(name), row))
  if (fresh.length > 0)
    await add(
      owner,
      table,
      key,
      fresh.map((f) => f.row),
    )
  for (const { name, row } of moved) await follow(owner, table, key, before.get(name), row)
  await remember(owner, [...fresh, ...moved])
  return { added: fresh.length, changed: moved.length }
}

type Row = Batch['rows'][number]

const names = (columns: readonly string[], of?: string): RawBuilder<unknown> =>
  sql.join(columns.map((column) => sql.ref(of ? `${of}.${column}` : column)))

async function add(owner: Transaction<Tables>, table: string, key: readonly string[], rows: readonly Row[]) {
  const columns = Object.keys(rows[0]!)
  await sql`
    insert into ${sql.table(table)} (${names(columns)})
    select ${names(columns)} from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)})
    on conflict (${names(key)}) do nothing`.execute(owner)
}

async function follow(owner: Transaction<Tables>, table: string, key: readonly string[], was: unknown, becomes: Row) {
  const columns = Object.keys(becomes).filter((column) => !key.includes(column))
  const changes = columns.map((column) => {
    const [mine, loaded, next] = [sql.ref(`there.${column}`), sql.ref(`was.${column}`), sql.ref(`becomes.${column}`)]
    return sql`${sql.ref(column)} = case when ${mine} is not distinct from ${loaded} then ${next} else ${mine} end`
  })
  const sameKey = key.map((column) => sql`${sql.ref(`there.${column}`)} = ${sql.ref(`becomes.${column}`)}`)
  await sql`
    update ${sql.table(table)} there set ${sql.join(changes)}
      from jsonb_populate_record(null::${sql.table(table)}, ${JSON.stringify(was)}) was,
           jsonb_populate_record(null::${sql.table(table)}, ${JSON.stringify(becomes)}) becomes
     where ${sql.join(sameKey, sql` and `)}`.execute(owner)
}

async function remember(owner: Transaction<Tables>, rows: readonly { name: string; row: Row }[]) {
  if (rows.length === 0) return
  await owner
    .insertInto('reference_rows')
    .values(rows.map(({ name, row }) => ({ name, loaded: JSON.stringify(row) })))
    .onConflict((conflict) => conflict.column('name').doUpdateSet((eb) => ({ loaded: eb.ref('excluded.loaded') })))
    .execute()
}

/** PostgreSQL keeps the keys of an object in its own order. */
const same = (a: unknown, b: unknown): boolean => inOrder(a) === inOrder(b)
const inOrder = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
