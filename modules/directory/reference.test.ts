import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { testPlatform } from '../../platform/testing.ts'
import { directory, loadReference } from './index.ts'
import { merge } from './reference/merge.ts'

const platform = await testPlatform(directory)
const first = await loadReference(platform.ownerUrl)
afterAll(() => platform[Symbol.asyncDispose]())
const { owner } = platform

const theme = (code: string, fields: object = {}) => ({
  code,
  names: { original: 'en', texts: { en: code }, outdated: [] },
  pillars: ['I'],
  sort: 900,
  ...fields,
})
const load = (...rows: object[]) =>
  owner
    .transaction()
    .execute((tx) => merge(tx, { table: 'themes', key: ['code'], rows: rows as Record<string, unknown>[] }))
const read = (code: string) => owner.selectFrom('themes').selectAll().where('code', '=', code).executeTakeFirst()

test('the first load brings everything, the next one nothing', async () => {
  expect(first.added).toBeGreaterThan(1000)
  expect(await loadReference(platform.ownerUrl)).toEqual({ added: 0, changed: 0 })
  await owner.deleteFrom('settings').where('name', '=', 'directory.reference').execute()
  expect(await loadReference(platform.ownerUrl)).toEqual({ added: 0, changed: 0 })
})

test('two servers that start together load it once', async () => {
  await owner.deleteFrom('settings').where('name', '=', 'directory.reference').execute()
  await sql`delete from reference_rows where name like 'themes/%'`.execute(owner)
  const done = await Promise.all([loadReference(platform.ownerUrl), loadReference(platform.ownerUrl)])
  expect(done.map((d) => d.added).toSorted()).toEqual([0, 59])
})

test('a row whose file changed follows it', async () => {
  await load(theme('follows'))
  expect(await load(theme('follows', { pillars: ['II'] }))).toEqual({ added: 0, changed: 1 })
  expect(await read('follows')).toMatchObject({ pillars: ['II'], sort: 900 })
})

test('what a person changed stays, column by column', async () => {
  await load(theme('edited'))
  await owner
    .updateTable('themes')
    .set({ pillars: ['IV'] })
    .where('code', '=', 'edited')
    .execute()
  await load(theme('edited', { pillars: ['II'], sort: 901 }))
  expect(await read('edited')).toMatchObject({ pillars: ['IV'], sort: 901 })
})

test('what a person removed stays away, and what a person had entered before is not overwritten', async () => {
  await load(theme('removed'))
  await owner.deleteFrom('themes').where('code', '=', 'removed').execute()
  await load(theme('removed'), theme('removed_too'))
  expect(await read('removed')).toBeUndefined()
  await owner
    .insertInto('themes')
    .values({
      ...theme('theirs', { sort: 5 }),
      names: JSON.stringify({ original: 'en', texts: { en: 'Theirs' }, outdated: [] }),
    } as never)
    .execute()
  await load(theme('theirs'))
  expect(await read('theirs')).toMatchObject({ sort: 5, names: { texts: { en: 'Theirs' } } })
})

test('the loaded entities agree with themselves: one name of each form for every day', async () => {
  const { rows } = await sql`
    select a.organisation from organisation_names a join organisation_names b
        on a.organisation = b.organisation and a.form = b.form and a.id < b.id
     where daterange(a.starts_on, a.ends_on, '[]') && daterange(b.starts_on, b.ends_on, '[]')`.execute(owner)
  expect(rows).toEqual([])
})
