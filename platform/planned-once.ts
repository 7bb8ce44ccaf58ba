import { sql } from 'kysely'
import pg from 'pg'

/**
 * Stands in a statement that finds rows by their keys, whose plan does not depend on what it is asked with: each connection
 * plans it once. Row-level security turns the name of a table into half a page, and to plan that costs more than to find a row.
 */
export const plannedOnce = sql`/* planned once */`
const MARK = '/* planned once */'

/** More would mean that texts are made up as people ask; those are planned each time. */
const MOST = 500
/** Names of marked statements, by their text; the same on all connections. */
const names = new Map<string, string>()

function nameOf(text: string): string | undefined {
  const name = names.get(text)
  if (name !== undefined || names.size === MOST) return name
  names.set(text, `s${names.size}`)
  return names.get(text)
}

type Query = (this: pg.Client, ...given: unknown[]) => Promise<pg.QueryResult>
const plain = pg.Client.prototype as unknown as { query: Query }

/** A connection that prepares marked statements when it first meets them, and only runs them from then on. */
export class Client extends pg.Client {}
Object.assign(Client.prototype, {
  query(this: Client, ...given: unknown[]) {
    const [text, values] = given
    const name = typeof text === 'string' && text.includes(MARK) ? nameOf(text) : undefined
    return plain.query.apply(this, name === undefined ? given : [{ name, text, values }])
  },
})
