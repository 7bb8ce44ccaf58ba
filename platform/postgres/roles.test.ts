import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Postgres, startPostgres } from './start.ts'
import { rows } from './testing.ts'

let postgres: Postgres
beforeAll(async () => {
  postgres = await startPostgres({ throwaway: true })
})
afterAll(() => postgres.stop())

const rolesSql = () => readFile(join(import.meta.dirname, 'roles.sql'), 'utf8')

test('the database is UTF-8 with the builtin collation, and has its extensions', async () => {
  const [found] = await rows(
    postgres.serverUrl,
    `select pg_encoding_to_char(encoding) as encoding, datlocprovider as provider, datlocale as locale, datdba::regrole::text as owner,
       (select array_agg(extname::text order by extname) from pg_extension) as extensions, current_setting('data_checksums') as checksums
       from pg_database where datname = current_database()`,
  )
  expect(found).toEqual({
    encoding: 'UTF8',
    provider: 'b',
    locale: 'C.UTF-8',
    owner: 'concord_owner',
    extensions: ['pg_trgm', 'pgcrypto', 'plpgsql', 'unaccent'],
    checksums: 'on',
  })
  expect(await rows(postgres.serverUrl, `select lower('ÉÑЖ') as lower, unaccent('São Tomé') as plain`)).toEqual([
    { lower: 'éñж', plain: 'Sao Tome' },
  ])
})

test('the server login has no rights of its own, and only those of app, auth and jobs when it says so', async () => {
  await rows(
    postgres.ownerUrl,
    'create table secrets (text text); grant select on secrets to app; create schema auth authorization auth',
  )
  await expect(rows(postgres.serverUrl, 'select * from secrets')).rejects.toThrow('permission denied')
  await expect(rows(postgres.serverUrl, 'create table mine ()')).rejects.toThrow('permission denied')
  await expect(rows(postgres.serverUrl, 'create temporary table mine ()')).rejects.toThrow('permission denied')
  await expect(rows(postgres.serverUrl, 'set role concord_owner')).rejects.toThrow('permission denied')
  await expect(rows(postgres.serverUrl, 'set role app; create table auth.mine ()')).rejects.toThrow('permission denied')
  await rows(postgres.serverUrl, 'set role app; select * from secrets')
  await rows(postgres.serverUrl, 'set role auth; create table auth.sessions ()')
})

test('a query that PostgreSQL runs in parallel works', async () => {
  const parallel = 'set parallel_setup_cost = 0; set parallel_tuple_cost = 0; set min_parallel_table_scan_size = 0'
  await rows(postgres.ownerUrl, 'create table many as select generate_series(1, 10000) as n')
  await rows(postgres.ownerUrl, `${parallel}; select count(*) from many`)
})

test('nobody gets in without a password', async () => {
  const url = new URL(postgres.serverUrl)
  url.password = 'guessed'
  await expect(rows(url.href, 'select 1')).rejects.toThrow('password authentication failed')
})

test('a role that could undo row-level security is refused', async () => {
  for (const power of ['bypassrls', 'superuser', 'createrole']) {
    await rows(postgres.superuserUrl, `alter role app ${power}`)
    await expect(rows(postgres.superuserUrl, await rolesSql())).rejects.toThrow('the role app may not')
    await rows(postgres.superuserUrl, `alter role app no${power}`)
  }
  await rows(postgres.superuserUrl, await rolesSql())
})

test('an administrator of a hosted PostgreSQL, who is no superuser, can run it, and again', async () => {
  const hosted = await startPostgres({ throwaway: true })
  try {
    const maintenance = withDatabase(hosted.superuserUrl, 'postgres')
    await rows(maintenance, 'drop database concord')
    await rows(maintenance, 'drop role concord_owner, concord_server, app, auth, jobs')
    await rows(maintenance, `create role admin login createrole createdb password 'admin'`)
    await rows(maintenance, 'create database concord owner admin')
    const admin = new URL(hosted.superuserUrl)
    admin.username = 'admin'
    admin.password = 'admin'
    await rows(admin.href, await rolesSql())
    await rows(admin.href, await rolesSql())
    const owner = 'select datdba::regrole::text as owner from pg_database where datname = current_database()'
    expect(await rows(admin.href, owner)).toEqual([{ owner: 'concord_owner' }])
  } finally {
    await hosted.stop()
  }
})

function withDatabase(url: string, database: string): string {
  const changed = new URL(url)
  changed.pathname = `/${database}`
  return changed.href
}
