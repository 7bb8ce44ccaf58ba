import { createHash, randomBytes } from 'node:crypto'
import { copyFile, mkdtemp, readdir, readFile, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Damaged, type Disk, openDisk } from './disk.ts'

const key = randomBytes(32)
let folder: string
let disk: Disk
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'concord files '))
  disk = openDisk(folder, key)
})
afterEach(() => rm(folder, { recursive: true }))

const content = Buffer.from('The words of a strictly confidential document.')
const pathOf = (hash: string) => join(folder, hash.slice(0, 2), hash.slice(2, 4), hash)

async function keep(bytes: Buffer): Promise<string> {
  const hash = disk.hashOf(bytes)
  await disk.write(hash, bytes)
  return hash
}

test('what is written is read again, after a new start too', async () => {
  const hash = await keep(content)
  expect(await disk.read(hash)).toEqual(content)
  expect(await openDisk(folder, key).read(hash)).toEqual(content)
})

test('a thief of the disk sees neither the words nor whether a known document is there', async () => {
  const hash = await keep(content)
  const bytes = await readFile(pathOf(hash))
  expect(bytes.includes('confidential')).toBe(false)
  expect(hash).not.toBe(createHash('sha256').update(content).digest('hex'))
  expect(openDisk(folder, randomBytes(32)).hashOf(content)).not.toBe(hash)
  expect((await stat(pathOf(hash))).mode & 0o077).toBe(0)
  expect((await stat(join(folder, hash.slice(0, 2)))).mode & 0o077).toBe(0)
})

test('the same content written twice is one file, and looks different', async () => {
  const hash = await keep(content)
  const first = await readFile(pathOf(hash))
  await keep(content)
  expect(await readFile(pathOf(hash))).not.toEqual(first)
  expect(await disk.read(hash)).toEqual(content)
})

test('a changed bit is noticed, wherever it is', async () => {
  const hash = await keep(content)
  const sound = await readFile(pathOf(hash))
  for (const at of [0, 11, 12, 27, 28, sound.length - 1]) {
    const changed = Buffer.from(sound)
    changed[at]! ^= 1
    await writeFile(pathOf(hash), changed)
    await expect(disk.read(hash)).rejects.toBeInstanceOf(Damaged)
  }
  for (const length of [sound.length - 1, 28, 5, 0]) {
    await writeFile(pathOf(hash), sound)
    await truncate(pathOf(hash), length)
    await expect(disk.read(hash)).rejects.toBeInstanceOf(Damaged)
  }
  await rm(pathOf(hash))
  await expect(disk.read(hash)).rejects.toBeInstanceOf(Damaged)
})

test('one file put in the place of another is noticed', async () => {
  const [one, other] = [await keep(content), await keep(Buffer.from('another document'))]
  await copyFile(pathOf(other), pathOf(one))
  await expect(disk.read(one)).rejects.toBeInstanceOf(Damaged)
})

test('another key opens nothing', async () => {
  const hash = await keep(content)
  const other = openDisk(folder, randomBytes(32))
  expect(other.key).not.toBe(disk.key)
  await expect(other.read(hash)).rejects.toBeInstanceOf(Damaged)
})

test('[67] nothing but a hash is a place on the disk', async () => {
  await writeFile(join(folder, 'keys.json'), 'secret')
  for (const name of ['../keys.json', 'keys.json', '/etc/passwd', '..', '', `${'a'.repeat(63)}/`, 'A'.repeat(64)]) {
    await expect(async () => disk.read(name)).rejects.toThrow('not the hash')
    await expect(async () => disk.write(name, content)).rejects.toThrow('not the hash')
    await expect(async () => disk.destroy(name)).rejects.toThrow('not the hash')
  }
})

test('what was set aside, or left half-written, is destroyed after its time', async () => {
  const hash = await keep(content)
  const old = new Date('2020-01-01')
  await writeFile(join(folder, 'drafts', 'left by a crash'), 'half')
  await utimes(join(folder, 'drafts', 'left by a crash'), old, old)
  await disk.setAside(hash)
  await expect(disk.read(hash)).rejects.toBeInstanceOf(Damaged)
  await disk.emptyBin(new Date(Date.now() - 1000))
  expect(await readdir(join(folder, 'drafts'))).toEqual([])
  expect(await readdir(join(folder, 'bin'))).toEqual([hash])
  await disk.emptyBin(new Date(Date.now() + 1000))
  expect(await readdir(join(folder, 'bin'))).toEqual([])
})

test('tells what it keeps', async () => {
  const hashes = [await keep(content), await keep(Buffer.from('b')), await keep(Buffer.from('c'))]
  const kept: string[] = []
  for await (const some of disk.kept()) kept.push(...some)
  expect(kept.sort()).toEqual(hashes.sort())
  const nothing = openDisk(join(folder, 'not made yet'), key)
  expect(await nothing.kept().next()).toEqual({ done: true, value: undefined })
})
