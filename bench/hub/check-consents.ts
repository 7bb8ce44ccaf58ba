import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import type { Database } from '../../platform/database.ts'

/**
 * Lets the triggers make again what they derive of some of the filled recommendations, and a consent find again what it
 * disclosed, and compares; nothing stays.
 *
 * @returns how many were compared
 * @throws Error that names the first difference
 */
export async function checkConsents(owner: Database, most: number): Promise<number> {
  const { rows: samples } = await sql<{ id: string }>`
    (select id from recommendations where form = 'original' order by md5(id::text) limit ${most / 2})
    union all (select id from recommendations where form <> 'original' order by md5(id::text) limit ${most / 2})`.execute(
    owner,
  )
  for (const { id } of samples) {
    const [filled, made] = await apart(owner, async (tx) => {
      const before = await rowsOf(tx, id)
      await sql`select refresh_audience(array[${id}]::uuid[])`.execute(tx)
      await sql`update recommendations set title = title where id = ${id}`.execute(tx)
      return [before, await rowsOf(tx, id)] as const
    })
    if (!isDeepStrictEqual(filled, made))
      throw new Error(`Filled otherwise than derived: ${JSON.stringify(filled)}; ${JSON.stringify(made)}`)
  }
  const { rows: given } = await sql<{ id: string; disclosed: string }>`
    select id, disclosed from consents order by md5(id::text) limit ${most / 2}`.execute(owner)
  for (const { id, disclosed } of given) {
    const again = await apart(owner, async (tx) => {
      const { rows } = await sql<{ disclosed: string }>`
        insert into consents (record, form, to_kind, to_id, reference, given_by, given_org)
          select record, form, 'circle', circle_id('compact'), 'Again', given_by, given_org from consents where id = ${id} returning disclosed`.execute(
        tx,
      )
      return rows[0]!.disclosed
    })
    if (again !== disclosed) throw new Error(`A consent like ${id} does not find what was disclosed`)
  }
  return samples.length + given.length
}

/** In a transaction that is rolled back. */
async function apart<T>(owner: Database, work: (tx: Database) => Promise<T>): Promise<T> {
  const tx = await owner.startTransaction().execute()
  try {
    return await work(tx)
  } finally {
    await tx.rollback().execute()
  }
}

async function rowsOf(tx: Database, id: string): Promise<unknown> {
  const { rows } = await sql<{ found: unknown }>`
    select jsonb_build_array(to_jsonb(m) - array['changed_at', 'version'], to_jsonb(r), to_jsonb(s)) as found
      from records m join recommendations r on r.id = m.id join search_entries s on s.record = m.id where m.id = ${id}`.execute(
    tx,
  )
  return rows[0]!.found
}
