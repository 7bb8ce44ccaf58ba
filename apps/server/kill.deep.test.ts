import { randomBytes, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { addProgramme, listProgrammes } from '../../modules/programmes/contract.ts'
import { makeAccount } from '../../platform/access/make-account.ts'
import { invite } from '../../platform/access/people-contract.ts'
import { CIRCLES } from '../../platform/access/refs.ts'
import { openDatabase } from '../../platform/database.ts'
import { attachFile, downloadFile } from '../../platform/files/contract.ts'
import { openDisk } from '../../platform/files/disk.ts'
import { samplePdf } from '../../platform/files/testing.ts'
import { log } from '../../platform/log.ts'
import { childrenOf, dataFolder, ownerUrlOf, rows } from '../../platform/postgres/testing.ts'
import { freePort, type Launched, launch, ready, visitor } from './testing.ts'

const KILLS = 50
/** Writers at a time, each waiting for its answer before it asks again. */
const WRITERS = 4
const keys = { CONCORD_SESSION_KEY: randomBytes(32), CONCORD_FILE_KEY: randomBytes(32) }
const variables = Object.fromEntries(Object.entries(keys).map(([name, key]) => [name, key.toString('base64')]))

const kill = (pids: readonly (number | undefined)[]) => {
  for (const pid of pids) if (pid) killIfThere(pid)
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** How a server may be killed: alone, together with the keeper of its PostgreSQL, or with all processes it ever started. */
const WAYS: Record<string, (server: number, children: readonly number[]) => void> = {
  alone: (server) => kill([server]),
  'with the keeper': (server, children) => kill([...children.filter(isKeeper), server]),
  'with everything': (server, children) => kill([server, ...children, ...children.flatMap(childrenOf)]),
}
const isKeeper = (pid: number): boolean => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('concord-keeper')

/** What the server said yes to. */
type Answered = { records: string[]; files: { id: string; bytes: Buffer }[]; invitations: string[] }

test(`after ${KILLS} kills under writes all that was answered is there and whole, and no start needs a hand`, async () => {
  const folder = await dataFolder()
  const port = await freePort()
  const address = `http://localhost:${port}`
  const start = () => launch(['--data', folder, '--port', String(port)], variables)
  const answered: Answered = { records: [], files: [], invitations: [] }
  const starts: number[] = []
  let said = ''
  let officer: ReturnType<typeof visitor> | undefined

  for (let n = 0; n < KILLS; n++) {
    const server = start()
    const begun = performance.now()
    // Some are killed while they start, the first before it has a database.
    if (n % 5 === 0) await setTimeout(150 + ((n * 211) % 1500))
    else {
      await ready(server)
      starts.push(performance.now() - begun)
      officer ??= await signedInOfficer(address, ownerUrlOf(folder))
      await expectWhole(folder, answered, `after ${n} kills`)
      const going = { on: true }
      const writing = Array.from({ length: WRITERS }, () => write(address, officer!, answered, going))
      const before = answered.invitations.length
      await vi.waitUntil(() => answered.invitations.length > before, { timeout: 60_000, interval: 5 })
      // Times without a pattern that a checkpoint could fall in step with, yet the same in each run.
      await setTimeout((n * 137) % 500)
      killSomehow(server, n)
      going.on = false
      await Promise.all(writing)
    }
    killSomehow(server, n)
    await server.ended
    said += server.said()
  }

  const last = start()
  await ready(last)
  const ownerUrl = ownerUrlOf(folder)
  await vi.waitFor(
    async () =>
      expect(
        await rows(
          ownerUrl,
          'select from jobs._private_jobs where key is distinct from null or attempts > 0 or run_at <= now()',
        ),
      ).toEqual([]),
    { timeout: 60_000, interval: 500 },
  )
  await expectWhole(folder, answered, 'at the end')
  await expectRead(address, officer!, answered)
  // What had to be done later was done for each, once: in the trail, each letter became `sent` once.
  expect(
    await rows(
      ownerUrl,
      `select m.id from mails m left join audit_events e on e.subject = m.id and e.action = 'mails.update' and 'status' = any (e.changed)
        group by m.id, m.status having m.status <> 'sent' or count(e.id) <> 1`,
    ),
  ).toEqual([])
  last.child.kill('SIGTERM')
  expect(await last.ended).toBe(0)
  said += last.said()
  expect(said).not.toMatch(/"level":"fault"(?!.*(ECONN|57P0|08|connection|Connection))/)
  const slowest = Math.round(Math.max(...starts))
  const { records, files, invitations } = answered
  log.info('killed', { kills: KILLS, slowest, records: records.length, files: files.length, jobs: invitations.length })
  expect(Math.min(records.length, files.length, invitations.length)).toBeGreaterThanOrEqual(starts.length)

  function killSomehow({ child }: Launched, n: number): void {
    const pid = child.pid!
    const way = Object.values(WAYS)[n % 3]!
    if (child.exitCode === null && child.signalCode === null) way(pid, childrenOf(pid))
  }
})

/** An officer who may also invite, signed in for good: sessions outlive the server. */
async function signedInOfficer(address: string, ownerUrl: string) {
  const owner = openDatabase(ownerUrl, { connections: 1 })
  const unodc = owner.selectFrom('organisations').select('id').where('code', '=', 'UNODC')
  const account = await makeAccount(owner, keys.CONCORD_SESSION_KEY, {
    ...{ name: 'Amina Haddad', mail: 'amina@unodc.example', language: 'en', clearance: 1 },
    organisation: (await unodc.executeTakeFirstOrThrow()).id,
    roles: ['officer', 'org_admin'],
    password: 'quiet harbour lantern 42',
    totpSecret: randomUUID().replaceAll('-', ''),
  })
  await owner.destroy()
  const officer = visitor()
  await officer.enter(address, account)
  return officer
}

/** Enters a record with its audience, attaches a file to it and asks for a job, again and again until nobody answers. */
async function write(address: string, officer: ReturnType<typeof visitor>, answered: Answered, going: { on: boolean }) {
  const audience = [{ to: { kind: 'circle' as const, id: CIRCLES.everyone }, gives: 'read' as const }]
  try {
    while (going.on) {
      const { head } = await officer.call(address, addProgramme, {
        request: randomUUID(),
        title: { original: 'en', texts: { en: 'Judicial cooperation in the Sahel' } },
        ...{ type: 'programme', status: 'planned', leads: ['UNODC'], audience },
      })
      answered.records.push(head.id)
      const bytes = samplePdf(randomUUID())
      const query = new URLSearchParams({ record: head.id, name: 'report.pdf', request: randomUUID() })
      const reply = await officer.ask(`${address}${attachFile.path}?${query}`, {
        method: 'POST',
        headers: { 'content-type': 'application/pdf' },
        body: new Uint8Array(bytes),
      })
      const file = attachFile.output.parse(await reply.json())
      answered.files.push({ id: file.id, bytes })
      const mail = `${randomUUID()}@example.org`
      await officer.call(address, invite, { mail, language: 'en', roles: ['reader'], request: randomUUID() })
      answered.invitations.push(mail)
    }
  } catch (error) {
    // A broken line is what is wanted; a refusal is not.
    if (!(error instanceof TypeError || (error as { status?: number }).status === 500)) throw error
  }
}

/** In the database and on disk: nothing that was answered is missing, and nothing is half there. */
async function expectWhole(folder: string, { records, files, invitations }: Answered, when: string): Promise<void> {
  const owner = ownerUrlOf(folder)
  const missing = async (table: string, column: string, wanted: readonly string[]) =>
    rows(
      owner,
      `select w from unnest('{${wanted.join(',')}}'::text[]) w where w not in (select ${column}::text from ${table})`,
    )
  expect(await missing('programmes', 'id', records), when).toEqual([])
  expect(
    await missing(
      'files',
      'id',
      files.map(({ id }) => id),
    ),
    when,
  ).toEqual([])
  expect(await missing('invitations', 'mail', invitations), when).toEqual([])
  expect(await missing('mails', 'address', invitations), when).toEqual([])
  const halves = await rows(
    owner,
    `select 'record without content or audience' as half, r.id from records r
      where not exists (select from programmes p where p.id = r.id) or not exists (select from grants g where g.record = r.id)
         or not r.readers @> array['${CIRCLES.everyone}'::uuid]
     union all select 'act without its trace, or trace without its act', null from
       (select (select count(*) from programmes) = (select count(*) from audit_events where action = '${addProgramme.audit}' and outcome = 'done')
           and (select count(*) from files) = (select count(*) from audit_events where action = '${attachFile.audit}' and outcome = 'done') as same) s where not same
     union all select 'letter that nobody will send', m.id from mails m
      where m.status = 'queued' and not exists (select from jobs._private_jobs j where j.payload ->> 'mail' = m.id::text)`,
  )
  expect(halves, when).toEqual([])
  const disk = openDisk(join(folder, 'files'), keys.CONCORD_FILE_KEY)
  for (const { hash } of await rows(owner, 'select hash from files')) await disk.read(hash as string)
}

/** Over the web, as a person finds it. */
async function expectRead(address: string, officer: ReturnType<typeof visitor>, { records, files }: Answered) {
  const { total } = await officer.call(address, listProgrammes, {})
  expect(total).toBeGreaterThanOrEqual(records.length)
  for (const { id, bytes } of files) {
    const reply = await officer.ask(`${address}${downloadFile.path}?id=${id}`)
    expect(bytes.equals(new Uint8Array(await reply.arrayBuffer()))).toBe(true)
  }
}
