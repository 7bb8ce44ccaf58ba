import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { type Dice, dice } from './dice.ts'
import type { Asker } from './installation.ts'
import { actAs } from './raw-sight.ts'
import { freshKeys, rightsOn } from './raw-writes.ts'
import { SELDOM } from './seldom-ids.ts'
import type { Sight } from './sight.ts'
import type { Column, Form, Row } from './snapshot.ts'
import type { Rehearsal } from './trials.ts'
import { stillFire } from './undoable.ts'

class Undo extends Error {}

/** How many rows by chance are copied, and of those made for this; and with how many other values of each column. */
const [COPIES, SELDOM_COPIES, VALUES] = [3, 6, 2]

/** A statement with one value, as JSON. */
type Try = { name: string; statement: string; value: unknown }

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
      await undoable.asSuperuser(withoutTriggers(table))
      await actAs(server, asker, async (tx) => {
        const tries = await triesOf(tx, form, table, asker, sight)
        const { rows } = await sql<{ fare: string }>`
          select pg_temp.fare(statement, value) as fare
            from unnest(${tries.map((t) => t.statement)}::text[], ${tries.map((t) => JSON.stringify(t.value ?? null))}::jsonb[]) as t(statement, value)`.execute(
          tx,
        )
        scopes.push(...rows.map(({ fare }, n) => `${tries[n]!.name}: ${fare}`))
        throw new Undo()
      }).catch((error: unknown) => {
        if (!(error instanceof Undo)) throw error
      })
    })
  return scopes
}

/**
 * References are triggers too; only the audience is still copied, which policies read. How many rows a statement reaches, or
 * what stands in its way; what comes only after the policies (a constraint) counts as having passed them. Nothing is kept.
 */
const withoutTriggers = (table: string): string => `
set local session_replication_role = replica;
${stillFire(table, ['audience'])};
create function pg_temp.fare(statement text, value jsonb) returns text language plpgsql as $$
declare reached bigint;
begin
  execute statement using value;
  get diagnostics reached = row_count;
  raise exception '% rows', reached using errcode = 'UN001';
exception
  when sqlstate 'UN001' then return sqlerrm;
  when insufficient_privilege then return case when sqlerrm like '%row-level security%' then 'no policy' else 'no right' end;
  when integrity_constraint_violation or invalid_text_representation then return 'passed';
end $$`

async function triesOf(tx: Tx, form: Form, table: string, asker: Asker, sight: Sight): Promise<Try[]> {
  const chance = dice(table.length)
  const { key, columns } = form.tables.get(table)!
  const rights = await rightsOn(tx, table)
  const rows = sight.snapshot.get(table)!
  const mine = mineIn(form, table, asker, sight)
  const open = columns.filter((c) => rights.update.includes(c.name) && !key.includes(c.name))
  const given = columns.filter((c) => !c.generated && rights.insert.includes(c.name))
  const names = given.map((c) => `"${c.name}"`).join(', ')
  const insert = `insert into "${table}" (${names}) select ${names} from jsonb_to_record($1) as r(${given.map((c) => `"${c.name}" ${c.type}`).join(', ')})`
  const copied = [...chance.some(rows.filter(isSeldom), SELDOM_COPIES), ...chance.some(rows, COPIES)]
  const copies = (given.length > 0 ? copied : []).flatMap((row) => {
    const own: Row = {
      ...row,
      ...keysOf(form, table, sight, chance),
      ...ownPlaces(row, mine),
      ...atOnce(row, given),
    }
    const others = given
      .filter((c) => c.name !== 'id')
      .flatMap((c) =>
        [...valuesOf(c, rows, new Map(), chance), ...placesOf(c, form, table)].map((value) => ({
          ...own,
          [c.name]: value,
        })),
      )
    return [row, own, ...others]
  })
  return [
    { name: 'removes', statement: `delete from "${table}"`, value: null },
    ...open.flatMap((c) =>
      valuesOf(c, rows, mine, chance).map((value) => ({
        name: `changes ${c.name} to ${JSON.stringify(value)}`,
        statement: `update "${table}" set "${c.name}" = (select v from jsonb_to_record($1) as r(v ${c.type}))`,
        value: { v: value },
      })),
    ),
    ...copies.map((value) => ({ name: `adds ${JSON.stringify(value)}`, statement: insert, value })),
  ]
}

const seldom = new Set<unknown>(Object.values(SELDOM))
const isSeldom = (row: Row): boolean => Object.values(row).some((value) => seldom.has(value))

/** Columns that name a person or an organisation, with the viewer's own. */
function mineIn(form: Form, table: string, asker: Asker, sight: Sight): Map<string, unknown> {
  const of: Record<string, unknown> = { persons: asker?.id ?? null, organisations: sight.organisation }
  return new Map(
    form.references.flatMap((r) => (r.table === table && r.target in of ? [[r.column, of[r.target]] as const] : [])),
  )
}

/** The viewer's own wherever someone is named. */
const ownPlaces = (row: Row, mine: ReadonlyMap<string, unknown>): Row =>
  Object.fromEntries([...mine].filter(([column]) => row[column] !== null))

/** Said now, as policies ask of what is said; the word is the moment of the transaction to PostgreSQL. */
const atOnce = (row: Row, given: readonly Column[]): Row =>
  Object.fromEntries(
    given
      .filter(({ name, type }) => type.startsWith('timestamp') && row[name] !== null)
      .map(({ name }) => [name, 'now']),
  )

/** A record that few columns would name by chance: of one's own, and not to be edited. */
const placesOf = (column: Column, form: Form, table: string): unknown[] =>
  referencesOf(form, table, column.name).some(
    ({ target }) => target === 'records' || form.shareable.get(target)?.key === 'id',
  )
    ? [SELDOM.ownForm]
    : []

/** What is about another thing has its key; being there already comes after the policies. */
const keysOf = (form: Form, table: string, sight: Sight, chance: Dice): Row =>
  referencesOf(form, table, 'id').length > 0 && !form.shareable.get(table)?.key.includes('id')
    ? {}
    : freshKeys(form, table, sight, chance)

const referencesOf = (form: Form, table: string, column: string) =>
  form.references.filter((r) => r.table === table && r.column === column)

/** The viewer's own; nothing; and what stands in other rows. */
function valuesOf(column: Column, rows: readonly Row[], mine: ReadonlyMap<string, unknown>, chance: Dice): unknown[] {
  const there = new Map(rows.map((row) => [JSON.stringify(row[column.name]), row[column.name]]))
  return [
    ...(mine.has(column.name) ? [mine.get(column.name)] : []),
    ...(column.nullable ? [null] : []),
    ...chance.some([...there.values()], VALUES),
  ]
}
