import { sql } from 'kysely'
import type { Tx } from '../database.ts'

export type News = {
  /** As declared in `notices` of a module; its words are that module's text `notice.<topic>`. */
  topic: `${string}.${string}`
  /** Persons' ids. */
  to?: readonly string[]
  /** Also everyone who follows the record. */
  followers?: boolean
  /** Record it is about: told only to those who have `needs` on it, and shown only while they do. */
  record?: string
  /** `read` unless the news is for those who only know that the record exists. */
  needs?: 'discover' | 'read'
  /** Where it leads within Concord, `#…` to a place on the record's page; to the record when left out. */
  href?: `/${string}` | `#${string}`
  /**
   * What the text's holes are filled with: ids (of persons, organisations, groups and records: their names are looked up
   * as the reader when shown), dates, moments, counts, and codes for `select`. Never content.
   */
  values?: Readonly<Record<string, string | number>>
}

/** An id, a date, a moment, or a code. */
const PLAIN =
  /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z)?|[a-z][a-z0-9_.]{0,59})$/

/**
 * Tells people something, once this transaction commits and not otherwise: a notice in Concord, and mail at the pace each
 * of them chose. Who is not active, or may not see the record, is left out; so is whoever causes the news, and whoever has
 * the same news still unread.
 *
 * @throws Error when a value could be content
 */
export async function notify(tx: Tx, news: News): Promise<void> {
  const { topic, to = [], followers = false, record, needs = 'read', href, values = {} } = news
  for (const [hole, value] of Object.entries(values))
    if (typeof value === 'string' && !PLAIN.test(value)) throw new Error(`${hole} of ${topic} is no id, date or code`)
  if (to.length === 0 && !followers) return
  await sql`select tell_people(${topic}, ${[...to]}::uuid[], ${followers}, ${record ?? null}::uuid, ${needs}, ${href ?? null},
    ${JSON.stringify(values)}::jsonb)`.execute(tx)
}
