import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { Secret, TOTP } from 'otpauth'
import { request } from 'playwright-core'
import type { TestProject } from 'vitest/node'
import { freePort, launch, ready } from '../apps/server/testing.ts'
import { makeThrowawayFolder } from '../platform/postgres/throwaway.ts'
import { unpackBrowser } from './browser.ts'
import { type Account, FAILED, KEPT, type Session } from './demonstration.ts'

/**
 * For the journeys: one demonstration as a newcomer starts it, in a folder of its own on a free port. It starts while other
 * tests run already; a journey waits for it (ready.ts). CONCORD_TEST_DEMO names the data folder of one that already runs,
 * which saves its start while writing journeys.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  project.provide('browser', await unpackBrowser())
  const given = process.env['CONCORD_TEST_DEMO']
  if (given) {
    project.provide('demonstrationFolder', resolve(given))
    await signIn(resolve(given))
    return async () => {}
  }
  const folder = await makeThrowawayFolder()
  project.provide('demonstrationFolder', folder)
  const server = launch(['--demo', '--data', folder, '--port', String(await freePort())])
  const begun = ready(server)
    .then(() => signIn(folder))
    .catch((error: Error) => writeFileSync(join(folder, FAILED), `${error.stack}`))
  return async () => {
    await begun
    server.child.kill('SIGTERM')
    await Promise.race([server.ended, setTimeout(20_000, undefined, { ref: false })])
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Once for all journeys: a code is taken once, so that two journeys of one person would wait for each other. */
async function signIn(folder: string): Promise<void> {
  if (existsSync(join(folder, KEPT))) return
  const read = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8'))
  const { origin } = read('server.json') as { origin: string }
  const accounts = read('accounts.json') as Account[]
  const sessions = await Promise.all(accounts.map(async (a) => [a.mail, await enter(origin, a)] as const))
  writeFileSync(join(folder, `${KEPT}.new`), JSON.stringify(Object.fromEntries(sessions)))
  renameSync(join(folder, `${KEPT}.new`), join(folder, KEPT))
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
