import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, realpath, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openDataFolder } from './data-folder.ts'
import { requirePort } from './port.ts'
import { announce, findRunning } from './running.ts'

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

const NOTE = { origin: 'http://localhost:1', local: 'http://127.0.0.1:1', demonstration: true }

test('a running server is found by its note until it takes it back', async () => {
  const folder = await place()
  expect(await findRunning(folder)).toBeUndefined()
  const withdraw = await announce(folder, { ...NOTE, process: process.pid })
  expect(await findRunning(folder)).toEqual({ ...NOTE, process: process.pid })
  await withdraw()
  expect(await findRunning(folder)).toBeUndefined()
})

test('a server that was killed is not counted, not even when its number is that of another process by now', async () => {
  const folder = await place()
  const running = JSON.stringify(join(import.meta.dirname, 'running.ts'))
  const script = `const { announce } = await import(${running}); await announce(process.argv[1], { ...${JSON.stringify(NOTE)}, process: ${process.pid} }); console.log('there'); setInterval(() => {}, 1000)`
  const server = spawn(process.execPath, ['--input-type=module', '-e', script, folder])
  await once(server.stdout, 'data')
  expect(await findRunning(folder)).toEqual({ ...NOTE, process: process.pid })
  server.kill('SIGKILL')
  await once(server, 'exit')
  expect(existsSync(join(folder, 'server.json'))).toBe(true)
  expect(await findRunning(folder)).toBeUndefined()
  const withdraw = await announce(folder, { ...NOTE, process: process.pid })
  expect(await findRunning(folder)).toMatchObject({ process: process.pid })
  await withdraw()
})

test("another server's note stays when this one ends", async () => {
  const folder = await place()
  const first = await announce(folder, { ...NOTE, process: 1 })
  const second = await announce(folder, { ...NOTE, process: 2 })
  await second()
  expect(await findRunning(folder)).toMatchObject({ process: 1 })
  await first()
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
