import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, realpath, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openDataFolder } from './data-folder.ts'
import { requirePort } from './port.ts'
import { announce, findRunning, withdraw } from './running.ts'

async function place(): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'concord folder ')))
  onTestFinished(() => rm(folder, { recursive: true }))
  return folder
}

test('a data folder is made for its owner alone, and opened again', async () => {
  const folder = join(await place(), 'deep', 'data')
  expect(await openDataFolder({ folder, demonstration: false })).toBe(folder)
  expect((await stat(folder)).mode & 0o777).toBe(0o700)
  expect(await openDataFolder({ folder, demonstration: false })).toBe(folder)
})

test('a demonstration is never opened as production, nor the reverse', async () => {
  const folder = join(await place(), 'data')
  await openDataFolder({ folder, demonstration: true })
  const refusal = `The data folder ${folder} is for demonstration, not for production: name another with --data.`
  await expect(openDataFolder({ folder, demonstration: false })).rejects.toThrow(refusal)
})

test('a folder with other things in it is refused', async () => {
  const folder = await place()
  await writeFile(join(folder, 'letter.txt'), '')
  await expect(openDataFolder({ folder, demonstration: false })).rejects.toThrow(
    `${folder} holds other things (letter.txt)`,
  )
})

test('a running server is found by its note; one that was killed is not', async () => {
  const folder = await place()
  const note = { origin: 'http://localhost:1', local: 'http://127.0.0.1:1', demonstration: true }
  expect(await findRunning(folder)).toBeUndefined()
  await announce(folder, { ...note, process: process.pid })
  expect(await findRunning(folder)).toEqual({ ...note, process: process.pid })
  await withdraw(folder)
  expect(await findRunning(folder)).toBeUndefined()
  const ended = spawn(process.execPath, ['-e', ''])
  await once(ended, 'exit')
  await announce(folder, { ...note, process: ended.pid ?? 0 })
  expect(await findRunning(folder)).toBeUndefined()
})

test("another server's note stays when this one ends", async () => {
  const folder = await place()
  await announce(folder, {
    origin: 'http://localhost:1',
    local: 'http://127.0.0.1:1',
    demonstration: true,
    process: process.ppid,
  })
  await withdraw(folder)
  expect(await findRunning(folder)).toMatchObject({ process: process.ppid })
})

test('a port in use is refused by its number', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const { port } = server.address() as { port: number }
  await expect(requirePort(port, '127.0.0.1')).rejects.toThrow(`Port ${port} is in use by another program`)
  await requirePort(0, '127.0.0.1')
})

test('a host that is nowhere, or not here, is refused', async () => {
  await expect(requirePort(0, 'nowhere.invalid')).rejects.toThrow('CONCORD_HOST names nowhere.invalid')
  await expect(requirePort(0, '192.0.2.1')).rejects.toThrow('CONCORD_HOST must name an address of this machine')
})
