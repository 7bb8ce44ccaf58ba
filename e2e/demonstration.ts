import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { TestProject } from 'vitest/node'
import { freePort, launch, ready } from '../apps/server/testing.ts'

/**
 * Before the journeys: one demonstration as a newcomer starts it, in a folder of its own on a free port. CONCORD_TEST_DEMO
 * names the data folder of one that already runs, which saves its start while writing journeys.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['CONCORD_TEST_DEMO']
  if (given) {
    project.provide('demonstration', describe(resolve(given)))
    return async () => {}
  }
  const folder = join(mkdtempSync(join(tmpdir(), 'concord-journeys-')), 'demo')
  const server = launch(['--demo', '--data', folder, '--port', String(await freePort())])
  await ready(server)
  project.provide('demonstration', describe(folder))
  return async () => {
    server.child.kill('SIGTERM')
    await Promise.race([server.ended, setTimeout(20_000, undefined, { ref: false })])
    rmSync(join(folder, '..'), { recursive: true, force: true })
  }
}

export type Account = { mail: string; password: string; totp: string; role: string; organisation: string }

function describe(folder: string): { origin: string; folder: string; accounts: Account[] } {
  const read = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8'))
  return { origin: read('server.json').origin, folder, accounts: read('accounts.json') }
}

declare module 'vitest' {
  interface ProvidedContext {
    demonstration: { origin: string; folder: string; accounts: Account[] }
  }
}
