import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { setTo } from './altering.ts'
import { type Dice, dice } from './dice.ts'
import type { Asker } from './installation.ts'
import { actAs } from './raw-sight.ts'
import { freshKeys, insertOf, rightsOn } from './raw-writes.ts'
import type { Sight } from './sight.ts'
import { type Column, type Form, type Row, tableName } from './snapshot.ts'
import type { Rehearsal } from './trials.ts'

class Undo extends Error {}

/** How many rows are copied, and with how many other values of each column. */
const [COPIES, VALUES] = [6, 2]

/**
 * What the policies of a table alone let each viewer write: with every trigger switched off, so that none stands before them,
 * and by statements that read nothing, so that what may be read does not narrow them. One line for each try with how it
 * fared, always in the same order.
 */
export async function scopesOf(
  { server, undoable, form }: Rehearsal,
  sights: ReadonlyMap<Asker, Sight>,
  table: string,
): Promise<string[]> {
  const scopes: string[] = []
  for (const [asker, sight] of sights)
    await undoable.trial(async () => {
      await undoable.withoutTriggers()
      await actAs(server, asker, async (tx) => {
        scopes.push(...(await triesOf(tx, form, table, asker, sight)))
        throw new Undo()
      }).catch((error: unknown) => {
        if (!(error instanceof Undo)) throw error
      })
    })
  return scopes
}

async function triesOf(tx: Tx, form: Form, table: string, asker: Asker, sight: Sight): Promise<string[]> {
  const chance = dice(table.length)
  const { key, columns } = form.tables.get(table)!
  const rights = await rightsOn(tx, table)
  const rows = sight.snapshot.get(table)!
  const mine = mineIn(form, table, asker, sight)
  const tried = [`removes ${await fareOf(tx, sql`delete from ${tableName(table)}`)}`]
  for (const column of columns.filter((c) => rights.update.includes(c.name) && !key.includes(c.name)))
    for (const value of valuesOf(column, rows, mine, chance))
      tried.push(
        `changes ${column.name} to ${value}: ${await fareOf(tx, sql`update ${tableName(table)} set ${setTo(column.name, column.type, value)}`)}`,
      )
  for (const row of rights.insert.length > 0 ? chance.some(rows, COPIES) : []) {
    const own: Row = { ...row, ...freshKeys(form, table, sight, chance), ...ownPlaces(row, mine) }
    const others = columns
      .filter((c) => !c.generated && rights.insert.includes(c.name) && (c.name !== 'id' || mine.has('id')))
      .flatMap((c) => valuesOf(c, rows, new Map(), chance).map((value) => ({ ...own, [c.name]: value })))
    for (const [n, copy] of [row, own, ...others].entries())
      tried.push(`adds ${n}: ${await fareOf(tx, insertOf(form, table, rights.insert, copy))}`)
  }
  return tried
}

/** Columns that name a person or an organisation, with the viewer's own. */
function mineIn(form: Form, table: string, asker: Asker, sight: Sight): Map<string, unknown> {
  const of: Record<string, unknown> = { persons: asker?.id ?? null, organisations: sight.organisation }
  return new Map(
    form.references.flatMap((r) => (r.table === table && r.target in of ? [[r.column, of[r.target]] as const] : [])),
  )
}

const ownPlaces = (row: Row, mine: ReadonlyMap<string, unknown>): Row =>
  Object.fromEntries([...mine].filter(([column]) => row[column] !== null))

/** The viewer's own where the column names someone; nothing; and what stands in other rows. */
function valuesOf(column: Column, rows: readonly Row[], mine: ReadonlyMap<string, unknown>, chance: Dice): unknown[] {
  const there = new Map(rows.map((row) => [JSON.stringify(row[column.name]), row[column.name]]))
  return [
    ...(mine.has(column.name) ? [mine.get(column.name)] : []),
    ...(column.nullable ? [null] : []),
    ...chance.some([...there.values()], VALUES),
  ]
}

/** How many rows a statement reaches; or what stands in its way, where all that comes after the policies counts as having passed. */
async function fareOf(tx: Tx, statement: ReturnType<typeof sql>): Promise<string> {
  await sql`savepoint try`.execute(tx)
  try {
    return `${(await statement.execute(tx)).numAffectedRows ?? 0n} rows`
  } catch (error) {
    const { code, message } = error as { code: string; message: string }
    if (code === '42501') return message.includes('row-level security') ? 'no policy' : 'no right'
    if (/^(23|CC|22P)/.test(code)) return 'passed'
    throw error
  } finally {
    await sql`rollback to savepoint try`.execute(tx)
  }
}
