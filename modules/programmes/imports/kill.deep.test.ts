import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, expect, test, vi } from 'vitest'
import * as imports from '../../../platform/imports/contract.ts'
import { chanceOf } from '../../../platform/imports/fuzz.testing.ts'
import { importsOf } from '../../../platform/imports/index.ts'
import { readJob } from '../../../platform/jobs/contract.ts'
import { jobsFor } from '../../../platform/jobs/index.ts'
import { drainJobs } from '../../../platform/jobs/testing.ts'
import * as contract from '../contract.ts'
import { programmes } from '../index.ts'
import { asEdited, circle, registerPlatform } from '../testing.ts'
import { bringChecked } from './random.testing.ts'

const brought = importsOf([programmes])
const modules = [programmes, brought, jobsFor([])]
const { platform, officer, niger } = await registerPlatform(brought)
afterAll(() => platform[Symbol.asyncDispose]())

const ROWS = 2000
/** Of 50 rows one is none; the first 100 are there already. */
const BAD = ROWS / 50
const THERE = 100
const GONE_ON = { timeout: 600_000, interval: 200 }
const chance = chanceOf(Date.now())

const table = (rows: number, summary: string) =>
  Buffer.from(
    [
      'Reference,Title,Summary,Type,Status,States,Start date',
      ...Array.from({ length: rows }, (_, n) =>
        [
          `K-${n + 1}`,
          `Killed ${n + 1}`,
          summary,
          'Project',
          'Planned',
          'Niger',
          n % 50 === 7 ? '32/13/2020' : '2020',
        ].join(),
      ),
    ].join('\n'),
  )

/** Servers work on it, one after the other, each killed at a moment by chance, until it has ended. Answers how many were. */
async function withKills(id: string): Promise<number> {
  const job = (await officer.call(imports.readImport, { id })).job!
  const state = async () => (await officer.call(readJob, { id: job })).state
  const done = async () => (await officer.call(readJob, { id: job })).done
  /** Servers killed since the work last came further: after five tries of one step it would be given up. */
  let inVain = 0
  for (let killed = 0; ; killed++) {
    const doomed = spawn(
      process.execPath,
      [join(import.meta.dirname, 'doomed-server.testing.ts'), platform.serverUrl, platform.entry.terms],
      { stdio: 'ignore' },
    )
    const before = await done()
    // Not before it has taken the work up: only then is there something to break. The last one is left alone.
    const isLast = killed >= 6 || inVain === 4
    await vi.waitFor(async () => {
      if ((await state()) !== 'done') expect(await isWorkedOn()).toBe(true)
    }, GONE_ON)
    if (!isLast) await pause(chance.below(4000))
    else await vi.waitFor(async () => expect(await state()).toBe('done'), GONE_ON)
    doomed.kill('SIGKILL')
    await new Promise((gone) => doomed.once('exit', gone))
    expect(await done()).toBeGreaterThanOrEqual(before)
    inVain = (await done()) > before ? 0 : inVain + 1
    if ((await state()) === 'done') return killed
  }
}

/** Whether a server is in the middle of a step: it holds the import. */
async function isWorkedOn(): Promise<boolean> {
  const { rows } = await sql<{ held: boolean }>`
    select exists (select from pg_locks l join pg_class c on c.oid = l.relation where c.relname = 'imports' and l.mode = 'RowShareLock') as held`.execute(
    platform.owner,
  )
  return rows[0]!.held
}

const recordsOf = async () => {
  const { rows } = await sql<{ code: string; version: number; n: number; summary: string; trail: number }>`
    select c.code, max(r.version)::int as version, count(*)::int as n, max(c.summary -> 'texts' ->> 'en') as summary,
           (select count(*)::int from audit_events e where e.subject = any (array_agg(c.id)) and e.action in ('programmes.insert', 'programmes.update')) as trail
      from programmes c join records r on r.id = c.id where c.code like 'K-%' group by c.code`.execute(platform.owner)
  return new Map(rows.map((row) => [row.code, row]))
}

test('killed at any moment of check, run and undo it goes on: each row once, and all is undone', async () => {
  const first = await bringChecked(platform, modules, officer, {
    kind: 'programmes.programme',
    file: table(THERE, 'Old'),
  })
  await officer.call(imports.runImport, { id: first })
  await drainJobs(platform, modules)
  const before = await recordsOf()

  const file = table(ROWS, 'New')
  const id = await bringChecked(platform, [], officer, {
    ...{ kind: 'programmes.programme', file, audience: [circle('everyone')] },
  })
  let kills = await withKills(id)
  const counts = { new: ROWS - BAD - (THERE - 2), changed: THERE - 2, unchanged: 0, bad: BAD }
  expect(await officer.call(imports.readImport, { id })).toMatchObject({ state: 'checked', counts })
  expect(await recordsOf()).toEqual(before)

  await officer.call(imports.runImport, { id })
  kills += await withKills(id)
  expect(await officer.call(imports.readImport, { id })).toMatchObject({ state: 'done', counts })
  const written = await recordsOf()
  expect(written.size).toBe(ROWS - BAD)
  for (const [code, row] of written) {
    const was = before.has(code)
    expect(row, code).toMatchObject({ n: 1, summary: 'New', version: was ? 2 : 1, trail: was ? 2 : 1 })
  }
  // With its audience from the first moment: what was there before was for the own organisation.
  expect((await niger.call(contract.listProgrammes, { q: 'Killed' })).total).toBe(counts.new)

  const mine = (await officer.call(contract.listProgrammes, { q: 'K-1500' })).items[0]!.head.id
  const found = await officer.call(contract.readProgramme, { id: mine })
  await officer.call(contract.editProgramme, { ...asEdited(found), regions: ['sahel'] } as never)
  await officer.call(imports.undoImport, { id })
  kills += await withKills(id)
  expect(await officer.call(imports.readImport, { id })).toMatchObject({
    ...{ state: 'undone', undone: { removed: counts.new - 1, restored: counts.changed, kept: 1 } },
  })
  const left = await recordsOf()
  expect([...left.keys()].sort()).toEqual([...before.keys(), 'K-1500'].sort())
  for (const code of before.keys()) expect(left.get(code), code).toMatchObject({ n: 1, summary: 'Old', version: 3 })
  expect(kills).toBeGreaterThan(5)
})
