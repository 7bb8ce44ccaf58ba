import { existsSync, readFileSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { dataFolder, ownerUrlOf, rows } from '../../platform/postgres/testing.ts'
import { openDataFolder } from '../server/data-folder.ts'
import { freePort, type Launched, launch, ready } from '../server/testing.ts'
import { runBackup } from './backup.ts'

// A server in a process of its own, its folder copied and brought back elsewhere.
const atEnd: (() => Promise<void>)[] = []
afterAll(() => Promise.all(atEnd.map((remove) => remove())))
const newFolder = () => dataFolder((remove) => atEnd.push(remove))
const folder = await newFolder()
const restored = await newFolder()
const copy = join(folder, '../copy')

async function running(inFolder: string): Promise<Launched> {
  const launched = launch(['--data', inFolder, '--port', String(await freePort())])
  onTestFinished(async () => {
    launched.child.kill('SIGKILL')
    await launched.ended
  })
  await ready(launched)
  return launched
}

const backup = (to: string, of = folder) => runBackup('backup', ['--data', of, '--to', to])
const restore = (to: string) => runBackup('restore', ['--from', copy, '--data', to])

test('what was committed before a kill is in the backup of the folder, and comes back with its keys', async () => {
  const server = await running(folder)
  await rows(ownerUrlOf(folder), `insert into settings (name, value) values ('kept', '"so that it is found again"')`)
  await expect(backup(copy)).rejects.toThrow(`The data folder ${folder} is in use by another Concord`)
  expect(existsSync(copy)).toBe(false)
  server.child.kill('SIGKILL')
  await server.ended
  await backup(copy)
  await restore(restored)
  await running(restored)
  expect(await rows(ownerUrlOf(restored), `select value from settings where name = 'kept'`)).toEqual([
    { value: 'so that it is found again' },
  ])
  expect(readFileSync(join(restored, 'keys.json'))).toEqual(readFileSync(join(folder, 'keys.json')))
}, 120_000)

test('what would be written over, holds itself or is not whole is refused by its name', async () => {
  await expect(backup(copy)).rejects.toThrow(`${copy} exists already`)
  await expect(backup(join(folder, 'inside'))).rejects.toThrow('lies inside')
  await expect(backup(`${copy}2`, join(folder, '../none'))).rejects.toThrow('not a data folder')
  await expect(restore(restored)).rejects.toThrow(`${restored} exists already`)
  await expect(runBackup('restore', ['--form', copy])).rejects.toThrow("'--form'")
  await rename(join(copy, 'backup.json'), join(copy, 'other.json'))
  await expect(restore(`${restored}2`)).rejects.toThrow('not a whole backup')
  await rename(join(copy, 'other.json'), join(copy, 'backup.json'))
})

test('a folder that was brought back by half is refused by a server', async () => {
  const half = await newFolder()
  await rename(join(copy, 'data/concord.json'), join(copy, 'concord.json'))
  await expect(restore(half)).rejects.toThrow('concord.json')
  await expect(openDataFolder({ folder: half, demonstration: false })).rejects.toThrow('holds other things')
})
