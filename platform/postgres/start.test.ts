import { spawn } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { chown, cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { isRoot } from './account.ts'
import { type Postgres, startPostgres } from './start.ts'
import { childrenOf, dataFolder, homeOf, rows, type Starter, starter } from './testing.ts'

/** Starts the PostgreSQL of a folder until the end of the test. */
async function started(folder: string): Promise<Postgres> {
  const postgres = await startPostgres({ folder })
  onTestFinished(postgres.stop)
  return postgres
}

describe('a data folder that is used again and again', () => {
  let folder: string
  beforeAll(async () => {
    let atEnd = async () => {}
    folder = await dataFolder((remove) => {
      atEnd = remove
    })
    return atEnd
  })

  test('what is written is there after a stop and a start', async () => {
    const first = await startPostgres({ folder })
    await rows(first.ownerUrl, `create table notes (text text); insert into notes values ('kept')`)
    await first.stop()
    const second = await started(folder)
    expect(await rows(second.ownerUrl, 'select text from notes')).toEqual([{ text: 'kept' }])
  })

  test('a second start is refused with the folder and the process', async () => {
    const first = await starter(folder)
    const refusal = `The data folder ${folder} is in use by another Concord (process ${first.child.pid}).`
    await expect(startPostgres({ folder })).rejects.toThrow(refusal)
    await first.stop()
    await started(folder)
  })

  test('PostgreSQL ends by itself when its Concord is killed', async () => {
    const killed = await starter(folder)
    await killed.kill()
    const pidFile = join(homeOf(folder), 'data/postmaster.pid')
    await vi.waitFor(() => expect(existsSync(pidFile)).toBe(false), { timeout: 10_000 })
    await hasKept(folder, killed)
  })

  test('a PostgreSQL that outlived its Concord is ended at the next start, and nothing committed is lost', async () => {
    const killed = await starter(folder)
    const { server, keeper } = killed.children()
    process.kill(keeper, 'SIGKILL')
    await killed.kill()
    expect(childrenOf(server).length).toBeGreaterThan(0)
    await hasKept(folder, killed)
    expect(childrenOf(server)).toEqual([])
  })

  test('lock files whose process number now belongs to another process do not stop the start', async () => {
    const killed = await starter(folder)
    const { server, keeper } = killed.children()
    const home = homeOf(folder)
    const files = ['data/postmaster.pid', '.s.PGSQL.5432.lock'].map((name) => join(home, name))
    const contents = await Promise.all(files.map((file) => readFile(file, 'utf8')))
    for (const pid of [keeper, server, ...childrenOf(server)]) process.kill(pid, 'SIGKILL')
    await killed.kill()
    const { uid, gid } = statSync(home)
    const other = spawn('sleep', ['60'], isRoot() ? { uid, gid } : {})
    onTestFinished(() => void other.kill())
    for (const [i, file] of files.entries())
      await writeFile(file, String(contents[i]).replace(/^\d+/, String(other.pid)))
    await hasKept(folder, killed)
  })

  test('a server that dies is told of', async () => {
    const postgres = await started(folder)
    const pid = Number.parseInt(await readFile(join(homeOf(folder), 'data/postmaster.pid'), 'utf8'), 10)
    process.kill(pid, 'SIGQUIT')
    await expect(postgres.failed).resolves.toMatch(/shut down|postmaster exit/)
  })

  test('the server log quotes neither statements nor rows', async () => {
    const { ownerUrl } = await started(folder)
    await rows(ownerUrl, 'create table persons (mail text unique)')
    await rows(ownerUrl, `insert into persons values ('amina@example.org')`)
    await expect(rows(ownerUrl, `insert into persons values ('amina@example.org')`)).rejects.toThrow('duplicate key')
    expect(await readFile(join(homeOf(folder), 'server.log'), 'utf8')).not.toMatch(/amina|persons/)
  })

  test.runIf(isRoot())(
    'a copy of a data folder does not open the database of the original; a moved one keeps it',
    async () => {
      await cp(folder, `${folder} copy`, { recursive: true })
      await expect(startPostgres({ folder: `${folder} copy` })).rejects.toThrow(`${folder} copy is a copy of ${folder}`)
      await rename(folder, `${folder} moved`)
      await rm(`${folder} copy`, { recursive: true })
      await (await startPostgres({ folder: `${folder} moved` })).stop()
      await rename(`${folder} moved`, folder)
    },
  )

  test('a first start that was cut short is begun again', async () => {
    const pointer = join(folder, 'postgres.json')
    await writeFile(pointer, (await readFile(pointer, 'utf8')).replace('"made": true', '"made": false'))
    const home = homeOf(folder)
    await rename(join(home, 'data'), join(home, 'data.partial'))
    const again = await started(folder)
    expect(await rows(again.serverUrl, 'select current_user')).toEqual([{ current_user: 'concord_server' }])
  })

  test.runIf(isRoot())('the database of a data folder that was removed is set aside', async () => {
    const first = await startPostgres({ folder })
    await rows(first.ownerUrl, 'create table lost (text text)')
    await first.stop()
    await rm(folder, { recursive: true })
    const second = await started(folder)
    expect(await rows(second.ownerUrl, `select to_regclass('lost') as found`)).toEqual([{ found: null }])
    expect(existsSync(`${homeOf(folder)}.removed/data`)).toBe(true)
    await rm(`${homeOf(folder)}.removed`, { recursive: true })
  })

  test('a database that is gone is reported, never quietly replaced by an empty one', async () => {
    await rm(join(homeOf(folder), 'data'), { recursive: true })
    await expect(startPostgres({ folder })).rejects.toThrow(/^The database of .* lay in .* and is gone/)
  })
})

/** The next start finds every row that the killed writer was told of. */
async function hasKept(folder: string, killed: Starter): Promise<void> {
  expect(killed.written()).toBeGreaterThan(0)
  const { ownerUrl } = await started(folder)
  const found = await rows(ownerUrl, `select count(*)::int as n from counted where n <= ${killed.written()}`)
  expect(found).toEqual([{ n: killed.written() }])
}

test('a path too long for a socket is served on 127.0.0.1', async () => {
  const parent = await dataFolder()
  await mkdir(parent)
  if (isRoot()) await ordinaryHome(parent)
  const folder = join(parent, 'x'.repeat(90))
  await mkdir(folder)
  if (isRoot()) await ordinaryHome(folder)
  const postgres = await started(folder)
  expect(postgres.serverUrl).toMatch(/@127\.0\.0\.1:\d+\/concord$/)
  expect(await rows(postgres.serverUrl, 'select 1 as one')).toEqual([{ one: 1 }])
})

/** Only root keeps databases elsewhere: lays the folder out as an ordinary user's start would. */
async function ordinaryHome(folder: string): Promise<void> {
  const passwords = { postgres: 'a', concord_owner: 'b', concord_server: 'c' }
  await writeFile(join(folder, 'postgres.json'), JSON.stringify({ home: 'postgres', passwords, made: false }))
  await mkdir(join(folder, 'postgres'))
  for (const path of [join(folder, '..'), folder, join(folder, 'postgres')]) await chown(path, 65_534, 65_534)
}

test('a throwaway leaves nothing behind', async () => {
  const postgres = await startPostgres({ throwaway: true })
  const folder = decodeURIComponent(postgres.serverUrl).match(/@(.*)\/concord$/)?.[1]
  expect(existsSync(String(folder))).toBe(true)
  await postgres.stop()
  expect(existsSync(String(folder))).toBe(false)
})
