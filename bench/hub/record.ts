import pg from 'pg'
import type { Statement } from './baseline.ts'

/**
 * What every call does around its action, and the plain SQL does not: the viewer, the trail, the register of what left, the
 * number of the request, which is taken once.
 */
const AROUND =
  /^\s*(begin|start transaction|commit|rollback)|select enter\(|select audit_call\(|select note_export\(|^\s*(insert into|update) "requests"/i
/** Sign-in writes what is good once; its plain SQL only reads, as the role that owns its tables. */
const WRITES = /^\s*(insert|update|delete)|count_attempts/i

let recorded: Statement[] | undefined

type Query = (text: unknown, values?: unknown[]) => Promise<pg.QueryResult>
const { query } = pg.Client.prototype as unknown as { query: Query }
;(pg.Client.prototype as unknown as { query: Query }).query = function recording(this: pg.Client, ...given) {
  const answer = query.apply(this, given)
  const into = recorded
  const [first, second = []] = given
  const { text, values = [] } = typeof first === 'string' ? { text: first, values: second } : (first as pg.QueryConfig)
  if (!into || text === undefined || AROUND.test(text)) return answer
  const statement: Statement = { text, values, made: [] }
  into.push(statement)
  return answer.then((result) => {
    if (/^\s*insert/i.test(text))
      statement.made = result.rows.map((row: { id?: string }) => row.id ?? '').filter(Boolean)
    return result
  })
}

/** All statements that this process sends to the database meanwhile. */
export async function record(work: () => Promise<unknown>): Promise<Statement[]> {
  const statements: Statement[] = []
  recorded = statements
  try {
    await work()
  } finally {
    recorded = undefined
  }
  return statements
}

export const readsOnly = (statements: readonly Statement[]): Statement[] =>
  statements.filter(({ text }) => !WRITES.test(text))
