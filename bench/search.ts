import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { loadDemonstration } from '../apps/demonstration/load.ts'
import { openWorld } from '../apps/demonstration/world.ts'
import { modules } from '../apps/modules.ts'
import { loadReference } from '../modules/directory/index.ts'
import { TERMS_VERSION } from '../platform/access/terms.ts'
import { migrateFor } from '../platform/assemble.ts'
import { openDatabase } from '../platform/database.ts'
import { startPostgres } from '../platform/postgres/start.ts'
import type { Tables } from '../platform/tables.ts'
import { measureQuality } from './search/quality.ts'
import { addRecords, measureSpeed } from './search/speed.ts'

// `npm run bench -- search`: quality on the demonstration, then speed on 200,000 records. `detail` prints every query;
// `quality` leaves the speed out.

const entry = { terms: TERMS_VERSION, auditKey: 'audit key of the benchmark' }
const folder = await mkdtemp(join(tmpdir(), 'concord-bench-'))
const postgres = await startPostgres({ throwaway: true })
const db = openDatabase(postgres.serverUrl, { connections: 1 })
const owner = new Kysely<Tables>({
  dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: postgres.ownerUrl, max: 2 }) }),
})
try {
  await migrateFor(postgres.ownerUrl, modules)
  await loadReference(postgres.ownerUrl)
  await loadDemonstration({ ownerUrl: postgres.ownerUrl, db, entry, folder, secret: new Uint8Array(32).fill(7) })
  const world = await openWorld(owner, db, entry)
  print(
    ['language', ...['nDCG@10', 'recall@20'].flatMap((m) => ['search', 'simple', 'ILIKE'].map((w) => `${m} ${w}`))],
    await measureQuality(world, process.argv.includes('detail')),
  )
  if (!process.argv.includes('quality')) {
    await addRecords(postgres.superuserUrl, world.id('org:UNODC'))
    print(
      ['200,000 records', 'asked', 'p50 ms', 'p95 ms', 'most ms', 'p50 ms of CPU', 'p95 ms of CPU'],
      await measureSpeed(world),
    )
    const load = (await readFile('/proc/loadavg', 'utf8').catch(() => '?')).split(' ')[0]
    console.log(`${cpus().length} × ${cpus()[0]?.model}; load ${load}`)
  }
} finally {
  await owner.destroy()
  await db.destroy()
  await postgres.stop()
  await rm(folder, { recursive: true })
}

function print(head: readonly string[], rows: readonly string[][]): void {
  console.log([head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n'), '\n')
}
