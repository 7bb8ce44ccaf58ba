import { sql } from 'kysely'
import type { Tx } from '../database.ts'
import { makeRecord, type NewRecord } from '../records/make.ts'
import { addThings } from '../records/testing.ts'
import type { TestPlatform } from '../testing.ts'
import type { Language } from '../text.ts'

/** The things of the tests, made searchable as a module would: with a text, symbols, an organisation and a year. */
export async function addSearchedThings(platform: TestPlatform): Promise<void> {
  await addThings(platform)
  await sql
    .raw(`
    alter table things add column body jsonb, add column code text not null default '', add column states uuid[] not null default '{}', add column day date;
    grant insert (body, code, states, day), update (body, code, states, day), select (body, code, states, day) on things to app;
    call make_searchable('things', 'test.thing', texts => '{body}', codes => '{code}', subjects => '{"states": "state"}', first_day => 'day')`)
    .execute(platform.owner)
}

export type Thing = {
  title: Partial<Record<Language, string>>
  body?: Partial<Record<Language, string>>
  code?: string
  states?: readonly string[]
  day?: string
}

/** A searchable thing of the person who makes it. */
export async function makeSearched(tx: Tx, thing: Thing, record: Partial<NewRecord> = {}): Promise<string> {
  const id = await makeRecord(tx, { kind: 'test.thing', level: 0, audience: [], ...record })
  const { title, body, code = '', states = [], day = null } = thing
  await sql`insert into things (id, title, body, code, states, day) values
    (${id}, ${written(title)}, ${body ? written(body) : null}, ${code}, ${[...states]}::uuid[], ${day}::date)`.execute(
    tx,
  )
  return id
}

export const written = (texts: Partial<Record<Language, string>>): string =>
  JSON.stringify({ original: Object.keys(texts)[0], texts, outdated: [] })
