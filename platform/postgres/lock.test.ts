import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { isHeld, lockHolder, takeLock } from './lock.ts'

async function newFile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'concord lock '))
  onTestFinished(() => rm(folder, { recursive: true }))
  return join(folder, 'a.lock')
}

/** Whether another process gets the lock; it ends with it in hand, without letting go. */
function elsewhere(file: string): boolean {
  const script = `const { takeLock } = await import(${JSON.stringify(join(import.meta.dirname, 'lock.ts'))}); process.exit(takeLock(process.argv[1]) ? 0 : 9)`
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script, file], {
    encoding: 'utf8',
  })
  if (status !== 0 && status !== 9) throw new Error(stderr)
  return status === 0
}

test('one holds it, others are told who', async () => {
  const file = await newFile()
  expect(isHeld(file)).toBe(false)
  const lock = takeLock(file)
  expect(lockHolder(file)).toBe(process.pid)
  expect(isHeld(file)).toBe(true)
  expect(elsewhere(file)).toBe(false)
  lock?.release()
  expect(isHeld(file)).toBe(false)
  expect(lockHolder(file)).toBeUndefined()
  expect(elsewhere(file)).toBe(true)
})

test('a process that ended without letting go holds nothing', async () => {
  const file = await newFile()
  expect(elsewhere(file)).toBe(true)
  expect(lockHolder(file)).not.toBe(process.pid)
  const lock = takeLock(file)
  expect(lockHolder(file)).toBe(process.pid)
  lock?.release()
})

test('trying again in the same process is refused and does not loosen the lock', async () => {
  const file = await newFile()
  const lock = takeLock(file)
  expect(takeLock(file)).toBeUndefined()
  expect(elsewhere(file)).toBe(false)
  lock?.release()
})
