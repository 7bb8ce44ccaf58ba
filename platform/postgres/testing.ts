import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import pg from 'pg'
import { onTestFinished } from 'vitest'
import { addresses } from './bootstrap.ts'
import { type Home, SOCKET_PORT } from './home.ts'

/** A data folder of its own, with a space in its path; `atEnd` removes it with what root keeps outside it. */
export async function dataFolder(atEnd: (remove: () => Promise<void>) => void = onTestFinished): Promise<string> {
  const parent = await mkdtemp(join(await realpath(tmpdir()), 'concord test '))
  const folder = join(parent, 'data')
  atEnd(async () => {
    if (existsSync(join(folder, 'postgres.json'))) await rm(homeOf(folder), { recursive: true, force: true })
    await rm(parent, { recursive: true, force: true })
  })
  return folder
}

/** Where the database of a data folder lies. */
export function homeOf(folder: string): string {
  const { home } = JSON.parse(readFileSync(join(folder, 'postgres.json'), 'utf8')) as { home: string }
  return resolve(folder, home)
}

/** Where the owner of a running database of a data folder enters. */
export function ownerUrlOf(folder: string): string {
  const { passwords } = JSON.parse(readFileSync(join(folder, 'postgres.json'), 'utf8')) as Pick<Home, 'passwords'>
  return addresses(passwords, { host: homeOf(folder), port: SOCKET_PORT }).owner
}

export async function rows(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

/** The installation a starter runs from, and the account it runs as. */
export type Installation = { node: string; root: string; account?: { uid: number; gid: number } }
const own: Installation = { node: process.execPath, root: resolve(import.meta.dirname, '../..') }

/** A process that starts the PostgreSQL of `folder` and then commits one numbered row after the other. */
export type Starter = {
  child: ChildProcess
  /** Process ids of the server and of its keeper. */
  children: () => { server: number; keeper: number }
  ownerUrl: string
  /** The number of the last row whose commit it was told of. */
  written: () => number
  /** Kills it as `kill -9` does, and nothing else. */
  kill: () => Promise<void>
  /** Lets it stop PostgreSQL in order. */
  stop: () => Promise<void>
}

const SCRIPT = `
import { writeSync } from 'node:fs'
const { startPostgres } = await import(process.argv[1] + '/platform/postgres/start.ts')
const { default: pg } = await import(process.argv[1] + '/node_modules/pg/esm/index.mjs')
const postgres = await startPostgres({ folder: process.argv[2] })
const client = new pg.Client({ connectionString: postgres.ownerUrl })
await client.connect()
await client.query('create table if not exists counted (n int primary key)')
let n = (await client.query('select coalesce(max(n), 0) as n from counted')).rows[0].n
writeSync(1, postgres.ownerUrl + '\\n')
let going = true
process.stdin.on('end', () => { going = false }).resume()
while (going) {
  await client.query('insert into counted values ($1)', [++n])
  writeSync(1, n + '\\n')
}
await client.end()
await postgres.stop()
`

/** Starts a starter and waits until it writes. Its refusal to start is thrown with what it said. */
export async function starter(folder: string, { node, root, account }: Installation = own): Promise<Starter> {
  const child = spawn(node, ['--input-type=module', '-e', SCRIPT, root, folder], {
    ...account,
    cwd: '/',
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const ended = once(child, 'close')
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  let written = 0
  let ownerUrl = ''
  await new Promise<void>((writing, refused) => {
    createInterface(child.stdout).on('line', (line) => {
      if (line.startsWith('postgresql:')) ownerUrl = line
      else written = Number(line)
      if (written > 0) writing()
    })
    child.once('close', () => refused(new Error(said)))
  })
  return {
    child,
    ownerUrl,
    written: () => written,
    children: () => {
      const [server, keeper] = childrenOf(child.pid ?? 0)
      if (!server || !keeper) throw new Error('the starter has no server or no keeper')
      return { server, keeper }
    },
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
    stop: async () => {
      child.stdin.end()
      await ended
    },
  }
}

/** Ids of the living children of a process. */
export function childrenOf(pid: number): number[] {
  const list = `/proc/${pid}/task/${pid}/children`
  const text = existsSync(list)
    ? readFileSync(list, 'utf8')
    : spawnSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' }).stdout
  return text.split(/\s+/).filter(Boolean).map(Number)
}
