import { request } from 'node:http'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { endpoint, FileAnswer, query } from './contract.ts'
import { inFull } from './exports/write.ts'
import { LANE } from './http.ts'
import { type Module, route } from './module.ts'
import { testPlatform } from './testing.ts'

const makeFile = endpoint({
  method: 'GET',
  path: '/api/trial/file',
  access: 'signed-in',
  audit: 'trial.file',
  cli: 'file',
  summary: 'A file that takes as long as the test lets it',
  inTurn: 'file',
  input: z.object({ n: query.int(0, 100) }),
  output: FileAnswer,
})

const makeView = endpoint({
  ...makeFile,
  path: '/api/trial/view',
  audit: 'trial.view',
  cli: 'view',
  summary: 'A view that takes as long as the test lets it',
  inTurn: 'view',
  output: z.object({ n: z.int() }),
})

/** Numbers of the files and views that were begun, and what lets each of them end. */
const begun = new Map<number, () => void>()
const trial: Module = {
  name: 'trial',
  routes: [
    route(makeFile, async (_tx, { n }) => {
      await new Promise<void>((end) => begun.set(n, end))
      return inFull({ name: `${n}.csv`, type: 'text/csv; charset=utf-8', body: `file ${n}\n`, records: [] })
    }),
    route(makeView, async (_tx, { n }) => {
      await new Promise<void>((end) => begun.set(n, end))
      return { n }
    }),
  ],
  permissions: {},
  texts: { ar: {}, en: {}, es: {}, fr: {}, ru: {}, zh: {} },
}

const platform = await testPlatform(trial)
afterAll(() => platform[Symbol.asyncDispose]())
const person = await platform.person()
let port = 0
beforeAll(async () => {
  port = Number(new URL(await platform.app.listen({ port: 0, host: '127.0.0.1' })).port)
})

/** Asks over a connection of its own, which may be cut. */
function ask(n: number, headers: Record<string, string> = {}, { path }: { path: string } = makeFile) {
  const from = { port, host: '127.0.0.1', agent: false, path: `${path}?n=${n}` }
  const sent = request({ ...from, headers: { 'x-test-person': person.id, ...headers } })
  const answer = new Promise<{ status: number; encoding: string | undefined; body: Buffer }>((done, failed) => {
    sent.once('error', failed)
    sent.once('response', async (reply) => {
      const parts: Buffer[] = []
      for await (const part of reply) parts.push(part)
      done({
        status: reply.statusCode!,
        encoding: reply.headers['content-encoding'],
        body: Buffer.concat(parts),
      })
    })
  })
  sent.end()
  return { answer, cut: () => sent.destroy() }
}
const inTransaction = async () => {
  // Of sessions of others only their locks are told; each transaction holds its own.
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from pg_locks l join pg_stat_activity a using (pid)
     where a.datname = current_database() and a.usename = 'concord_server' and l.locktype = 'virtualxid'`.execute(
    platform.owner,
  )
  return rows[0]!.n
}
const outcomes = async () => {
  const { rows } = await sql<{ outcome: string }>`
    select outcome from audit_events where action = 'trial.file' order by id`.execute(platform.owner)
  return rows.map(({ outcome }) => outcome)
}

/** As many are made at a time as the machine has processors for. */
const { atOnce, each } = LANE
const first = Array.from({ length: atOnce }, (_, n) => n + 1)

test('so many files are made at a time; who waits holds no transaction, and leaves when the reader does', async () => {
  const asked = first.map((n) => ask(n))
  await vi.waitFor(() => expect([...begun.keys()].sort()).toEqual(first))
  const left = ask(40)
  left.answer.catch(() => 'cut')
  await vi.waitFor(async () => expect(await inTransaction()).toBe(atOnce))
  const last = ask(50)
  await platform.nobody.ask(makeFile, { n: 9 }).then(({ statusCode }) => expect(statusCode).toBe(401))
  left.cut()
  await vi.waitFor(async () => expect(await outcomes()).toContain('busy'))
  expect(await inTransaction()).toBe(atOnce)
  expect(begun.has(50)).toBe(false)

  begun.get(2)!()
  expect(await asked[1]!.answer).toMatchObject({ status: 200, encoding: undefined, body: Buffer.from('file 2\n') })
  await vi.waitFor(() => expect(begun.has(50)).toBe(true))
  expect(begun.has(40)).toBe(false)
  for (const end of begun.values()) end()
  for (const { answer } of [...asked, last]) expect(await answer).toMatchObject({ status: 200 })
})

test('a reader who waits for too many files is told so, and others are not', async () => {
  begun.clear()
  const most = atOnce + each
  const asked = Array.from({ length: most + 1 }, (_, n) => ask(n).answer)
  const other = await platform.person()
  const isRefused = ({ status }: { status: number }) => status === 503
  // Whichever comes last.
  const { body } = await Promise.any(asked.map(async (answer) => (isRefused(await answer) ? answer : Promise.reject())))
  expect(JSON.parse(body.toString())).toMatchObject({ code: 'busy', title: expect.stringMatching(/^Too many files/) })
  const theirs = ask(60, { 'x-test-person': other.id })
  const ended = Promise.all(asked)
  const open = setInterval(() => {
    for (const end of begun.values()) end()
  }, 5)
  try {
    expect((await theirs.answer).status).toBe(200)
    expect((await ended).filter(isRefused)).toHaveLength(1)
    expect((await ended).filter(({ status }) => status === 200)).toHaveLength(most)
  } finally {
    clearInterval(open)
  }
})

test('so many views are made at a time too, and do not wait for files', async () => {
  begun.clear()
  const files = first.map((n) => ask(n))
  await vi.waitFor(() => expect(begun.size).toBe(atOnce))
  files.push(ask(40))
  const views = first.map((n) => ask(60 + n, {}, makeView))
  await vi.waitFor(() => expect(begun.size).toBe(2 * atOnce))
  views.push(ask(70, {}, makeView))
  begun.get(62)!()
  expect(JSON.parse((await views[1]!.answer).body.toString())).toEqual({ n: 62 })
  await vi.waitFor(() => expect(begun.has(70)).toBe(true))
  expect(begun.has(40)).toBe(false)
  for (const end of begun.values()) end()
  await vi.waitFor(() => expect(begun.has(40)).toBe(true))
  begun.get(40)!()
  for (const { answer } of [...files, ...views]) expect(await answer).toMatchObject({ status: 200 })
})

test('a packed file goes as it is to who understands it', async () => {
  begun.clear()
  for (const [n, said, encoding] of [
    [71, 'gzip, deflate, br', 'br'],
    [72, 'br;q=0, gzip', 'gzip'],
    [73, 'br;q=0.5', 'br'],
  ] as const) {
    const { answer } = ask(n, { 'accept-encoding': said })
    await vi.waitFor(() => expect(begun.has(n)).toBe(true))
    begun.get(n)!()
    const reply = await answer
    expect(reply.encoding).toBe(encoding)
    expect((encoding === 'gzip' ? gunzipSync : brotliDecompressSync)(reply.body).toString()).toBe(`file ${n}\n`)
  }
})
