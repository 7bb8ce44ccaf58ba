import { sql } from 'kysely'
import { asViewer, type Tx } from '../../platform/database.ts'
import { sees } from './altering.ts'
import { withoutFresh } from './crawl.ts'
import { type Asker, ENTRY, type Installation } from './installation.ts'
import type { Sight } from './sight.ts'
import { type Form, keyOf, type Row, tableName } from './snapshot.ts'

/** Tables of schema public: the others are out of reach of the server's role altogether. */
export const publicTables = (form: Form): string[] => [...form.tables.keys()].filter((table) => !table.includes('.'))

export const actAs = <T>(server: Installation, asker: Asker, work: (tx: Tx) => Promise<T>): Promise<T> =>
  asViewer(
    server.db,
    ENTRY,
    asker ? { actor: asker.id, secondFactor: asker.secondFactor } : { nobody: true },
    asker?.viewAs ?? null,
    work,
  )

/**
 * What a viewer gets from each table by plain SQL, held against the rules: as whoever got past the endpoints would see it.
 * One line for each row too many or too few.
 */
export async function findWrongSight(
  server: Installation,
  asker: Asker,
  form: Form,
  sight: Sight,
  tables = publicTables(form),
): Promise<string[]> {
  return actAs(server, asker, async (tx) => {
    const wrong: string[] = []
    for (const table of tables) {
      const should = keysInSight(form, sight, table)
      const { key } = form.tables.get(table)!
      const columns = key.length > 0 ? sql.join(key.map((k) => sql.ref(k))) : sql`1 as one`
      const { rows } = await sql<Row>`select ${columns} from ${tableName(table)}`.execute(tx)
      const does = new Set(rows.map((row) => keyOf(form, table, row)))
      wrong.push(...[...does.difference(should)].map((key) => `${table}: sees ${key} and should not`))
      wrong.push(...[...should.difference(does)].map((key) => `${table}: does not see ${key} and should`))
    }
    return wrong
  })
}

/** Keys of the rows that the rules show; worked out once for each sight. */
function keysInSight(form: Form, sight: Sight, table: string): Set<string> {
  const of = worked.get(sight) ?? new Map<string, Set<string>>()
  worked.set(sight, of)
  const known = of.get(table)
  if (known) return known
  const seen = sight.snapshot.get(table)!.filter((row) => sees(form, sight, table, row))
  const keys = new Set(seen.map((row) => keyOf(form, table, row)))
  of.set(table, keys)
  return keys
}
const worked = new WeakMap<Sight, Map<string, Set<string>>>()

/** Values that are random by nature; and the numbers of the audit trail, which only plain SQL would tell. */
const BY_CHANCE: readonly string[] = [
  'audit_events.id',
  'audit_events.hashes',
  'audit_events.token',
  'api_tokens.hash',
  'invitations.hash',
]

/**
 * Every row that a viewer gets by plain SQL, one line each, made comparable and sorted. Links are left out:
 * the id of a record that is not for the viewer opens nothing.
 */
export async function rawLines(
  server: Installation,
  asker: Asker,
  form: Form,
  known: ReadonlySet<string>,
  tables: readonly string[],
): Promise<string[]> {
  const links = form.references.filter(({ target }) => form.shareable.has(target)).map((r) => `${r.table}.${r.column}`)
  const untold = [...BY_CHANCE, ...links]
  return actAs(server, asker, async (tx) => {
    const lines: string[] = []
    for (const table of tables) {
      const { rows: columns } = await sql<{ name: string }>`
        select attname as name from pg_attribute where attrelid = ${table}::regclass and attnum > 0 and not attisdropped
           and has_column_privilege(attrelid, attnum, 'select')`.execute(tx)
      const told = columns.filter(({ name }) => !untold.includes(`${table}.${name}`)).map(({ name }) => sql.ref(name))
      // In a demonstration anyone may read what is mailed to an address without account; whether there is one shows in that.
      const which = table === 'mails' ? sql`where person is not null` : sql``
      const { rows } = await sql`select ${sql.join(told)} from ${tableName(table)} ${which}`.execute(tx)
      lines.push(...rows.map((row) => `${table} ${withoutFresh(JSON.stringify(row, asText), known)}`))
    }
    return lines.sort()
  })
}

/** What a file says, so that new ids in it are known as such. */
const asText = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'type' in value && value.type === 'Buffer' && 'data' in value
    ? Buffer.from(value.data as number[]).toString()
    : value
