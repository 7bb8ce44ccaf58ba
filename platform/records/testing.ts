import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import pg from 'pg'
import { inject } from 'vitest'
import { CIRCLES } from '../access/refs.ts'
import type { Tx } from '../database.ts'
import type { TestPerson, TestPlatform } from '../testing.ts'
import type { Share } from './contract.ts'
import * as contract from './contract.ts'
import { makeRecord, type NewRecord } from './make.ts'

/** The guard that runs after each migration, as SQL. */
export const GUARD = readFileSync(join(import.meta.dirname, '../schema/after-each.sql'), 'utf8')

/** A shareable table of the tests, `things`, as a module would bring it; and `thing_facts`, facts of a thing beside it. */
export async function addThings(platform: TestPlatform, guard = GUARD): Promise<void> {
  await mayMigrate(platform)
  await sql
    .raw(`
    create table things (id uuid primary key references records on delete cascade, title jsonb not null check (is_written(title)));
    comment on table things is 'Things of the tests.';
    call retain('things', area => 'records', kept => 'with_record', why => 'accountability');
    call make_shareable('things');
    create table thing_facts (id uuid primary key default gen_random_uuid(), record uuid not null references records on delete cascade, n integer not null);
    comment on table thing_facts is 'Facts of things.';
    call retain('thing_facts', area => 'records', kept => 'with_record', why => 'accountability');
    call make_shareable('thing_facts', 'record', true);
    ${guard}`)
    .execute(platform.owner)
}

/** The owner of a database makes tables in it; that of a copy is whoever copied it. */
async function mayMigrate(platform: TestPlatform): Promise<void> {
  const url = new URL(inject('testDatabase').superuserUrl)
  url.pathname = new URL(platform.ownerUrl).pathname
  const superuser = new pg.Client(url.href)
  await superuser.connect()
  await superuser.query('grant create on schema public to concord_owner')
  await superuser.end()
}

/** A thing and its two facts, made as `person`. */
export async function makeThing(tx: Tx, name: string, record: Partial<NewRecord> = {}): Promise<string> {
  const id = await makeRecord(tx, { kind: 'test.thing', level: 0, audience: [], ...record })
  const title = JSON.stringify({ original: 'en', texts: { en: name }, outdated: [] })
  await sql`insert into things (id, title) values (${id}, ${title})`.execute(tx)
  await sql`insert into thing_facts (record, n) values (${id}, 1), (${id}, 2)`.execute(tx)
  return id
}

/** Which of the things' rows a person sees: the record, its content, its facts. */
export async function sightOf(
  person: TestPerson,
  id: string,
): Promise<{ record: boolean; content: boolean; facts: number }> {
  return person.act(async (tx) => {
    const { rows } = await sql<{ record: boolean; content: boolean; facts: number }>`
      select exists (select from records where id = ${id}) as record, exists (select from things where id = ${id}) as content,
             (select count(*)::integer from thing_facts where record = ${id}) as facts`.execute(tx)
    return rows[0]!
  })
}

export const NOTHING = { record: false, content: false, facts: 0 }
export const CARD = { record: true, content: false, facts: 0 }
export const ALL = { record: true, content: true, facts: 2 }

/** A grant to an organisation, and one to a circle; the act that shares; what its originator sees of it. */
export const to = (organisation: string, more: Partial<Share> = {}): Share => ({
  to: { kind: 'organisation', id: organisation },
  gives: 'read',
  ...more,
})
export const circle = (name: keyof typeof CIRCLES, gives: Share['gives'] = 'read'): Share => ({
  to: { kind: 'circle', id: CIRCLES[name] },
  gives,
})
export const shareIt = (who: TestPerson, id: string, ...audience: Share[]) =>
  who.call(contract.share, { ids: [id], audience, request: randomUUID() })
export const audienceOf = (who: TestPerson, id: string) => who.call(contract.readAudience, { id })
