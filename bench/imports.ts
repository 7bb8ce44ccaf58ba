import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { loadDemonstration } from '../apps/demonstration/load.ts'
import { openWorld } from '../apps/demonstration/world.ts'
import { modules } from '../apps/modules.ts'
import { loadReference } from '../modules/directory/index.ts'
import { TERMS_VERSION } from '../platform/access/terms.ts'
import { migrateFor } from '../platform/assemble.ts'
import { openDatabase } from '../platform/database.ts'
import { setLogQuiet } from '../platform/log.ts'
import { openMail } from '../platform/mail/transport.ts'
import { openNotices } from '../platform/notices/token.ts'
import { startPostgres } from '../platform/postgres/start.ts'
import type { Tables } from '../platform/tables.ts'
import { measureImport } from './imports/measure.ts'
import { insertPlainly } from './imports/plain.ts'

// `npm run bench -- imports`: what check, run and undo of an import cost a row, beside the same records inserted by plain SQL
// with the owner's rights in the same run. Other sizes: `npm run bench -- imports 1000 100000`.

const sizes = process.argv.slice(3).map(Number).filter(Boolean)
const SIZES = sizes.length > 0 ? sizes : [1000, 10_000]
const OFFICER = 'programme@unodc.un.example'

setLogQuiet()
openNotices({ key: new Uint8Array(32).fill(7), origin: 'http://localhost' })
const entry = { terms: TERMS_VERSION, auditKey: 'audit key of the benchmark' }
const folder = await mkdtemp(join(tmpdir(), 'concord-bench-'))
openMail({ folder, mail: undefined })
const postgres = await startPostgres({ throwaway: true })
const db = openDatabase(postgres.serverUrl, { connections: 1 })
const owner = new Kysely<Tables>({
  dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: postgres.ownerUrl, max: 1 }) }),
})
try {
  await migrateFor(postgres.ownerUrl, modules)
  await loadReference(postgres.ownerUrl)
  await loadDemonstration({ ownerUrl: postgres.ownerUrl, db, entry, folder, secret: new Uint8Array(32).fill(7) })
  const world = await openWorld(owner, db, entry)
  const server = { db, entry, serverUrl: postgres.serverUrl }
  const found = new Map<string, string[]>()
  const note = (what: string, value: string) => found.set(what, [...(found.get(what) ?? []), value])
  for (const size of SIZES) {
    await sql`analyze`.execute(owner)
    const { steps, memory } = await measureImport(world, server, OFFICER, size)
    const plain = await insertPlainly(owner, world.id('org:UNODC'), size)
    for (const what of ['upload', 'check', 'run', 'undo'] as const) {
      note(`${what}: rows a second`, (size / (steps[what].wall / 1000)).toFixed(0))
      note(`${what}: ms of processor a row`, (steps[what].cpu / size).toFixed(2))
    }
    note('plain SQL as owner: rows a second', (size / (plain.wall / 1000)).toFixed(0))
    note('plain SQL as owner: ms of processor a row', (plain.cpu / size).toFixed(2))
    for (const what of ['check', 'run'] as const)
      note(`${what} beside plain SQL, times the processor`, (steps[what].cpu / plain.cpu).toFixed(1))
    note('page of the import once done, ms', steps.page.wall.toFixed(0))
    note('most memory of the server, MB', (memory / 1e6).toFixed(0))
  }
  console.log(
    [
      ['', ...SIZES.map((n) => `${n.toLocaleString('en')} rows`)],
      ['---', ...SIZES.map(() => '---')],
      ...[...found].map(([what, values]) => [what, ...values]),
    ]
      .map((row) => `| ${row.join(' | ')} |`)
      .join('\n'),
  )
  const load = (await readFile('/proc/loadavg', 'utf8').catch(() => '?')).split(' ')[0]
  console.log(`\n${cpus().length} × ${cpus()[0]?.model}; load ${load}`)
} finally {
  await owner.destroy()
  await db.destroy()
  await postgres.stop()
  await rm(folder, { recursive: true })
}
