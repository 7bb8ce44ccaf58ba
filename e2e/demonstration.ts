import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { TestProject } from 'vitest/node'

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
  const server = spawn(
    process.execPath,
    ['apps/server/main.ts', '--demo', '--data', folder, '--port', String(await freePort())],
    {
      cwd: join(import.meta.dirname, '..'),
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  await ready(server)
  project.provide('demonstration', describe(folder))
  return async () => {
    const ended = new Promise((done) => server.once('exit', done))
    server.kill('SIGTERM')
    await Promise.race([ended, setTimeout(20_000)])
    rmSync(join(folder, '..'), { recursive: true, force: true })
  }
}

export type Account = { mail: string; password: string; totp: string; role: string; organisation: string }

function describe(folder: string): { origin: string; folder: string; accounts: Account[] } {
  const read = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8'))
  return { origin: read('server.json').origin, folder, accounts: read('accounts.json') }
}

async function ready(server: ChildProcess): Promise<void> {
  let said = ''
  await new Promise<void>((done, fail) => {
    const listen = (chunk: Buffer) => {
      said += chunk
      if (said.includes('Concord answers at')) done()
    }
    server.stdout?.on('data', listen)
    server.stderr?.on('data', listen)
    server.once('exit', (code) => fail(new Error(`the demonstration ended with ${code}:\n${said}`)))
  })
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer()
    probe.once('error', fail)
    probe.listen(0, 'localhost', () => {
      const address = probe.address()
      probe.close(() => (typeof address === 'object' && address ? done(address.port) : fail(new Error('no port'))))
    })
  })
}

declare module 'vitest' {
  interface ProvidedContext {
    demonstration: { origin: string; folder: string; accounts: Account[] }
  }
}
