import { type RawBuilder, sql } from 'kysely'
import { type Column, tableName } from './snapshot.ts'
import type { Check, Rehearsal } from './trials.ts'

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
    const open = columns.filter((c) => !c.generated && !key.includes(c.name))
    // Of this table: what follows from the change in others leaves rows of its own.
    const ofTable = sql`from audit_events where split_part(action, '.', 1) = ${table}`
    const traces = await firstChange(rehearsal, table, open, ofTable)
    if (traces === 0) silent.push(`a change of ${table} leaves no trace`)
  }
  return silent
}
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
    sql<{ name: string }>`select name from shareable_tables where writes = 'contribute' and not derived`.execute(owner),
  )
  const forgotten: string[] = []
  for (const { name } of rows) {
    const words = rehearsal.form.tables
      .get(name)!
      .columns.filter((c) => /^(title|summary|name|code|note)$/.test(c.name))
    const kept = sql`from record_history where table_name = ${name}`
    if (words.length > 0 && (await firstChange(rehearsal, name, words, kept)) === 0)
      forgotten.push(`what ${name} said is forgotten`)
  }
  return forgotten
}

/** Traces of the first change that the table takes; nothing where it is empty or takes none. */
async function firstChange(
  rehearsal: Rehearsal,
  table: string,
  columns: readonly Column[],
  traces: RawBuilder<unknown>,
): Promise<number | null> {
  const change = (column: Column, row: number) => sql`
    update ${tableName(table)} set ${sql.ref(column.name)} = ${other(column)}
     where ctid = (select ctid from ${tableName(table)} offset ${row} limit 1)
       and ${sql.ref(column.name)} is distinct from ${other(column)}`
  const statements = columns.flatMap((column) => [0, 1, 2, 3].map((row) => change(column, row)))
  // A row that is nothing but its key, or of words that only its page knows, is at least removed.
  const removal = sql`delete from ${tableName(table)} where ctid = (select ctid from ${tableName(table)} limit 1)`
  for (const statement of [...statements, removal]) {
    const left = await rehearsal.undoable
      .trial(async () => {
        const before = await count(rehearsal, n(traces))
        const changed = await rehearsal.undoable.asOwner(
          async (owner) => (await statement.execute(owner)).numAffectedRows ?? 0n,
        )
        return changed > 0n ? (await count(rehearsal, n(traces))) - before : null
      })
      .catch(refused)
    if (left !== null) return left
  }
  return null
}

/** A change that the table does not take is not what is looked for. */
function refused(error: { code?: string }): null {
  if (/^(23|CC|22|42804|P0)/.test(String(error.code))) return null
  throw error
}

const other = ({ name, type }: Column): RawBuilder<unknown> => {
  const column = sql.ref(name)
  if (type === 'boolean') return sql`not ${column}`
  if (/^(smallint|integer|bigint)$/.test(type)) return sql`coalesce(${column}, 0) + 1`
  if (type === 'text[]') return sql`${column} || 'x'::text`
  if (type === 'integer[]') return sql`${column} || 1`
  if (type === 'jsonb') return sql`${column} || '{"x": 1}'::jsonb`
  if (type === 'uuid') return sql`gen_random_uuid()`
  if (type.startsWith('timestamp')) return sql`${column} - interval '1 minute'`
  if (type === 'date') return sql`${column} - 1`
  if (type === 'bytea') return sql`${column} || '\\x00'::bytea`
  return sql`${column} || 'x'`
}
