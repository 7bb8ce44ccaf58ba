import { type RawBuilder, sql } from 'kysely'
import { type Column, tableName } from './snapshot.ts'
import type { Check, Rehearsal } from './trials.ts'
import { stillFire } from './undoable.ts'

/** How many of these there are, as the owner counts. */
export const count = async (rehearsal: Rehearsal, what: RawBuilder<{ n: number }>): Promise<number> =>
  rehearsal.undoable.asOwner(async (owner) => Number((await what.execute(owner)).rows[0]!.n))
export const n = (of: RawBuilder<unknown>) => sql<{ n: number }>`select count(*) as n ${of}`

/** Every table that is audited leaves a row of each change. */
export const findUnaudited = async (rehearsal: Rehearsal, tables: readonly string[]): Promise<string[]> => {
  const silent: string[] = []
  for (const table of tables) {
    const { columns, key } = rehearsal.form.tables.get(table)!
    if (table.includes('.') || NOT_AUDITED.includes(table) || rehearsal.form.shareable.get(table)?.derived) continue
    // What triggers keep of the audience has its trace in the grant that caused it.
    const kept = rehearsal.form.shareable.has(table) ? AUDIENCE : []
    const open = columns.filter((c) => !c.generated && !key.includes(c.name) && !kept.includes(c.name))
    // Of this table: what follows from the change in others leaves rows of its own.
    const traces = sql`from audit_events where split_part(action, '.', 1) = ${table}`
    if (!(await leaves(rehearsal, table, traces, [...changes(table, open), removal(table)])))
      silent.push(`a change of ${table} leaves no trace`)
    const added = sql`from audit_events where action = ${`${table}.insert`}`
    if (!(await leaves(rehearsal, table, added, again(rehearsal, table))))
      silent.push(`a row added to ${table} leaves no trace`)
  }
  return silent
}
const TRACING = ['aa_audit', 'zz_audit', 'zz_history']
const AUDIENCE = ['owner_org', 'level', 'sources', 'readers', 'contributors', 'excluded', 'audience_until']
/** The trail itself; what migrations write; unsent words and numbers of requests, which are nobody's record; what triggers derive. */
const NOT_AUDITED = [
  ...['audit_events', 'audit_seals', 'audit_horizon'],
  ...[
    'shareable_tables',
    'role_permissions',
    'searchable_tables',
    'search_names',
    'search_group_names',
    'search_stems',
    'search_subjects',
    'record_history',
  ],
  ...[
    'drafts',
    'requests',
    'notices',
    'follows',
    'tasks',
    'asked_jobs',
    'asked_job_parts',
    'exports',
    'copies',
    'imports',
    'import_rows',
  ],
  ...['level_reviews', 'retention_rules'],
  'focal_point_terms',
  'focal_points_seen',
  'looks',
  'twin_blocks',
]

/** Of what a content said before, each change is kept. */
export const history: Check = async (rehearsal) => {
  const { rows } = await rehearsal.undoable.asOwner((owner) =>
    sql<{ name: string; key: string }>`
      select name, key from shareable_tables where writes = 'contribute' and not derived`.execute(owner),
  )
  const forgotten: string[] = []
  for (const { name, key } of rows) {
    const said = rehearsal.form.tables
      .get(name)!
      .columns.filter((c) => !c.generated && !['id', key, ...AUDIENCE].includes(c.name))
    const kept = sql`from record_history where table_name = ${name}`
    if (!(await leaves(rehearsal, name, kept, changes(name, said)))) forgotten.push(`what ${name} said is forgotten`)
  }
  return forgotten
}

/** Another value in a column of the first row: of each column in turn. */
const changes = (table: string, columns: readonly Column[]): RawBuilder<unknown>[] =>
  columns.map(
    (column) => sql`
      update ${tableName(table)} set ${sql.ref(column.name)} = ${other(column)}
       where ctid = (select ctid from ${tableName(table)} limit 1)
         and ${sql.ref(column.name)} is distinct from ${other(column)}`,
  )

/** A row that is nothing but its key, or of words that only its page knows, is at least removed. */
const removal = (table: string): RawBuilder<unknown> =>
  sql`delete from ${tableName(table)} where ctid = (select ctid from ${tableName(table)} limit 1)`

/** Takes the first row out and puts it in again. */
function again({ form }: Rehearsal, table: string): RawBuilder<unknown>[] {
  const { columns } = form.tables.get(table)!
  const named = sql.join(columns.filter(({ generated }) => !generated).map(({ name }) => sql.ref(name)))
  return [
    sql`with gone as (delete from ${tableName(table)} where ctid = (select ctid from ${tableName(table)} limit 1) returning *)
        insert into ${tableName(table)} (${named}) select ${named} from gone`,
  ]
}

/**
 * Whether the first of these statements that the table takes leaves traces. All other triggers are off: what a guard refuses,
 * or what hangs on a row, would keep the trace from being looked for.
 */
async function leaves(
  rehearsal: Rehearsal,
  table: string,
  traces: RawBuilder<unknown>,
  statements: readonly RawBuilder<unknown>[],
): Promise<boolean> {
  const { undoable } = rehearsal
  for (const statement of statements) {
    const left = await undoable
      .trial(async () => {
        await undoable.asSuperuser(`set local session_replication_role = replica; ${stillFire(table, TRACING)}`)
        const before = await count(rehearsal, n(traces))
        const changed = await undoable.asOwner(async (owner) => (await statement.execute(owner)).numAffectedRows ?? 0n)
        return changed > 0n ? (await count(rehearsal, n(traces))) > before : null
      })
      .catch(refused)
    if (left !== null) return left
  }
  return false
}

/** A change that the table does not take is not what is looked for. */
function refused(error: { code?: string }): null {
  if (/^(23|CC|22|42804|P0)/.test(String(error.code))) return null
  throw error
}

const other = ({ name, type }: Column): RawBuilder<unknown> => {
  const column = sql.ref(name)
  if (type === 'boolean') return sql`not ${column}`
  if (/^(smallint|integer|bigint|double precision)$/.test(type)) return sql`coalesce(${column}, 0) + 1`
  if (type === 'text[]') return sql`${column} || 'x'::text`
  if (type === 'integer[]') return sql`${column} || 1`
  if (type === 'jsonb') return sql`${column} || '{"x": 1}'::jsonb`
  if (type === 'uuid') return sql`gen_random_uuid()`
  if (type.startsWith('timestamp')) return sql`${column} - interval '1 minute'`
  if (type === 'date') return sql`${column} - 1`
  if (type === 'bytea') return sql`${column} || '\\x00'::bytea`
  return sql`${column} || 'x'`
}
