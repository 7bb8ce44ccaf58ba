import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { Secret, TOTP } from 'otpauth'
import { request } from 'playwright-core'
import type { TestProject } from 'vitest/node'
import { freePort, launch, ready } from '../apps/server/testing.ts'
import { makeThrowawayFolder } from '../platform/postgres/throwaway.ts'
import { unpackBrowser } from './browser.ts'

/**
 * Before the journeys: one demonstration as a newcomer starts it, in a folder of its own on a free port. CONCORD_TEST_DEMO
 * names the data folder of one that already runs, which saves its start while writing journeys.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  project.provide('browser', await unpackBrowser())
  const given = process.env['CONCORD_TEST_DEMO']
  if (given) {
    project.provide('demonstration', await describe(resolve(given)))
    return async () => {}
  }
  const folder = await makeThrowawayFolder()
  const server = launch(['--demo', '--data', folder, '--port', String(await freePort())])
  const end = async () => {
    server.child.kill('SIGTERM')
    await Promise.race([server.ended, setTimeout(20_000, undefined, { ref: false })])
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    await ready(server)
    project.provide('demonstration', await describe(folder))
  } catch (error) {
    await end()
    throw error
  }
  return end
}

export type Account = { mail: string; password: string; totp: string; role: string; organisation: string }

/** What a browser keeps of somebody who signed in. */
export type Session = Awaited<ReturnType<Awaited<ReturnType<typeof request.newContext>>['storageState']>>
type Demonstration = {
  origin: string
  folder: string
  accounts: Account[]
  sessions: Readonly<Record<string, Session>>
}

async function describe(folder: string): Promise<Demonstration> {
  const read = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8'))
  const { origin } = read('server.json') as { origin: string }
  const accounts = read('accounts.json') as Account[]
  // Once for all journeys: a code is taken once, so that two journeys of one person would wait for each other.
  const kept = 'journeys.json'
  if (!existsSync(join(folder, kept))) {
    const sessions = await Promise.all(accounts.map(async (a) => [a.mail, await enter(origin, a)] as const))
    writeFileSync(join(folder, kept), JSON.stringify(Object.fromEntries(sessions)))
  }
  return { origin, folder, accounts, sessions: read(kept) }
}

/** Signs in with password and code. */
async function enter(origin: string, { mail, password, totp }: Account): Promise<Session> {
  const context = await request.newContext({ baseURL: origin, extraHTTPHeaders: { 'x-concord': '1', origin } })
  const post = async (path: string, data: object) => {
    const reply = await context.post(path, { data })
    if (!reply.ok()) throw new Error(`${mail} cannot sign in: ${await reply.text()}`)
  }
  await post('/api/access/sign-in', { mail, password })
  await post('/api/access/sign-in/code', { code: new TOTP({ secret: Secret.fromBase32(totp) }).generate() })
  const state = await context.storageState()
  await context.dispose()
  return state
}

declare module 'vitest' {
  interface ProvidedContext {
    demonstration: Demonstration
  }
}
