import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import type { Database, Entry } from '../../platform/database.ts'
import { log } from '../../platform/log.ts'
import type { Tables } from '../../platform/tables.ts'
import { loadFocalPoints } from './focal-points.ts'
import { loaders as all, type Loader } from './loaders.ts'
import { loadPeople } from './people.ts'
import { openWorld } from './world.ts'

export type DemonstrationOptions = {
  ownerUrl: string
  /** The server's own connections: records are made through the modules' actions, as the persons of the data. */
  db: Database
  entry: Entry
  /** The data folder; `accounts.json` is written there. */
  folder: string
  /** Key of the sign-in, under which second factors are kept. */
  secret: Uint8Array
  /** Parts of the record; all when left out. */
  loaders?: readonly Loader[]
}

/**
 * Loads the demonstration once: invented people on the reference data, then each module's part of the record. Each step
 * is remembered, so that a load broken off goes on at the next start and nothing comes twice.
 */
export async function loadDemonstration(options: DemonstrationOptions): Promise<void> {
  const { ownerUrl, db, entry, folder, secret, loaders = all } = options
  const owner = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: ownerUrl, max: 2 }) }),
  })
  try {
    await owner.connection().execute(async (held) => {
      await sql`select pg_advisory_lock(hashtext('concord.demonstration'))`.execute(held)
      await step(owner, 'people', () =>
        owner.transaction().execute(async (tx) => {
          await mark(tx, 'demonstration')
          await loadPeople(tx, { folder, terms: entry.terms, secret })
          await mark(tx, 'demonstration.people')
        }),
      )
      await step(owner, 'focal_points', () =>
        owner.transaction().execute(async (tx) => {
          await loadFocalPoints(tx, { terms: entry.terms })
          await mark(tx, 'demonstration.focal_points')
        }),
      )
      if (await isDone(owner, 'demonstration.loaded')) return
      const world = await openWorld(owner, db, entry)
      for (const { name, load } of loaders)
        await step(owner, name, async () => {
          await load(world)
          await mark(owner, `demonstration.${name}`)
        })
      await mark(owner, 'demonstration.loaded')
    })
  } finally {
    await owner.destroy()
  }
}

async function step(owner: Kysely<Tables>, name: string, work: () => Promise<void>): Promise<void> {
  if (await isDone(owner, `demonstration.${name}`)) return
  const begun = performance.now()
  await work()
  log.info('demonstration', { step: name, ms: Math.round(performance.now() - begun) })
}

const isDone = async (owner: Kysely<Tables>, name: string): Promise<boolean> =>
  (await owner.selectFrom('settings').select('name').where('name', '=', name).executeTakeFirst()) !== undefined

const mark = (owner: Kysely<Tables>, name: string) =>
  owner
    .insertInto('settings')
    .values({ name, value: 'true' })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
