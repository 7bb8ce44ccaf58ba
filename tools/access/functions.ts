import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { sees } from './altering.ts'
import type { Dice } from './dice.ts'
import type { Asker, Installation } from './installation.ts'
import { actAs } from './raw-sight.ts'
import type { Sight } from './sight.ts'
import type { Form } from './snapshot.ts'

/** A function that the server's role may execute, with the types of what it takes. */
export type Callable = { name: string; takes: { name: string; type: string }[] }

/** Those that take an id. What is immutable reads no table, and functions of extensions know nothing of records. */
export async function callables(server: Installation): Promise<Callable[]> {
  const { rows } = await sql<Callable>`
    select p.oid::regproc::text as name,
           (select jsonb_agg(jsonb_build_object('name', coalesce(p.proargnames[n], n::text), 'type', format_type(t, null)) order by n)
              from unnest(p.proargtypes) with ordinality a (t, n)) as takes
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where n.nspname !~ '^(pg_|information_schema)' and p.prokind = 'f' and p.provolatile <> 'i'
       and p.prorettype <> 'trigger'::regtype
       and has_function_privilege('app', p.oid, 'execute') and has_schema_privilege('app', n.oid, 'usage')
       and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
       and p.proargtypes::oid[] && array['uuid'::regtype, 'uuid[]'::regtype]::oid[]
     order by p.oid`.execute(server.owner)
  return rows
}

/** What a text, number or other value beside the id may be: words that the schema itself knows, so that calls get far. */
export async function wordsOf(server: Installation): Promise<string[]> {
  const { rows } = await sql<{ word: string }>`
    select distinct m[1] as word from pg_constraint, regexp_matches(pg_get_constraintdef(oid), '''([a-z_]+)''::text', 'g') m
     where contype = 'c' order by word`.execute(server.owner)
  return rows.map(({ word }) => word)
}

/** An id of each table that the viewer may not see, a few of each. */
export function hiddenIds(form: Form, sight: Sight, dice: Dice, most: number): Map<string, string[]> {
  const hidden = new Map<string, string[]>()
  for (const [table, rows] of sight.snapshot) {
    const { key } = form.tables.get(table)!
    if (key.length !== 1 || table.includes('.')) continue
    const ids = rows.filter((row) => !sees(form, sight, table, row)).map((row) => String(row[key[0]!]))
    const uuids = ids.filter((id) => /^[0-9a-f-]{36}$/.test(id) && !(table === 'records' && sight.may('discover', id)))
    if (uuids.length > 0) hidden.set(table, dice.some(uuids, most))
  }
  return hidden
}

/**
 * Calls each function with each of its hidden ids, and each time, all else alike, with one that exists nowhere; nothing
 * stays. One line for each pair of answers, errors or works by table that are not alike.
 */
export async function findTelling(
  server: Installation,
  asker: Asker,
  calls: readonly { f: Callable; hidden: string }[],
  words: readonly string[],
  dice: Dice,
): Promise<string[]> {
  const found: string[] = []
  const undone = new Error('undone')
  await actAs(server, asker, async (tx) => {
    for (const { f, hidden } of calls) {
      const place = dice.pick(f.takes.flatMap(({ type }, n) => (type.startsWith('uuid') ? [n] : [])))
      const thrown = f.takes.map(({ type }) => throwValue(type, words, dice))
      const outcome = async (id: string) => {
        const values = f.takes.map(({ type }, n) => {
          const value = n !== place ? thrown[n] : type === 'uuid[]' ? `{${id}}` : id
          return sql`${value}::${sql.raw(type)}`
        })
        return (await outcomeOf(tx, sql`select * from ${sql.raw(f.name)}(${sql.join(values)})`)).replaceAll(id, '<id>')
      }
      const [there, nowhere] = [await outcome(hidden), await outcome(dice.uuid())]
      if (there !== nowhere)
        found.push(`${f.name}, ${f.takes[place]!.name}: ${there} for the hidden ${hidden}, ${nowhere} for none`)
    }
    throw undone
  }).catch((error) => {
    if (error !== undone) throw error
  })
  return found
}

/** What a call answers or why it is refused, and how many rows of which tables it wrote. */
async function outcomeOf(tx: Tx, call: RawBuilder<unknown>): Promise<string> {
  await sql`savepoint called`.execute(tx)
  const before = await written(tx)
  try {
    const { rows } = await call.execute(tx)
    return `${JSON.stringify(rows)} ${difference(before, await written(tx))}`
  } catch (error) {
    const { code, message } = error as { code?: string; message: string }
    if (!code) throw error
    return `${code} ${message}`
  } finally {
    await sql`rollback to savepoint called`.execute(tx)
  }
}

/** Rows that this transaction wrote, by table. */
async function written(tx: Tx): Promise<Map<string, number>> {
  const { rows } = await sql<{ name: string; n: number }>`
    select schemaname || '.' || relname as name, (n_tup_ins + n_tup_upd + n_tup_del)::int as n
      from pg_stat_xact_user_tables where n_tup_ins + n_tup_upd + n_tup_del > 0`.execute(tx)
  return new Map(rows.map(({ name, n }) => [name, n]))
}

const difference = (before: Map<string, number>, after: Map<string, number>) =>
  [...after]
    .map(([name, n]) => [name, n - (before.get(name) ?? 0)] as const)
    .filter(([, n]) => n > 0)
    .map(([name, n]) => `${name} +${n}`)
    .sort()
    .join(' ')

function throwValue(type: string, words: readonly string[], dice: Dice): string | null {
  if (dice.chance(0.1)) return null
  switch (type) {
    case 'uuid':
      return dice.uuid()
    case 'uuid[]':
      return `{${dice.uuid()}}`
    case 'text':
      return dice.pick(words)
    case 'text[]':
      return `{${dice.some(words, 3).join(',')}}`
    case 'boolean':
      return String(dice.chance(0.5))
    case 'smallint':
    case 'integer':
    case 'bigint':
      return String(dice.below(4))
    case 'jsonb':
      return '{}'
    case 'interval':
      return '1 day'
    case 'date':
      return '2030-01-01'
    case 'timestamp with time zone':
      return '2030-01-01T00:00:00Z'
    default:
      return null
  }
}
