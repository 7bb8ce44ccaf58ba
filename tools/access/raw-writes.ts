import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { isRow, setTo } from './altering.ts'
import type { Dice } from './dice.ts'
import type { Asker, Installation } from './installation.ts'
import { noise } from './noise.ts'
import { actAs, publicTables } from './raw-sight.ts'
import type { Sight } from './sight.ts'
import { type Column, type Form, keyOf, type Row, tableName } from './snapshot.ts'
import { mayWrite } from './write-rules.ts'

class Undo extends Error {}

/** Whether a statement wrote something; nothing of it is kept. */
async function writes(tx: Tx, statement: ReturnType<typeof sql>): Promise<boolean> {
  await sql`savepoint trial`.execute(tx)
  try {
    const { numAffectedRows } = await statement.execute(tx)
    return (numAffectedRows ?? 0n) > 0n
  } catch {
    return false
  } finally {
    await sql`rollback to savepoint trial`.execute(tx)
  }
}

/**
 * Tries, as a viewer and by plain SQL, to change, remove and copy rows of every table. One line for each write that
 * went through and that no rule allows. Nothing is kept.
 */
export async function findWrongWrites(
  server: Installation,
  asker: Asker,
  form: Form,
  sight: Sight,
  chance: Dice,
  most: number,
  tables = publicTables(form),
): Promise<{ wrong: string[]; went: Set<string> }> {
  const wrong: string[] = []
  const went = new Set<string>()
  const note = (table: string, how: 'changes' | 'removes' | 'adds', row: Row, done: boolean) => {
    if (!done) return
    went.add(`${table} ${how}`)
    if (!mayWrite(form, sight, table, how, row))
      wrong.push(`${table}: ${how} ${keyOf(form, table, row)} and should not`)
  }
  await actAs(server, asker, async (tx) => {
    for (const table of tables) {
      const { key, columns } = form.tables.get(table)!
      const rights = await rightsOn(tx, table)
      const rows = sight.snapshot.get(table)!
      for (const row of chance.some(rows, most)) {
        const open = columns.filter((c) => rights.update.includes(c.name) && !key.includes(c.name))
        for (const column of chance.some(open, 2))
          note(table, 'changes', row, await writes(tx, changeOf(form, table, column, row, rows, chance)))
        note(
          table,
          'removes',
          row,
          await writes(tx, sql`delete from ${tableName(table)} t where ${isRow(form, table, row)}`),
        )
        const copy = { ...row, ...freshKeys(form, table, sight, chance) }
        note(
          table,
          'adds',
          { ...copy, ...byDefault(table, sight) },
          await writes(tx, insertOf(form, table, rights.insert, copy)),
        )
      }
    }
    throw new Undo()
  }).catch((error: unknown) => {
    if (!(error instanceof Undo)) throw error
  })
  return { wrong, went }
}

export async function rightsOn(tx: Tx, table: string): Promise<{ insert: string[]; update: string[] }> {
  const { rows } = await sql<{ name: string; insert: boolean; update: boolean }>`
    select attname as name, has_column_privilege(attrelid, attnum, 'insert') as insert, has_column_privilege(attrelid, attnum, 'update') as update
      from pg_attribute where attrelid = ${table}::regclass and attnum > 0 and not attisdropped`.execute(tx)
  const those = (right: 'insert' | 'update') => rows.filter((r) => r[right]).map((r) => r.name)
  return { insert: those('insert'), update: those('update') }
}

function changeOf(form: Form, table: string, column: Column, row: Row, rows: readonly Row[], chance: Dice) {
  const value = noise(chance, column, row[column.name]) ?? chance.pick(rows)[column.name]
  return sql`update ${tableName(table)} t set ${setTo(column.name, column.type, value)} where ${isRow(form, table, row)}`
}

/** A copy cannot have the key of its original; where the key is the record's, it is that of a record without such content. */
export function freshKeys(form: Form, table: string, { snapshot }: Sight, chance: Dice): Record<string, string> {
  const { key } = form.tables.get(table)!
  const ofRecord = form.shareable.get(table)?.key
  if (ofRecord && key.includes(ofRecord)) {
    const taken = new Set(snapshot.get(table)!.map((row) => row[ofRecord]))
    const free = snapshot.get('records')!.filter(({ id }) => !taken.has(id))
    return free.length > 0 ? { [ofRecord]: chance.pick(free)['id'] as string } : {}
  }
  return key.includes('id') ? { id: chance.uuid() } : {}
}

/** What the database fills in by itself where the writer may not. */
const byDefault = (table: string, sight: Sight): Record<string, unknown> =>
  table === 'records' ? { created_by: sight.person } : table === 'grants' ? { granted_org: sight.organisation } : {}

function insertOf(form: Form, table: string, allowed: readonly string[], row: Row) {
  const columns = form.tables.get(table)!.columns.filter((c) => !c.generated && allowed.includes(c.name))
  if (columns.length === 0) return sql`select 1 where false`
  const names = sql.join(columns.map((c) => sql.ref(c.name)))
  return sql`insert into ${tableName(table)} (${names})
    select ${names} from jsonb_to_record(${JSON.stringify(row)}::jsonb) as r(${sql.join(columns.map((c) => sql`${sql.ref(c.name)} ${sql.raw(c.type)}`))})`
}
