import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { serviceActor } from '../jobs/actor.ts'
import { type TestPerson, type TestPlatform, testPlatform } from '../testing.ts'
import { verify } from './contract.ts'
import { audit } from './index.ts'
import { auditJobs } from './jobs.ts'
import { openAudit } from './key.ts'

const KEY = new Uint8Array(32).fill(9)
const [job] = auditJobs
let platform: TestPlatform
let auditor: TestPerson
let sealer: TestPerson

beforeAll(() => openAudit({ key: KEY }))
beforeEach(async () => {
  platform = await testPlatform(audit)
  auditor = await platform.person(undefined, { roles: ['auditor'] })
  sealer = platform.believe(serviceActor('audit.seal'), '', true)
})
afterEach(async () => {
  openAudit({ key: KEY })
  await platform[Symbol.asyncDispose]()
})
afterAll(() => openAudit({ key: KEY }))

const write = (lines: number) =>
  sql`insert into audit_events (action) select 'test.look' from generate_series(1, ${lines})`.execute(platform.owner)
const seal = async () => {
  while (await sealer.act((tx, viewer) => job!.step(tx, {} as never, viewer)));
}
const seals = () => platform.owner.selectFrom('audit_seals').selectAll().orderBy('to_id').execute()
const check = (input: object = {}) => auditor.call(verify, input)
/** What whoever rules the database can do: take the trigger off, and put it back. */
async function behindTheCurtain(statement: ReturnType<typeof sql>, table = 'audit_events') {
  await platform.owner.transaction().execute(async (tx) => {
    await sql`alter table ${sql.table(table)} disable trigger append_only`.execute(tx)
    await statement.execute(tx)
    await sql`alter table ${sql.table(table)} enable trigger append_only`.execute(tx)
  })
}
/** Two blocks, of which the second is not full. */
async function twoBlocks() {
  const { rows } = await sql<{ n: number }>`select count(*) as n from audit_events`.execute(platform.owner)
  await write(5000 - rows[0]!.n)
  await seal()
  await write(7)
  await seal()
  const [first, second] = await seals()
  return { first: first!, second: second! }
}

test('the trail is sealed in blocks that follow each other, and verifies', async () => {
  const { first, second } = await twoBlocks()
  expect(first).toMatchObject({ from_id: 1, rows: 5000, previous: '' })
  expect(second).toMatchObject({ from_id: first.to_id + 1, previous: first.mac })
  const found = await check()
  expect(found.verified).toMatchObject({ from: 1, to: second.to_id, blocks: 2, lines: first.rows + second.rows })
  expect(found).toMatchObject({ next: null, last: { to: second.to_id, seal: second.mac }, unsealed: 0 })
  expect(found.verified!.since! <= found.verified!.until!).toBe(true)
  await seal()
  expect(await seals()).toHaveLength(2)
})

test('verifying goes on where it stopped', async () => {
  const { first, second } = await twoBlocks()
  const part = await check({ blocks: 1 })
  expect(part).toMatchObject({ verified: { to: first.to_id }, next: second.from_id })
  expect(await check({ from: part.next!, blocks: 1 })).toMatchObject({ verified: { from: second.from_id }, next: null })
  expect((await check({ from: second.to_id + 1 })).verified).toBeNull()
})

test.each([
  ['a changed line', sql`update audit_events set outcome = 'done.' where id = 3`],
  ['a changed time, by a microsecond', sql`update audit_events set at = at + interval '1 microsecond' where id = 3`],
  ['a line taken out', sql`delete from audit_events where id = 3`],
  [
    'a line put in below the first',
    sql`insert into audit_events (id, action) overriding system value values (-1, 'x.y')`,
  ],
])('%s is found, and its block named', async (_what, statement) => {
  const { first } = await twoBlocks()
  await behindTheCurtain(statement)
  await expect(check()).rejects.toMatchObject({
    code: 'audit.broken_lines',
    params: { from: 1, to: first.to_id },
  })
  expect((await check({ from: first.to_id + 1 })).verified).not.toBeNull()
})

