import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { loadKeys } from './keys.ts'

const none = { files: undefined, audit: undefined, sessions: undefined }
const given = new Uint8Array(32).fill(7)
const other = new Uint8Array(32).fill(8)
async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'concord-keys-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return folder
}

test('keys that are not given are made once, in a file for its owner alone', async () => {
  const folder = await newFolder()
  const keys = await loadKeys({ folder, keys: none })
  expect(new Set(Object.values(keys).map((key) => Buffer.from(key).toString('hex'))).size).toBe(3)
  expect(Object.values(keys).map((key) => key.length)).toEqual([32, 32, 32])
  expect((await stat(join(folder, 'keys.json'))).mode & 0o777).toBe(0o600)
  expect(await loadKeys({ folder, keys: none })).toEqual(keys)
})

test('a given key is used and not kept, and must stay the same', async () => {
  const folder = await newFolder()
  const keys = await loadKeys({ folder, keys: { ...none, files: given } })
  expect(keys.files).toEqual(given)
  expect(await readFile(join(folder, 'keys.json'), 'utf8')).not.toContain(Buffer.from(given).toString('base64'))
  await expect(loadKeys({ folder, keys: { ...none, files: other } })).rejects.toThrow('CONCORD_FILE_KEY is not the key')
  await expect(loadKeys({ folder, keys: none })).rejects.toThrow('CONCORD_FILE_KEY is missing')
  expect(await loadKeys({ folder, keys: { ...none, files: given } })).toEqual(keys)
})

test('a key made here may move out into the configuration, another may not take its place', async () => {
  const folder = await newFolder()
  const { audit } = await loadKeys({ folder, keys: none })
  await expect(loadKeys({ folder, keys: { ...none, audit: other } })).rejects.toThrow(
    'CONCORD_AUDIT_KEY is not the key',
  )
  await loadKeys({ folder, keys: { ...none, audit } })
  expect(await readFile(join(folder, 'keys.json'), 'utf8')).not.toContain(Buffer.from(audit).toString('base64'))
})
