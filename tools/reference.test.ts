import { readFileSync } from 'node:fs'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { modules } from '../apps/modules.ts'
import { testPlatform } from '../platform/testing.ts'
import { definerPage, endpointPage, tablePage } from './reference.ts'
import { tableTypes } from './tables.ts'

const platform = await testPlatform(...modules)
const database = new pg.Client({ connectionString: platform.ownerUrl })
await database.connect()
afterAll(async () => {
  await database.end()
  await platform[Symbol.asyncDispose]()
})

const file = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')

// A difference here is a change of who may do what: review it, then `npm run generate`.
test('the reference of endpoints is that of the program', () => {
  expect(endpointPage(modules)).toBe(file('docs/reference/endpoints.md'))
})

test('the reference of tables is that of the database', async () => {
  expect(await tablePage(database)).toBe(file('docs/reference/tables.md'))
})

test("every function with the owner's rights is known", async () => {
  expect(await definerPage(database)).toBe(file('docs/reference/definer-functions.md'))
})

test('the row types are those of the database', async () => {
  expect(await tableTypes(platform.ownerUrl)).toBe(file('platform/tables.ts'))
})

test('every endpoint has its own audit name, path and command', () => {
  const all = modules.flatMap((m) => m.routes.map(({ endpoint }) => ({ module: m.name, endpoint })))
  expect(all.length).toBeGreaterThan(40)
  for (const of of [
    (e: (typeof all)[number]) => e.endpoint.audit,
    (e: (typeof all)[number]) => `${e.endpoint.method} ${e.endpoint.path}`,
    (e: (typeof all)[number]) => `${e.module} ${e.endpoint.cli}`,
  ]) {
    const names = all.map(of)
    expect(names.filter((n, i) => names.indexOf(n) !== i)).toEqual([])
  }
})

test('every permission an endpoint needs is held by some role', () => {
  const known = new Set(modules.flatMap((m) => Object.keys(m.permissions)))
  const needed = modules.flatMap((m) => m.routes.map((r) => r.endpoint.access)).filter((a) => a.includes(':'))
  expect(needed.filter((p) => !known.has(p))).toEqual([])
})

test('a search of personal data takes a purpose', () => {
  const asking = modules.flatMap((m) => m.routes).filter((r) => r.endpoint.purpose)
  expect(asking.length).toBeGreaterThan(0)
  for (const { endpoint } of asking)
    expect(Object.keys((endpoint.input as unknown as { shape: object }).shape), endpoint.audit).toContain('purpose')
})
