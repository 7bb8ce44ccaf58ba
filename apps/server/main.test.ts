import { existsSync, readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { dataFolder, homeOf } from '../../platform/postgres/testing.ts'
import { freePort, type Launched, launch, ready } from './testing.ts'

const atEnd: (() => Promise<void>)[] = []
const newFolder = () => dataFolder((remove) => atEnd.push(remove))
let folder: string
let port: number
beforeAll(async () => {
  folder = await newFolder()
  port = await freePort()
})
afterAll(() => Promise.all(atEnd.map((remove) => remove())))

const start = (inFolder: string, onPort: number) => launch(['--data', inFolder, '--port', String(onPort)])

/** A server that is ended with the test, however that ends. */
async function running(): Promise<Launched> {
  const launched = start(folder, port)
  onTestFinished(async () => {
    launched.child.kill('SIGTERM')
    await launched.ended
  })
  await ready(launched)
  return launched
}

test('a server answers, says so, refuses company by folder and by port, and ends when told to', async () => {
  const first = await running()
  const address = `http://localhost:${port}`
  expect(first.said()).toContain(`Concord answers at ${address}`)
  expect((await fetch(address)).headers.get('content-type')).toContain('text/html')
  const absent = await fetch(`${address}/api/nothing/here`)
  expect([absent.status, absent.headers.get('content-type')]).toEqual([404, 'application/problem+json; charset=utf-8'])

  const sameFolder = start(folder, port)
  expect(await sameFolder.ended).toBe(1)
  expect(sameFolder.said()).toContain(
    `The data folder ${folder} is in use by another Concord (process ${first.child.pid}).`,
  )
  const samePort = start(await newFolder(), port)
  expect(await samePort.ended).toBe(1)
  expect(samePort.said()).toContain(`Port ${port} is in use by another program`)

  first.child.kill('SIGTERM')
  expect(await first.ended).toBe(0)
  expect(existsSync(join(folder, 'server.json'))).toBe(false)
}, 120_000)

test('after kill -9 the next server starts, and the note that the killed one left misleads nobody', async () => {
  const first = await running()
  first.child.kill('SIGKILL')
  await first.ended
  const note = readFileSync(join(folder, 'server.json'), 'utf8')
  expect(JSON.parse(note)).toMatchObject({ process: first.child.pid })
  const second = await running()
  expect(JSON.parse(readFileSync(join(folder, 'server.json'), 'utf8'))).toMatchObject({ process: second.child.pid })
  second.child.kill('SIGKILL')
  await second.ended
  // By now another program of this machine has the number of the killed one.
  await writeFile(join(folder, 'server.json'), JSON.stringify({ ...JSON.parse(note), process: process.pid }))
  const third = await running()
  expect(JSON.parse(readFileSync(join(folder, 'server.json'), 'utf8'))).toMatchObject({ process: third.child.pid })
}, 120_000)

test('a server whose PostgreSQL dies ends with it, and the next one starts', async () => {
  const first = await running()
  process.kill(Number.parseInt(readFileSync(join(homeOf(folder), 'data/postmaster.pid'), 'utf8'), 10), 'SIGKILL')
  expect(await first.ended).toBe(1)
  expect(first.said()).toContain('PostgreSQL ended, so Concord ends too')
  await running()
}, 120_000)
