import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'

type Launched = { child: ChildProcess; said: () => string; ended: Promise<number | null> }

/** Starts Concord as `npm start` does. */
function launch(folder: string, port: number): Launched {
  const args = [join(import.meta.dirname, 'main.ts'), '--data', folder, '--port', String(port)]
  const environment = Object.entries(process.env).filter(([name]) => !/^(DATABASE|CONCORD)_/.test(name))
  const child = spawn(process.execPath, args, {
    env: Object.fromEntries(environment),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
  }
  const ended = once(child, 'close').then(([code]) => code as number | null)
  return { child, said: () => said, ended }
}

/** Waits for the line with the address; what a server says that ends before is thrown. */
async function ready({ child, said, ended }: Launched): Promise<void> {
  let over = false
  void ended.then(() => {
    over = true
  })
  while (!said().includes('Concord answers at')) {
    if (over) throw new Error(said())
    await Promise.race([once(child.stdout!, 'data'), ended])
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  return port
}

let parent: string
let port: number
beforeAll(async () => {
  parent = await realpath(await mkdtemp(join(tmpdir(), 'concord server ')))
  port = await freePort()
})
afterAll(async () => {
  for (const name of ['data', 'other']) {
    const pointer = join(parent, name, 'postgres.json')
    if (!existsSync(pointer)) continue
    const { home } = JSON.parse(readFileSync(pointer, 'utf8')) as { home: string }
    await rm(resolve(parent, name, home), { recursive: true, force: true })
  }
  await rm(parent, { recursive: true, force: true })
})

/** A server that is ended with the test, however that ends. */
async function running(folder: string, onPort: number): Promise<Launched> {
  const launched = launch(folder, onPort)
  onTestFinished(async () => {
    launched.child.kill('SIGTERM')
    await launched.ended
  })
  await ready(launched)
  return launched
}

test('a server answers, says so, refuses company by folder and by port, and ends when told to', async () => {
  const folder = join(parent, 'data')
  const first = await running(folder, port)
  const address = `http://localhost:${port}`
  expect(first.said()).toContain(`Concord answers at ${address}`)
  expect((await fetch(address)).headers.get('content-type')).toContain('text/html')
  const absent = await fetch(`${address}/api/nothing/here`)
  expect([absent.status, absent.headers.get('content-type')]).toEqual([404, 'application/problem+json; charset=utf-8'])

  const sameFolder = launch(folder, port)
  expect(await sameFolder.ended).toBe(1)
  expect(sameFolder.said()).toContain(
    `The data folder ${folder} is in use by another Concord (process ${first.child.pid}).`,
  )
  const samePort = launch(join(parent, 'other'), port)
  expect(await samePort.ended).toBe(1)
  expect(samePort.said()).toContain(`Port ${port} is in use by another program`)

  const told = performance.now()
  first.child.kill('SIGTERM')
  expect(await first.ended).toBe(0)
  expect(performance.now() - told).toBeLessThan(8000)
  expect(existsSync(join(folder, 'server.json'))).toBe(false)
}, 120_000)

test('a server whose PostgreSQL dies ends with it, and the next one starts', async () => {
  const folder = join(parent, 'data')
  const first = await running(folder, port)
  const { home } = JSON.parse(readFileSync(join(folder, 'postgres.json'), 'utf8')) as { home: string }
  process.kill(Number.parseInt(readFileSync(resolve(folder, home, 'data/postmaster.pid'), 'utf8'), 10), 'SIGKILL')
  expect(await first.ended).toBe(1)
  expect(first.said()).toContain('PostgreSQL ended, so Concord ends too')
  await running(folder, port)
}, 120_000)
