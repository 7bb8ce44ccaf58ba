import { sql } from 'kysely'
import { asViewer, type Tx } from '../../platform/database.ts'
import { sees } from './alter.ts'
import { type Asker, ENTRY, type Installation } from './installation.ts'
import type { Sight } from './sight.ts'
import { type Form, keyOf, type Row, tableName } from './snapshot.ts'

/** Tables of schema public: the others are out of reach of the server's role altogether. */
export const publicTables = (form: Form): string[] => [...form.tables.keys()].filter((table) => !table.includes('.'))

export const actAs = <T>(server: Installation, asker: Asker, work: (tx: Tx) => Promise<T>): Promise<T> =>
  asViewer(server.db, ENTRY, asker ? { actor: asker.id, secondFactor: asker.secondFactor } : { nobody: true }, null, work)

/**
 * What a viewer gets from each table by plain SQL, held against the rules: as whoever got past the endpoints would see it.
 * One line for each row too many or too few.
 */
export async function findWrongSight(server: Installation, asker: Asker, form: Form, sight: Sight): Promise<string[]> {
  return actAs(server, asker, async (tx) => {
    const wrong: string[] = []
    for (const table of publicTables(form)) {
      const all = sight.snapshot.get(table)!
      const should = new Set(all.filter((row) => sees(form, sight, table, row)).map((row) => keyOf(form, table, row)))
      const columns = sql.join(form.tables.get(table)!.key.map((k) => sql.ref(k)))
      const { rows } = await sql<Row>`select ${columns} from ${tableName(table)}`.execute(tx)
      const does = new Set(rows.map((row) => keyOf(form, table, row)))
      wrong.push(...[...does.difference(should)].map((key) => `${table}: sees ${key} and should not`))
      wrong.push(...[...should.difference(does)].map((key) => `${table}: does not see ${key} and should`))
    }
    return wrong
  })
}
