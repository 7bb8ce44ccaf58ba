import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Kysely, PostgresDialect, type RawBuilder, sql } from 'kysely'
import pg from 'pg'
import { loadDemonstration } from '../apps/demonstration/load.ts'
import { openWorld } from '../apps/demonstration/world.ts'
import { modules } from '../apps/modules.ts'
import { loadReference } from '../modules/directory/index.ts'
import { TERMS_VERSION } from '../platform/access/terms.ts'
import { migrateFor } from '../platform/assemble.ts'
import { openDatabase } from '../platform/database.ts'
import { startPostgres } from '../platform/postgres/start.ts'
import { listSeen } from '../platform/records/actions/seen.ts'
import * as contract from '../platform/records/contract.ts'
import type { Tables } from '../platform/tables.ts'

// `npm run bench -- audience`: what audiences cost as records become more, through the triggers and policies that every
// record goes through. Each column is beside the one for a quarter as many.

const SIZES = [5000, 20_000]
const VIEWER = 'programme@unodc.un.example'

const entry = { terms: TERMS_VERSION, auditKey: 'audit key of the benchmark' }
const folder = await mkdtemp(join(tmpdir(), 'concord-bench-'))
const postgres = await startPostgres({ throwaway: true })
const db = openDatabase(postgres.serverUrl, { connections: 1 })
const owner = new Kysely<Tables>({
  dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: postgres.ownerUrl, max: 1 }) }),
})
const lines = new Map<string, number[]>()
const note = (what: string, ms: number) => lines.set(what, [...(lines.get(what) ?? []), ms])

try {
  await migrateFor(postgres.ownerUrl, modules)
  await loadReference(postgres.ownerUrl)
  await loadDemonstration({ ownerUrl: postgres.ownerUrl, db, entry, folder, secret: new Uint8Array(32).fill(7) })
  const world = await openWorld(owner, db, entry)
  const asViewer = (query: RawBuilder<unknown>) => () => world.as(VIEWER, (tx) => query.execute(tx))
  let n = 0
  for (const size of SIZES) {
    const made = await timed(() => add(n, size))
    note('writing one record with its audience', made / (size - n))
    n = size
    await sql`analyze`.execute(owner)
    note('counting what one sees', await fastest(asViewer(sql`select count(*) from programmes`)))
    const page = sql`select id, title from programmes order by title ->> 'original', id limit 50`
    note('the first page in order', await fastest(asViewer(page)))
    note('sharing 500 records', await fastest(share))
    const seen = contract.listSeen.input.parse({ organisation: world.id('org:CTED') })
    note(
      'what another organisation sees of ours',
      await fastest(() => world.as(VIEWER, (tx, call) => listSeen(tx, seen, call))),
    )
  }
  console.log(`| milliseconds | ${SIZES.map((s) => `${s} records`).join(' | ')} | times |\n| --- | --- | --- | --- |`)
  for (const [what, [few, many]] of lines)
    console.log(`| ${what} | ${few!.toFixed(2)} | ${many!.toFixed(2)} | ${(many! / few!).toFixed(1)} |`)
} finally {
  await owner.destroy()
  await db.destroy()
  await postgres.stop()
  await rm(folder, { recursive: true })
}

/** Records of a hundred originators, most of them with four readers, some for a time, some for all members. */
async function add(from: number, until: number): Promise<void> {
  const places = sql`(select row_number() over (order by id) as n, id from organisations where kind <> 'installation' order by id limit 100)`
  await owner.transaction().execute(async (tx) => {
    await sql`create temp table made on commit drop as
      select i, gen_random_uuid() as id, p.id as owner from generate_series(${from + 1}::integer, ${until}::integer) i join ${places} p on p.n = 1 + i % 100`.execute(
      tx,
    )
    await sql`insert into records (id, kind, owner_org, level) select id, 'programmes.programme', owner, i % 10 / 9 from made`.execute(
      tx,
    )
    await sql`insert into grants (record, grantee_kind, grantee, gives, ends_at)
      select m.id, 'organisation', p.id, 'read', case when m.i % 50 = 0 then now() + interval '1 day' end
        from made m, generate_series(1, 4) g join ${places} p on true where p.n = 1 + (m.i * g * 7) % 100 and m.i % 3 > 0 and p.id <> m.owner`.execute(
      tx,
    )
    await sql`insert into grants (record, grantee_kind, grantee, gives) select id, 'circle', circle_id('members'), 'read' from made where i % 6 = 0`.execute(
      tx,
    )
    await sql`insert into programmes (id, title, type, status, leads)
      select id, jsonb_build_object('original', 'en', 'outdated', '[]'::jsonb, 'texts', jsonb_build_object('en', 'Training ' || i)), 'training', 'ongoing', array[owner] from made`.execute(
      tx,
    )
  })
}

/** Undone at once, so that it can be measured again. */
async function share(): Promise<void> {
  await sql`begin; insert into grants (record, grantee_kind, grantee, gives)
    select id, 'circle', circle_id('donors'), 'read' from records where level = 0 and kind = 'programmes.programme' limit 500; rollback`.execute(
    owner,
  )
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** Milliseconds of the fastest of five. */
async function fastest(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let i = 0; i < 5; i++) times.push(await timed(work))
  return Math.min(...times)
}
