import { createHash } from 'node:crypto'
import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely'
import pg from 'pg'
import { log } from '../../../platform/log.ts'
import type { Tables } from '../../../platform/tables.ts'
import { parseReference, readReference } from './files.ts'
import { merge } from './merge.ts'
import { firstBatches, secondBatches } from './rows.ts'

const SETTING = 'directory.reference'
/** Raised when the same files would give other rows. */
const FORM = 1

/**
 * Brings the database to the reference data of this program: after each migration, in production and in the
 * demonstration alike. Does nothing when the files are those loaded last; otherwise merges, so that what people edited
 * stays. Names of an organisation that people entered are theirs altogether.
 */
export async function loadReference(ownerUrl: string): Promise<{ added: number; changed: number }> {
  const texts = await readReference()
  const owner = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: ownerUrl, max: 1 }) }),
  })
  try {
    return await owner.transaction().execute(async (tx) => {
      await sql`select pg_advisory_xact_lock(hashtext('concord.reference'))`.execute(tx)
      const digest = digestOf(texts)
      const loaded = await tx.selectFrom('settings').select('value').where('name', '=', SETTING).executeTakeFirst()
      if (loaded?.value === digest) return { added: 0, changed: 0 }
      const done = await mergeAll(tx, texts)
      await tx
        .insertInto('settings')
        .values({ name: SETTING, value: JSON.stringify(digest) })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: JSON.stringify(digest) }))
        .execute()
      log.info('directory.reference', done)
      return done
    })
  } finally {
    await owner.destroy()
  }
}

async function mergeAll(owner: Transaction<Tables>, texts: ReadonlyMap<string, string>) {
  const files = parseReference(texts)
  const done = { added: 0, changed: 0 }
  const count = ({ added, changed }: { added: number; changed: number }) => {
    done.added += added
    done.changed += changed
  }
  for (const batch of firstBatches(files)) count(await merge(owner, batch))
  const organisations = await owner.selectFrom('organisations').select(['code', 'id']).execute()
  const groups = await owner.selectFrom('groups').select(['code', 'id']).execute()
  const batches = secondBatches(files, { organisation: finder(organisations), group: finder(groups) })
  const theirs = new Set(
    (
      await owner.selectFrom('organisation_names').select('organisation').where('entered_by', 'is not', null).execute()
    ).map((r) => r.organisation),
  )
  for (const batch of batches) {
    const rows =
      batch.table === 'organisation_names'
        ? batch.rows.filter((row) => !theirs.has(String(row['organisation'])))
        : batch.rows
    count(await merge(owner, { ...batch, rows }))
  }
  return done
}

function finder(rows: readonly { code: string; id: string }[]): (code: string) => string {
  const ids = new Map(rows.map(({ code, id }) => [code, id]))
  return (code) => {
    const id = ids.get(code)
    if (id === undefined) throw new Error(`The reference data names ${code}, which it does not define.`)
    return id
  }
}

function digestOf(texts: ReadonlyMap<string, string>): string {
  const hash = createHash('sha256').update(String(FORM))
  for (const [file, text] of texts) hash.update(file).update(text)
  return hash.digest('hex')
}
