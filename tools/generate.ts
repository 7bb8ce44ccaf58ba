import { readFileSync, writeFileSync } from 'node:fs'
import pg from 'pg'
import { modules } from '../apps/modules.ts'
import { migrateFor } from '../platform/assemble.ts'
import { startPostgres } from '../platform/postgres/start.ts'
import { definerPage, endpointPage, tablePage } from './reference.ts'
import { tableTypes } from './tables.ts'

/** Writes what is made from the program itself: row types and the reference pages. The tests refuse a stale one. */
const postgres = await startPostgres({ throwaway: true })
try {
  await migrateFor(postgres.ownerUrl, modules)
  const database = new pg.Client({ connectionString: postgres.ownerUrl })
  await database.connect()
  write('platform/tables.ts', await tableTypes(postgres.ownerUrl))
  write('docs/reference/endpoints.md', endpointPage(modules))
  write('docs/reference/tables.md', await tablePage(database))
  write('docs/reference/definer-functions.md', await definerPage(database))
  await database.end()
} finally {
  await postgres.stop()
}

function write(path: string, text: string): void {
  const file = new URL(`../${path}`, import.meta.url)
  writeFileSync(file, text)
  console.log(`${path} ${readFileSync(file, 'utf8').split('\n').length} lines`)
}
