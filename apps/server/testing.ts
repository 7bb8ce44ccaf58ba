import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { Secret, TOTP } from 'otpauth'
import type { z } from 'zod'
import manifest from '../../package.json' with { type: 'json' }
import { giveCode, signIn } from '../../platform/access/contract.ts'
import type { MadeAccount } from '../../platform/access/make-account.ts'
import type { Endpoint } from '../../platform/contract.ts'
import type { ProblemBody } from '../../platform/problem-text.ts'

/** A server in a process of its own, and all that it said on either channel. */
export type Launched = { child: ChildProcess; said: () => string; ended: Promise<number | null> }

/** The flags of Node.js that `npm start` gives. */
const FLAGS = manifest.scripts.start.split(' ').filter((word) => word.startsWith('--'))

/** Starts Concord as `npm start` does: with these arguments, and of its variables these alone. */
export function launch(args: readonly string[], variables: Readonly<Record<string, string>> = {}): Launched {
  const environment = Object.entries(process.env).filter(([name]) => !/^(DATABASE|CONCORD)_/.test(name))
  const child = spawn(process.execPath, [...FLAGS, join(import.meta.dirname, 'main.ts'), ...args], {
    env: { ...Object.fromEntries(environment), ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
  }
  const ended = once(child, 'close').then(([code]) => code as number | null)
  return { child, said: () => said, ended }
}

/** Waits until it answers; what a server says that ends before is thrown. */
export async function ready({ child, said, ended }: Launched): Promise<void> {
  let over = false
  void ended.then(() => {
    over = true
  })
  while (!said().includes('Concord answers at')) {
    if (over) throw new Error(said())
    await Promise.race([once(child.stdout!, 'data'), ended])
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, 'localhost')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}

/** A browser as far as cookies go, at whichever server it is told. */
export function visitor() {
  const cookies = new Map<string, string>()
  const headers = () => ({
    'x-concord': '1',
    cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
  })
  const keep = (reply: Response): Response => {
    for (const line of reply.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s)
      cookies.set(name, value)
    }
    return reply
  }

  /** Any request of a browser that is signed in here. */
  const ask = async (address: string, init: RequestInit = {}): Promise<Response> =>
    keep(await fetch(address, { ...init, headers: { ...headers(), ...(init.headers as Record<string, string>) } }))

  /** Calls an endpoint that answers JSON; throws the problem's body when refused. */
  async function call<In extends z.ZodType, Out extends z.ZodType>(
    server: string,
    e: Endpoint<In, Out>,
    input: z.input<In>,
  ): Promise<z.output<Out>> {
    const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(input) }
    const reply = await (e.method === 'POST' ? ask(server + e.path, post) : ask(`${server}${e.path}?${queryOf(input)}`))
    const body: unknown = await reply.json()
    if (!reply.ok) throw body as ProblemBody
    return e.output.parse(body)
  }

  /** Signs in with password and code. */
  async function enter(server: string, { mail, password, totpSecret }: MadeAccount): Promise<void> {
    await call(server, signIn, { mail, password })
    await call(server, giveCode, { code: new TOTP({ secret: Secret.fromBase32(totpSecret ?? '') }).generate() })
  }
  return { ask, call, enter }
}

const queryOf = (input: unknown): URLSearchParams => new URLSearchParams(input as Record<string, string>)
