import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testPlatform } from '../testing.ts'

test("a record is its originator's alone until it grants", async () => {
  await using platform = await testPlatform()
  const [a, b] = [await platform.person(), await platform.person()]
  const record = await a.act((tx) =>
    tx.insertInto('records').values({ kind: 'test.thing' }).returning('id').executeTakeFirstOrThrow(),
  )
  const seen = (tx: Parameters<Parameters<typeof a.act>[0]>[0]) =>
    tx.selectFrom('records').select('id').execute()
  expect(await a.act(seen)).toHaveLength(1)
  expect(await b.act(seen)).toEqual([])
  await platform.owner
    .insertInto('grants')
    .values({ record: record.id, grantee_kind: 'organisation', grantee: b.organisation, gives: 'read' })
    .execute()
  expect(await b.act(seen)).toHaveLength(1)
  expect(await b.act((tx) => sql`select count(*) from grants`.execute(tx))).toMatchObject({ rows: [{ count: 1 }] })
})
