import { sql } from 'kysely'
import type { Tx } from '../database.ts'
import { askedJob } from '../jobs/asked.ts'
import type { Job } from '../module.ts'
import type { TableTitles } from './actions/rules.ts'

/** Rows of one table that the file holds at most; where there are more it says so. */
const MOST = 50_000

/**
 * What is held about whoever asked, as JSON: one table a step, with its name and rows. As that person at each step, so
 * that nothing is in it which they may not see.
 */
export function myDataJob(titles: TableTitles): Job {
  return askedJob('retention.my_data', async (tx, { done, language, at }) => {
    const tables = await tablesOfPersons(tx)
    const { table, own } = tables[done]!
    const ends = done + 1 === tables.length
    const found = await rowsOf(tx, table, own)
    const begins = done === 0 ? `{ "made_at": ${JSON.stringify(at.toISOString())}, "tables": [\n` : ''
    const said = JSON.stringify(
      { table, title: titles(table, language), complete: found.length <= MOST, rows: found.slice(0, MOST) },
      null,
      2,
    )
    return {
      ...{ done: done + 1, total: tables.length, more: !ends, text: `${begins}${said}${ends ? '\n] }\n' : ',\n'}` },
      ...(ends && { file: { name: 'my-data.json', type: 'application/json' } }),
    }
  })
}

const tablesOfPersons = (tx: Tx): Promise<{ table: string; own: boolean }[]> =>
  tx
    .selectFrom('retention_rules')
    .select(['table_name as table', 'own'])
    .where('whose', 'is not', null)
    .orderBy('table_name')
    .execute()

async function rowsOf(tx: Tx, table: string, own: boolean): Promise<unknown[]> {
  const from = own ? sql`own_rows` : sql`visible_rows`
  const { rows } = await sql<{ held: unknown }>`select * from ${from}(${table}, ${MOST + 1}) as held`.execute(tx)
  return rows.map(({ held }) => held)
}
