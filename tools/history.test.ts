import pg from 'pg'
import { expect, inject, test } from 'vitest'
import { modules } from '../apps/modules.ts'
import { columnsOf } from '../platform/history/columns.ts'
import { LANGUAGES } from '../platform/text.ts'
import { asRole, withDatabase } from './test-database.ts'

const declared = modules.flatMap((module) => (module.history ?? []).map((of) => ({ ...of, module })))

test('every column whose changes are kept is told by its module, and no other', async () => {
  const { superuserUrl, template } = inject('testDatabase')
  const client = new pg.Client({ connectionString: asRole(withDatabase(superuserUrl, template), 'concord_owner') })
  await client.connect()
  const { rows } = await client.query<{ table: string; columns: string[] }>(`
    select c.relname as table, array_agg(a.attname::text order by a.attname) as columns
      from pg_trigger t join pg_class c on c.oid = t.tgrelid
      join pg_attribute a on a.attrelid = t.tgrelid and a.attnum = any (t.tgattr)
     where t.tgname = 'zz_history' group by c.relname order by c.relname`)
  await client.end()
  expect(rows.length).toBeGreaterThan(1)
  const told = [...Map.groupBy(declared, ({ table }) => table)]
    .map(([table, all]) => ({ table, columns: all.flatMap(({ fields }) => fields.flatMap(columnsOf)).toSorted() }))
    .toSorted((a, b) => (a.table < b.table ? -1 : 1))
  expect(told).toEqual(rows)
})

test.each(declared)('every field of $table has a label in six languages', ({ fields, module }) => {
  for (const { column, label } of fields)
    for (const language of LANGUAGES) expect(module.texts[language][label], `${column} in ${language}`).toBeTruthy()
})
