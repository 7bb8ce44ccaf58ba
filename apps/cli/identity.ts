import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { Secret, TOTP } from 'otpauth'
import { giveCode, readSession, signIn } from '../../platform/access/contract.ts'
import { readCallerConfig } from '../../platform/config.ts'
import type { Endpoint } from '../../platform/contract.ts'
import { SetupProblem } from '../../platform/setup-problem.ts'
import { Accounts } from '../server/accounts.ts'
import type { Options } from './arguments.ts'
import type { Line, Reply } from './line.ts'

const PERIOD = 30_000

/**
 * The headers that prove who calls: an API token from CONCORD_TOKEN; or, in a demonstration, the session of one of its
 * published accounts, signed in with password and code like anyone. Without either, nobody: there are no ambient rights.
 */
export async function identify(line: Line, options: Options): Promise<Record<string, string>> {
  const { token } = readCallerConfig()
  if (options.as === undefined) return token ? { authorization: `Bearer ${token}` } : {}
  if (!line.folder || !existsSync(join(line.folder, 'accounts.json')))
    throw new SetupProblem('--as is for the accounts of a demonstration; elsewhere set CONCORD_TOKEN.')
  return { cookie: await sessionOf(line, line.folder, options.as.toLowerCase()) }
}

/** The cookie of a session as `mail`: the one of an earlier command while it lasts, since a code is taken only once. */
async function sessionOf(line: Line, folder: string, mail: string): Promise<string> {
  const accounts = Accounts.parse(JSON.parse(readFileSync(join(folder, 'accounts.json'), 'utf8')))
  const account = accounts.find((a) => a.mail === mail)
  if (!account)
    throw new SetupProblem(
      `${mail} is no account of this demonstration. It has ${accounts.map((a) => a.mail).join(', ')}.`,
    )
  const kept = keptSessions(folder)
  const cookie = kept[mail]
  if (cookie && (await isSignedIn(line, cookie))) return cookie
  const fresh = await signInAs(line, account)
  const file = join(folder, 'command-sessions.json')
  writeFileSync(file, JSON.stringify({ ...kept, [mail]: fresh }), { mode: 0o600 })
  chmodSync(file, 0o600)
  return fresh
}

function keptSessions(folder: string): Record<string, string> {
  const file = join(folder, 'command-sessions.json')
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {}
}

async function isSignedIn(line: Line, cookie: string): Promise<boolean> {
  const reply = await line.send({ method: 'GET', path: readSession.path, headers: { cookie } })
  return reply.status === 200 && 'person' in (JSON.parse(reply.body.toString('utf8')) as object)
}

/** A code is taken once: where those of now and of the next 30 seconds are used already, the one after them will do. */
async function signInAs(line: Line, account: Account): Promise<string> {
  for (const ahead of [0, PERIOD]) {
    const done = await enter(line, account, ahead)
    if (done.status === 200) return done.cookie
  }
  await setTimeout(PERIOD - (Date.now() % PERIOD) + 500)
  const done = await enter(line, account, PERIOD)
  if (done.status !== 200) throw refused(done)
  return done.cookie
}

/** With the password, then the code of `ahead` milliseconds from now: a refused code ends the sign-in it was for. */
async function enter(line: Line, { mail, password, totp }: Account, ahead: number): Promise<Answered> {
  const begun = await post(line, signIn, { mail, password }, '')
  if (begun.status !== 200) throw refused(begun)
  const app = new TOTP({ secret: Secret.fromBase32(totp) })
  return post(line, giveCode, { code: app.generate({ timestamp: Date.now() + ahead }) }, begun.cookie)
}

type Account = { mail: string; password: string; totp: string }
type Answered = Reply & { cookie: string }

async function post(line: Line, e: Endpoint, input: object, cookie: string): Promise<Answered> {
  const headers = { 'content-type': 'application/json', 'x-concord': '1', ...(cookie && { cookie }) }
  const reply = await line.send({ method: 'POST', path: e.path, headers, body: JSON.stringify(input) })
  return { ...reply, cookie: merge(cookie, reply.setCookies) }
}

/** The cookies a browser would send next. */
function merge(before: string, setCookies: readonly string[]): string {
  const jar = new Map(before.split('; ').filter(Boolean).map(pair))
  for (const [name, value] of setCookies.map((line) => pair(line.split(';')[0]!))) {
    if (value === '') jar.delete(name)
    else jar.set(name, value)
  }
  return [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
}

const pair = (text: string): [string, string] => {
  const at = text.indexOf('=')
  return [text.slice(0, at), text.slice(at + 1)]
}

function refused(reply: Reply): SetupProblem {
  const { title } = JSON.parse(reply.body.toString('utf8')) as { title?: string }
  return new SetupProblem(title ?? `The server answered ${reply.status}.`)
}
