import { sql } from 'kysely'
import type { Tx } from './database.ts'
import { plannedOnce } from './planned-once.ts'
import type { Tables } from './tables.ts'

/**
 * For `in`: rows of these ids, each looked for by its key. Of ids given as a list the planner may believe that the index of
 * their readers tells as much, and read tens of thousands of rows of it. The statement is planned once: how many they are is
 * hidden from the planner, which otherwise thinks a plan for one better than a plan that is kept.
 */
export const among = (ids: readonly string[]) =>
  sql<string>`(select unnest(given.ids) from (select ${[...ids]}::uuid[] as ids offset 0) given) ${plannedOnce}`

/** Values by column, as JSON says them: an object for jsonb, a list for an array. */
type Row = Readonly<Record<string, unknown>>

/** Inserts rows of one table, all with the same columns, in one statement. */
export async function insertRows(tx: Tx, table: keyof Tables, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return
  const columns = sql.join(namesIn(rows).map((name) => sql.ref(name)))
  await sql`insert into ${sql.table(table)} (${columns}) select ${columns} from ${given(table, rows)}`.execute(tx)
}

/** Changes rows of one table by their ids, the same columns in all, in one statement; rows that are not there stay away. */
export async function updateRows(tx: Tx, table: keyof Tables, rows: readonly (Row & { id: string })[]): Promise<void> {
  if (rows.length === 0) return
  const names = namesIn(rows).filter((name) => name !== 'id')
  const columns = sql.join(names.map((name) => sql.ref(name)))
  const values = sql.join(names.map((name) => sql.ref(`given.${name}`)))
  // The ids once more as a list, by which an index finds the rows whatever the planner thinks of the JSON.
  await sql`
    update ${sql.table(table)} t set (${columns}) = row(${values}) from ${given(table, rows)}
     where t.id = given.id and t.id = any (${rows.map(({ id }) => id)}::uuid[])`.execute(tx)
}

const namesIn = (rows: readonly Row[]): string[] => Object.keys(rows[0]!)

const given = (table: string, rows: readonly Row[]) =>
  sql`jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::jsonb) given`
