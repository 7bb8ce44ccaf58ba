import { readFileSync } from 'node:fs'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { modules } from '../apps/modules.ts'
import { type TestPlatform, testPlatform } from '../platform/testing.ts'
import { LANGUAGES } from '../platform/text.ts'
import { withDatabase } from './test-database.ts'

const GUARD = readFileSync(new URL('../platform/schema/after-each.sql', import.meta.url), 'utf8')

let platform: TestPlatform
beforeAll(async () => {
  platform = await testPlatform()
})
afterAll(() => platform[Symbol.asyncDispose]())

/** Does this as the owner, who may make tables, and takes it back. */
async function asOwner<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const database = new URL(platform.ownerUrl).pathname.slice(1)
  const superuser = new pg.Client({ connectionString: withDatabase(inject('testDatabase').superuserUrl, database) })
  await superuser.connect()
  await superuser.query('begin; grant create on schema public to concord_owner; set local role concord_owner')
  try {
    return await work(superuser)
  } finally {
    await superuser.query('rollback')
    await superuser.end()
  }
}

test('every table of which it is said how long it is kept has a name in six languages', async () => {
  const rows = await platform.owner.selectFrom('retention_rules').select('table_name').execute()
  expect(rows.length).toBeGreaterThan(60)
  for (const { table_name } of rows)
    for (const language of LANGUAGES) {
      const named = modules.filter(({ texts }) => texts[language][`retention.table.${table_name}`])
      expect(named, `${table_name} in ${language}`).toHaveLength(1)
    }
  const texts = modules.flatMap((m) => Object.keys(m.texts.en).filter((key) => key.startsWith('retention.table.')))
  expect(texts.map((key) => key.slice(16)).sort()).toEqual(rows.map((r) => r.table_name).sort())
})

const RULE = "area => 'records', kept => 'with_record', why => 'accountability'"
const TABLE =
  "create table odd (id uuid, who uuid references persons, on_day date, words text); comment on table odd is 'x'; create policy p on odd using (false);"

test.each([
  ['nothing is said', TABLE, 'not said how long it is kept: odd'],
  [
    'a table of sign-in',
    'set local role auth; create table auth.odd (id uuid); set local role concord_owner;',
    'not said how long it is kept: auth.odd',
  ],
  ['its table is not there', `call retain('nowhere', ${RULE});`, 'said how long to keep what is not there: nowhere'],
  [
    'persons are not declared',
    `${TABLE} call retain('odd', ${RULE});`,
    'names persons and does not say so: who of odd',
  ],
  [
    'a column is not there',
    `${TABLE} call retain('odd', ${RULE}, personal => '{"who": "link", "mail": "contact"}', whose => 't.who', on_erasure => 'keep');`,
    'names what it does not have: mail',
  ],
  [
    'a kind that is none',
    `${TABLE} call retain('odd', ${RULE}, personal => '{"who": "someone"}', whose => 't.who', on_erasure => 'keep');`,
    'no such kind of personal data: who of odd',
  ],
  [
    'the period does not run from a moment',
    `${TABLE} call retain('odd', area => 'records', kept => 'for_period', why => 'memory', period => '1 day', since => 'on_day', personal => '{"who": "link"}', whose => 't.who', on_erasure => 'keep');`,
    'the period of odd does not run from a moment',
  ],
  [
    'a period without a beginning',
    `${TABLE} call retain('odd', area => 'records', kept => 'for_period', why => 'memory', period => '1 day');`,
    'retention_rules_check',
  ],
  [
    'nothing is said of erasure',
    `${TABLE} call retain('odd', ${RULE}, personal => '{"who": "link"}', whose => 't.who');`,
    'retention_rules_check',
  ],
  [
    'whose it is cannot be asked',
    `${TABLE} call retain('odd', ${RULE}, personal => '{"who": "link"}', whose => 't.whom', on_erasure => 'keep');`,
    'column t.whom does not exist',
  ],
])('a migration is refused where %s', async (_, statement, refusal) => {
  await asOwner((client) => expect(client.query(`${statement} ${GUARD}`)).rejects.toThrow(refusal))
})

test('a migration that says it all is taken', async () => {
  await asOwner((client) =>
    client.query(
      `${TABLE} call retain('odd', ${RULE}, personal => '{"who": "link", "words": "words"}', whose => 't.who', on_erasure => 'delete'); ${GUARD}`,
    ),
  )
})
