import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { inject } from 'vitest'
import type { Database } from '../../platform/database.ts'
import type { Tables } from '../../platform/tables.ts'
import { asRole, withDatabase } from '../test-database.ts'
import { asSuperuser } from './installation.ts'

/** What the database did in one statement: how many rows it gave, and how many it looked at in each table. */
export type Statement = { text: string; given: number; examined: Readonly<Record<string, number>> }

export type Watched = {
  db: Database /** Forgets what it saw, does the work, and tells what was done for it. */
  during(work: () => Promise<unknown>): Promise<Statement[]>
}

const SETTINGS = {
  session_preload_libraries: 'auto_explain',
  'auto_explain.log_min_duration': '0',
  'auto_explain.log_analyze': 'on',
  'auto_explain.log_timing': 'off',
  'auto_explain.log_nested_statements': 'on',
  'auto_explain.log_format': 'json',
  'auto_explain.log_level': 'notice',
  'auto_explain.log_parameter_max_length': '0',
  client_min_messages: 'notice',
  // As in a large table: a small one is read from its beginning to wherever the row lies.
  enable_seqscan: 'off',
  plan_cache_mode: 'force_custom_plan',
}

/** A connection on which PostgreSQL itself tells every statement that it runs, those inside functions too, and its rows. */
export async function watch(database: string): Promise<Watched> {
  await asSuperuser(async (admin) => {
    for (const [name, value] of Object.entries(SETTINGS))
      await admin.query(`alter database ${database} set ${name} = '${value}'`)
  })
  const connectionString = asRole(withDatabase(inject('testDatabase').superuserUrl, database), 'concord_server')
  const pool = new pg.Pool({ connectionString, max: 1 })
  let seen: Statement[] = []
  pool.on('connect', (client) => {
    client.on('notice', ({ message }) => {
      const plan = message?.indexOf('plan:') ?? -1
      if (plan >= 0) seen.push(statementOf(JSON.parse(message!.slice(plan + 5))))
    })
  })
  return {
    db: new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }),
    async during(work) {
      seen = []
      await work()
      return seen
    },
  }
}

type Node = {
  'Relation Name'?: string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  'Rows Removed by Index Recheck'?: number
  Plans?: Node[]
}

function statementOf({ 'Query Text': text, Plan: plan }: { 'Query Text': string; Plan: Node }): Statement {
  const examined: Record<string, number> = {}
  const visit = (node: Node): void => {
    const table = node['Relation Name']
    const rows =
      node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0)
    if (table) examined[table] = (examined[table] ?? 0) + rows * node['Actual Loops']
    for (const child of node.Plans ?? []) visit(child)
  }
  visit(plan)
  return { text, given: plan['Actual Rows'] * plan['Actual Loops'], examined }
}

/**
 * What differs between the work for a hidden record and that for none, one line each. Both run the same statements with
 * the same results; the policy may look at the one hidden row itself, which is how it finds that it is hidden.
 */
export function differentWork(hidden: readonly Statement[], absent: readonly Statement[]): string[] {
  const [a, b] = [hidden.filter(isAsked), absent.filter(isAsked)]
  const inWords = ({ text, given }: Statement) => `${given} from ${text.replace(/\s+/g, ' ').trim()}`
  const [x, y] = [a.map(inWords), b.map(inWords)]
  const at = x.findIndex((line, n) => line !== y[n])
  if (at >= 0 || x.length !== y.length) return [`hidden: ${x.at(at)}, absent: ${y.at(at)}`]
  const more = a.flatMap((statement, n) => different([statement], [b[n]!]))
  return [
    ...more,
    ...different(
      hidden.filter((s) => !isAsked(s)),
      absent.filter((s) => !isAsked(s)),
    ),
  ]
}

/** Tables of which more than the one row was looked at. */
const different = (hidden: readonly Statement[], absent: readonly Statement[]): string[] =>
  [...new Set([...hidden, ...absent].flatMap((s) => Object.keys(s.examined)))].flatMap((table) => {
    const [more, less] = [rowsOf(hidden, table), rowsOf(absent, table)]
    return Math.abs(more - less) > 1 ? [`${table}: ${more} rows for hidden, ${less} for absent`] : []
  })

/** What was asked of the database; bodies of SQL functions, which policies call, come without text. */
const isAsked = ({ text }: Statement): boolean => text !== ''
const rowsOf = (statements: readonly Statement[], table: string): number =>
  statements.reduce((sum, s) => sum + (s.examined[table] ?? 0), 0)
