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
    // What triggers keep of the audience has its trace in the grant that caused it.
    const kept = rehearsal.form.shareable.has(table) ? AUDIENCE : []
    const open = columns.filter((c) => !c.generated && !key.includes(c.name) && !kept.includes(c.name))
    // Of this table: what follows from the change in others leaves rows of its own.
    const ofTable = sql`from audit_events where split_part(action, '.', 1) = ${table}`
    const traces = await firstChange(rehearsal, table, open, ofTable)
    if (traces === 0) silent.push(`a change of ${table} leaves no trace`)
    const added = sql`from audit_events where action = ${`${table}.insert`}`
    if ((await firstLeft(rehearsal, again(rehearsal, table), added)) === 0)
      silent.push(`a row added to ${table} leaves no trace`)
  }
  return silent
}
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

/** Of contents without words of their own. */
const OTHER_TERMS: Readonly<Record<string, RawBuilder<unknown>[]>> = {
  links: ['part_of', 'follows', 'contributes_to'].map(
    (kind) => sql`update links set kind = ${kind} where id = (select id from links where kind <> ${kind} limit 1)`,
  ),
}

/** Of what a content said before, each change is kept. */
export const history: Check = async (rehearsal) => {
  const { rows } = await rehearsal.undoable.asOwner((owner) =>
    sql<{ name: string }>`select name from shareable_tables where writes = 'contribute' and not derived`.execute(owner),
  )
  const forgotten: string[] = []
  for (const { name } of rows) {
    const words = rehearsal.form.tables
      .get(name)!
      .columns.filter((c) => /^(title|summary|statement|name|code|note|what|identifier)$/.test(c.name))
    const kept = sql`from record_history where table_name = ${name}`
    const changed =
      words.length > 0
        ? await firstChange(rehearsal, name, words, kept)
        : await firstLeft(rehearsal, OTHER_TERMS[name]!, kept)
    if (changed === 0) forgotten.push(`what ${name} said is forgotten`)
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
  return firstLeft(rehearsal, [...statements, removal], traces)
}

/** Statements that take one of the first rows out, with what is derived from it, and put it in again. */
function again({ form }: Rehearsal, table: string): RawBuilder<unknown>[] {
  const { columns } = form.tables.get(table)!
  const named = sql.join(columns.filter(({ generated }) => !generated).map(({ name }) => sql.ref(name)))
  const derived = form.shareable.get(table)?.key === 'id' ? [...form.shareable].filter(([, of]) => of.derived) : []
  const withDerived = derived.map(
    ([name, { key }], n) =>
      sql`, ${sql.ref(`derived_${n}`)} as (delete from ${tableName(name)} where ${sql.ref(key)} in (select id from gone))`,
  )
  return [0, 1, 2, 3].map(
    (row) => sql`
      with gone as (delete from ${tableName(table)} where ctid = (select ctid from ${tableName(table)} offset ${row} limit 1) returning *)
           ${sql.join(withDerived, sql``)}
      insert into ${tableName(table)} (${named}) select ${named} from gone`,
  )
}

/** Traces of the first of these statements that does something; nothing where none does. */
async function firstLeft(
  rehearsal: Rehearsal,
  statements: readonly RawBuilder<unknown>[],
  traces: RawBuilder<unknown>,
): Promise<number | null> {
  for (const statement of statements) {
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