test('a line put in where a number was never used is found', async () => {
  await write(2)
  const undone = platform.owner.transaction().execute(async (tx) => {
    await sql`insert into audit_events (action) values ('test.undone')`.execute(tx)
    throw new Error('undone')
  })
  await expect(undone).rejects.toThrow('undone')
  await write(2)
  await seal()
  const { rows } = await sql<{ id: number }>`
    select n as id from generate_series(1, (select max(id) from audit_events)) n where n not in (select id from audit_events) limit 1`.execute(
    platform.owner,
  )
  await behindTheCurtain(
    sql`insert into audit_events (id, action) overriding system value values (${rows[0]!.id}, 'x.y')`,
  )
  await expect(check()).rejects.toMatchObject({ code: 'audit.broken_lines' })
})

test('a seal taken out, changed, or made with another key is found', async () => {
  const { first, second } = await twoBlocks()
  await behindTheCurtain(sql`delete from audit_seals where to_id = ${first.to_id}`, 'audit_seals')
  await expect(check()).rejects.toMatchObject({ code: 'audit.broken_chain', params: { from: second.from_id } })
  await behindTheCurtain(
    sql`insert into audit_seals select ${first.to_id}, ${first.from_id}, ${first.rows}, '', ${first.digest}, ${first.mac}, now()`,
    'audit_seals',
  )
  await expect(check()).rejects.toMatchObject({ code: 'audit.broken_seal', params: { from: 1 } })
  await behindTheCurtain(
    sql`update audit_seals set sealed_at = ${first.sealed_at} where to_id = ${first.to_id}`,
    'audit_seals',
  )
  await check()
  openAudit({ key: new Uint8Array(32).fill(8) })
  await expect(check()).rejects.toMatchObject({ code: 'audit.broken_seal', params: { from: 1 } })
})

test('a trail cut off at its end with its seals is found by a seal noted earlier', async () => {
  const { second } = await twoBlocks()
  await check({ known: second.mac })
  await behindTheCurtain(sql`delete from audit_events where id >= ${second.from_id}`)
  await behindTheCurtain(sql`delete from audit_seals where to_id = ${second.to_id}`, 'audit_seals')
  expect((await check()).verified).not.toBeNull()
  await expect(check({ known: second.mac })).rejects.toMatchObject({ code: 'audit.seal_gone' })
})

test('nothing is sealed past a line that is still on its way', async () => {
  await write(3)
  await seal()
  const [sealed] = await seals()
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  let wrote = () => {}
  const writing = new Promise<void>((resolve) => {
    wrote = resolve
  })
  // Takes its number, and commits last.
  const slow = platform.owner.transaction().execute(async (tx) => {
    await sql`insert into audit_events (action) values ('test.slow')`.execute(tx)
    wrote()
    await released
  })
  await writing
  await write(2)
  await seal()
  await seal()
  expect(await seals()).toHaveLength(1)
  release()
  await slow
  await seal()
  const all = await seals()
  expect(all.at(-1)!.to_id).toBeGreaterThanOrEqual(sealed!.to_id + 3)
  const { n } = await platform.owner
    .selectFrom('audit_events')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  expect(all.reduce((sum, { rows }) => sum + rows, 0)).toBe(n)
  await check()
})

test('while somebody always writes, what was written before they began is sealed all the same', async () => {
  const holdOpen = async () => {
    let release = () => {}
    const released = new Promise<void>((resolve) => {
      release = resolve
    })
    const client = new (await import('pg')).default.Client({ connectionString: platform.ownerUrl })
    await client.connect()
    await client.query('begin')
    await client.query("insert into audit_events (action) values ('test.slow')")
    void released.then(() => client.query('commit')).then(() => client.end())
    return release
  }
  const first = await holdOpen()
  await write(2)
  await seal()
  const second = await holdOpen()
  first()
  await expect
    .poll(async () => {
      await seal()
      return (await seals()).length
    })
    .toBeGreaterThan(0)
  second()
  await check()
})

test('only its actor settles and seals', async () => {
  await expect(auditor.act((tx) => sql`select settle_audit()`.execute(tx))).rejects.toThrow('access.denied')
  await expect(auditor.act((tx) => sql`select add_seal(1, 2, 1, '', '', '', now())`.execute(tx))).rejects.toThrow(
    'access.denied',
  )
  await write(2)
  await seal()
  await expect(sealer.act((tx) => sql`select add_seal(1, 2, 1, '', '', '', now())`.execute(tx))).rejects.toThrow(
    'does not follow',
  )
})
