import pg from 'pg'

/** Row types of every table of schema public, in Kysely's form, from a migrated database. */
export async function tableTypes(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<Column>(`
    select c.relname as table, a.attname as column, format_type(a.atttypid, null) as type, a.attnotnull as required,
           a.atthasdef or a.attidentity <> '' as defaulted, a.attgenerated <> '' as generated,
           col_description(c.oid, a.attnum) as comment, obj_description(c.oid, 'pg_class') as about
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname <> 'migrations'
     order by c.relname, a.attnum`)
  await client.end()
  const tables = Map.groupBy(rows, (r) => r.table)
  const types = [...tables].map(([table, columns]) => {
    const shareable = table !== 'records' && columns.some((c) => c.column === 'audience_until')
    const lines = columns.map((c) => `  ${c.column}: ${columnType(c, shareable)}`)
    return `/** ${columns[0]!.about} */\nexport interface ${pascal(table)} {\n${lines.join('\n')}\n}\n`
  })
  return `// Generated from the migrated database by \`npm run generate\`. Do not edit.
import type { ColumnType, Generated } from 'kysely'
import type { Written } from './text.ts'

/** Filled by triggers; never written by the server. */
type ByTrigger<T> = ColumnType<T, never, never>

${types.join('\n')}
export interface Tables {
${[...tables.keys()].map((t) => `  ${t}: ${pascal(t)}`).join('\n')}
}
`
}

type Column = {
  table: string
  column: string
  type: string
  required: boolean
  defaulted: boolean
  generated: boolean
  comment: string | null
  about: string
}

const AUDIENCE = ['owner_org', 'level', 'sources', 'readers', 'contributors', 'excluded', 'audience_until']

/** Columns of jsonb hold `Written` unless their comment begins with `json:` and a TypeScript type. */
function columnType(c: Column, shareable: boolean): string {
  const json = /^json: ([^;]+);?/.exec(c.comment ?? '')?.[1]
  const base =
    c.type === 'jsonb'
      ? (json ?? (['names', 'title', 'summary', 'card', 'text'].includes(c.column) ? 'Written' : 'unknown'))
      : plain(c.type)
  const type = c.required || base === 'unknown' ? base : `${base} | null`
  if (c.generated || (shareable && AUDIENCE.includes(c.column))) return `ByTrigger<${type}>`
  const insert = c.defaulted || !c.required
  if (c.type === 'jsonb')
    return `ColumnType<${type}, string${insert ? ' | undefined' : ''}${c.required ? '' : ' | null'}, string${c.required ? '' : ' | null'}>`
  return insert ? `Generated<${type}>` : type
}

function plain(type: string): string {
  if (type.endsWith('[]')) return `${plain(type.slice(0, -2))}[]`
  if (['smallint', 'integer', 'bigint', 'real', 'double precision'].includes(type)) return 'number'
  if (type === 'boolean') return 'boolean'
  if (type.startsWith('timestamp')) return 'Date'
  if (type === 'bytea') return 'Buffer'
  return 'string'
}

const pascal = (name: string): string => name.replace(/(^|_)(\w)/g, (_, __, letter: string) => letter.toUpperCase())
