import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, expect, test, vi } from 'vitest'
import { addProgramme } from '../../modules/programmes/contract.ts'
import { makeAccount } from '../../platform/access/make-account.ts'
import { CIRCLES } from '../../platform/access/refs.ts'
import { addComment } from '../../platform/comments/contract.ts'
import { openDatabase } from '../../platform/database.ts'
import { dataFolder } from '../../platform/postgres/testing.ts'
import { emptyDatabase } from './outside-testing.ts'
import { freePort, type Launched, launch, ready, visitor } from './testing.ts'

// Of two servers on one database one or the other is killed, again and again, while mentions are written and mailed.
const KILLS = 24
const WRITERS = 3
const sessionKey = randomBytes(32)
const atEnd: (() => Promise<unknown>)[] = []
afterAll(async () => {
  for (const end of atEnd.reverse()) await end()
})

type Place = { address: string; folder: string; server: Launched }

test(`each mention is mailed once, whichever of two servers is killed, ${KILLS} times`, async () => {
  const urls = await emptyDatabase(atEnd)
  const key = () => randomBytes(32).toString('base64')
  const variables = {
    ...urls,
    CONCORD_URL: 'https://concord.example',
    ...{ CONCORD_SESSION_KEY: sessionKey.toString('base64'), CONCORD_FILE_KEY: key(), CONCORD_AUDIT_KEY: key() },
  }
  const startIn = async (folder: string): Promise<Place> => {
    const port = await freePort()
    const server = launch(['--data', folder, '--port', String(port)], variables)
    return { address: `http://localhost:${port}`, folder, server }
  }
  const folders = [await dataFolder((end) => atEnd.push(end)), await dataFolder((end) => atEnd.push(end))]
  const places = [await startIn(folders[0]!), await startIn(folders[1]!)]
  atEnd.push(async () => {
    for (const { server } of places) server.child.kill('SIGTERM')
    await Promise.all(places.map(({ server }) => server.ended))
  })
  await Promise.all(places.map(({ server }) => ready(server)))

  const owner = openDatabase(urls.DATABASE_OWNER_URL, { connections: 2 })
  atEnd.push(() => owner.destroy())
  const unodc = owner.selectFrom('organisations').select('id').where('code', '=', 'UNODC')
  const organisation = (await unodc.executeTakeFirstOrThrow()).id
  const member = () =>
    makeAccount(owner, sessionKey, {
      ...{ name: 'Amina Haddad', mail: `${randomUUID()}@example.org`, language: 'en', clearance: 1, organisation },
      ...{ roles: ['officer'] as const, password: 'quiet harbour lantern 42' },
      totpSecret: randomUUID().replaceAll('-', ''),
    })
  const [account, reader] = [await member(), await member()]
  const officer = visitor()
  await officer.enter(places[0]!.address, account)

  const mentioned: string[] = []
  const going = { on: true }
  const writing = Array.from({ length: WRITERS }, async (_, n) => {
    for (let turn = n; going.on; turn++) {
      const written = await mention(officer, places[turn % 2]!.address, reader.id).catch(onlyBroken)
      if (written) mentioned.push(written)
    }
  })
  for (let n = 0; n < KILLS; n++) {
    const before = mentioned.length
    await vi.waitUntil(() => mentioned.length > before, { timeout: 60_000, interval: 5 })
    await setTimeout((n * 137) % 700)
    const killed = places[n % 2]!
    killed.server.child.kill('SIGKILL')
    await killed.server.ended
    places[n % 2] = await startIn(killed.folder)
    await ready(places[n % 2]!.server)
  }
  going.on = false
  await Promise.all(writing)

  // One that was taken when another of its key was asked for has handed over to that one: it is tried no more.
  const waiting = () => sql`
    select id, key, run_at, attempts from jobs._private_jobs where task_id in (select id from jobs._private_tasks where identifier in ('notices.digest', 'mail.send'))
       and attempts < max_attempts`
  await vi.waitFor(async () => expect((await waiting().execute(owner)).rows).toEqual([]), {
    timeout: 120_000,
    interval: 500,
  })
  const owed = await owner.selectFrom('notices').select('id').where('settled_at', 'is', null).execute()
  expect(owed).toEqual([])
  const unsent = await owner.selectFrom('mails').select('id').where('status', '<>', 'sent').execute()
  expect(unsent).toEqual([])
  // A letter that was handed over the moment its server was killed goes out again under the same id: one letter still.
  const letters = new Map(folders.flatMap(lettersIn))
  const told = mentioned.map((title) => [...letters.values()].filter((text) => text.includes(title)).length)
  expect(told).toEqual(mentioned.map(() => 1))
  expect(mentioned.length).toBeGreaterThanOrEqual(KILLS)
})

/** Enters a record and mentions the reader on it; its title, by which the letter is known. */
async function mention(officer: ReturnType<typeof visitor>, address: string, reader: string): Promise<string> {
  const title = randomUUID().replaceAll('-', '')
  const { head } = await officer.call(address, addProgramme, {
    request: randomUUID(),
    title: { original: 'en', texts: { en: title } },
    ...{ type: 'programme', status: 'planned', leads: ['UNODC'] },
    audience: [{ to: { kind: 'circle', id: CIRCLES.everyone }, gives: 'read' }],
  })
  await officer.call(address, addComment, {
    record: head.id,
    request: randomUUID(),
    language: 'en',
    words: `<@${reader}> look`,
  })
  return title
}

/** A broken line is what is wanted; a refusal is not. */
function onlyBroken(error: unknown): undefined {
  if (!(error instanceof TypeError || (error as { status?: number }).status === 500)) throw error
}

/** Letters by their id, as plain text without the line breaks of mail. */
function lettersIn(folder: string): [string, string][] {
  const outbox = join(folder, 'outbox')
  if (!existsSync(outbox)) return []
  // A letter that was being written when its server was killed has another ending still.
  const whole = readdirSync(outbox).filter((name) => name.endsWith('.eml'))
  return whole.map((name) => [
    /Z-(.+)\.eml$/.exec(name)![1]!,
    readFileSync(join(outbox, name), 'utf8')
      .split(/^Content-Type: text\/html/m)[0]!
      .replaceAll('=\r\n', '')
      .replaceAll('\r\n', ''),
  ])
}
