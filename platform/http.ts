import { Readable } from 'node:stream'
import { createBrotliDecompress } from 'node:zlib'
import compress from '@fastify/compress'
import helmet from '@fastify/helmet'
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { z } from 'zod'
import type { SignIn } from './access/sign-in.ts'
import { now } from './clock.ts'
import type { Endpoint, FileAnswer } from './contract.ts'
import { asViewer, type Call, type Credential, type Database, type Entry, type Tx, type Viewer } from './database.ts'
import { noteExport } from './exports/register.ts'
import { log } from './log.ts'
import type { Module, Route } from './module.ts'
import { notFound, Problem } from './problem.ts'
import { describeProblem } from './problem-text.ts'
import { refusalOf } from './refusal.ts'
import { LANGUAGES, type Language } from './text.ts'
import { Turns } from './turns.ts'

export type Server = {
  db: Database
  modules: readonly Module[]
  entry: Entry
  /** Addresses of the proxies in front, whose word on the caller's address counts. */
  proxies?: readonly string[]
  /** Where the browser finds this server, e.g. `https://concord.example`; requests that change something must come from it. */
  origin: string
  /** How this request proves its caller; `nobody` when it does not. */
  authenticate: (request: FastifyRequest) => Promise<Credential>
  /** Where people sign in; without it those endpoints refuse. */
  signIn?: SignIn
}

/**
 * Files that are made at a time: each holds a connection to the database and some megabytes, and three keep a processor of
 * the program and those of the database busy. That many may wait in all, and of one caller.
 */
const FILES = { atOnce: 3, waiting: 200, each: 10 }

/** An HTTP server for the modules' endpoints. Every request is one transaction as its viewer. */
export async function serve(server: Server): Promise<FastifyInstance> {
  const app = Fastify({
    logger: false,
    bodyLimit: 1_000_000,
    trustProxy: server.proxies?.length ? [...server.proxies] : false,
    exposeHeadRoutes: false,
  })
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': ["'self'"],
        'style-src': ["'self'"],
        'img-src': ["'self'", 'data:', 'blob:'],
        'font-src': ["'self'"],
        'connect-src': ["'self'"],
        'manifest-src': ["'self'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
        'base-uri': ["'none'"],
      },
    },
    strictTransportSecurity: server.origin.startsWith('https:'),
    referrerPolicy: { policy: 'no-referrer' },
  })
  await app.register(compress, { threshold: 1024, encodings: ['br', 'gzip'] })
  // Bodies of uploads, whatever they say they are; where JSON is expected they are refused as input.
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))

  const turns = new Turns(FILES)
  for (const route of server.modules.flatMap((m) => m.routes)) addRoute(app, server, route, turns)

  app.setNotFoundHandler((request, reply) => sendProblem(reply, server, notFound(), languageOf(request, null)))
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const { language, viewer } = contextOf(request)
    return sendProblem(reply, server, toProblem(error), language ?? languageOf(request, viewer))
  })
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    log.info('request', { method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) })
  })
  return app
}

function addRoute(app: FastifyInstance, server: Server, { endpoint, action }: Route, turns: Turns): void {
  app.route({
    method: endpoint.method,
    url: endpoint.path,
    ...(endpoint.upload && {
      bodyLimit: endpoint.upload,
      // A large body is read only from someone who may send it.
      onRequest: async (request: FastifyRequest) => {
        await admit(server, endpoint, await credentialOf(server, endpoint, request))
      },
    }),
    handler: async (request, reply) => {
      const credential = await credentialOf(server, endpoint, request)
      refuseForgery(server, endpoint, request, credential)
      const cookies: string[] = []
      const inTurn = <T>(work: () => Promise<T>) => turns.run(callerOf(request, credential), goneOf(reply), work)
      const output = await callRoute(server, { endpoint, action }, request, credential, cookies, inTurn)
      if (cookies.length > 0) reply.header('set-cookie', cookies)
      reply.headers({
        'cache-control': 'no-store',
        vary: 'cookie, authorization, accept-language, x-language, x-view-as',
      })
      if (isFile(output)) return sendFile(request, reply, output)
      return reply.type('application/json; charset=utf-8').send(JSON.stringify(output))
    },
  })
}

const credentialOf = async (
  server: Server,
  { fromAnywhere }: Endpoint,
  request: FastifyRequest,
): Promise<Credential> => (fromAnywhere ? { nobody: true } : server.authenticate(request))

/** Refuses who may not call this at all, before anything is read or waited for. */
const admit = (server: Server, endpoint: Endpoint, credential: Credential): Promise<void> =>
  asViewer(server.db, server.entry, credential, null, async (_tx, viewer) => mayCall(endpoint, viewer))

/** Whose turn a request takes: that of a session or a token, else of an address. */
function callerOf(request: FastifyRequest, credential: Credential): string {
  if ('nobody' in credential) return request.ip
  if ('tokenHash' in credential) return Buffer.from(credential.tokenHash).toString('base64')
  return 'session' in credential ? credential.session : credential.actor
}

/** Aborted when the connection closes, as it does when the caller no longer waits. */
function goneOf({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController()
  raw.once('close', () => gone.abort())
  if (raw.destroyed) gone.abort()
  return gone.signal
}

/** Runs the action in a transaction of its own, and leaves its trace, whether it is done or refused. */
async function callRoute(
  server: Server,
  { endpoint, action }: Route,
  request: FastifyRequest,
  credential: Credential,
  cookies: string[],
  inTurn: <T>(work: () => Promise<T>) => Promise<T>,
): Promise<unknown> {
  const preview = previewOf(request)
  let purpose: string | null = null
  const act = async (tx: Tx, viewer: Viewer) => {
    const language = languageOf(request, viewer)
    setContext(request, { viewer, language })
    if (preview !== null && endpoint.method !== 'GET') throw new Problem('access.preview_reads_only', 409)
    mayCall(endpoint, viewer)
    const { lang: _, ...query } = request.query as Record<string, unknown>
    const raw = endpoint.method === 'GET' || endpoint.upload ? query : (request.body ?? {})
    const input = endpoint.input.parse(raw, REPORTING)
    if (endpoint.purpose) purpose = statedPurpose(input)
    cookies.length = 0
    const call: Call = {
      viewer,
      language,
      at: now(),
      ...(endpoint.upload && { body: request.body as Uint8Array }),
      ...(server.signIn && {
        exchange: { signIn: server.signIn, headers: request.headers, address: request.ip, cookies },
      }),
    }
    const answer = await action(tx, input as never, call)
    const output = isFile(answer) ? answer : asPromised(endpoint, answer)
    const confidential = isFile(output) ? output.records : confidentialIds(output)
    if (endpoint.method === 'POST' || confidential.length > 0 || endpoint.purpose)
      await trace(tx, endpoint, 'done', confidential, purpose)
    if (isFile(output)) await noteExport(tx, endpoint.audit, output)
    return output
  }
  // What takes long to read is read as it was at one moment, and what left is noted as it was read.
  const ofOneMoment = endpoint.inTurn ?? false
  const attempt = () => asViewer(server.db, server.entry, credential, preview, act, { ofOneMoment })
  try {
    if (!endpoint.inTurn) return await again(attempt)
    // Only who may ask takes a turn; whoever waits for one has no transaction yet.
    await admit(server, endpoint, credential)
    return await inTurn(() => again(attempt))
  } catch (error) {
    const problem = toProblem(error as Error)
    // What was refused leaves a trace too, in a transaction of its own. A viewer is established again, never assumed.
    await asViewer(server.db, server.entry, credential, null, (tx) => trace(tx, endpoint, problem.code, [], purpose))
    throw problem
  }
}

/** What stood in a refused field comes with the issue, so that what was left out is told from what is wrong; it goes no further. */
const REPORTING = { reportInput: true }

/** An answer as its contract says. One that breaks the contract is our fault, not the caller's input. */
function asPromised(endpoint: Endpoint, answer: unknown): unknown {
  const parsed = endpoint.output.safeParse(answer)
  if (parsed.success) return parsed.data
  throw new Error(
    `${endpoint.audit} broke its contract at ${parsed.error.issues.map((issue) => issue.path.join('.')).join(', ')}`,
  )
}

/**
 * What PostgreSQL says to the loser of a race: broken off in favour of another (40001, 40P01), or beaten to a row that the
 * action had just found absent or there (23505, 23503, 23P01). Done again, the action sees what the winner left, and
 * refuses in its own words where it must.
 */
const LOST_RACE = new Set(['40001', '40P01', '23505', '23503', '23P01'])

/** Runs a transaction again when it lost a race; nothing of it was kept. */
async function again<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt()
    } catch (error) {
      const { code } = error as { code?: string }
      if (tries === 3 || code === undefined || !LOST_RACE.has(code)) throw error
    }
  }
}

const trace = (tx: Tx, endpoint: Endpoint, outcome: string, records: readonly string[], purpose: string | null) =>
  sql`select audit_call(${endpoint.audit}, ${outcome}, ${records as string[]}::uuid[], ${purpose})`.execute(tx)

function mayCall(endpoint: Endpoint, viewer: Viewer): void {
  if (endpoint.access === 'public') return
  if (viewer.person === null) throw new Problem('access.sign_in', 401)
  if (!viewer.termsAccepted) throw new Problem('access.terms', 403)
  if (!viewer.member) throw new Problem('access.sign_in', 401)
  if (endpoint.access !== 'signed-in' && !viewer.permissions.includes(endpoint.access))
    throw new Problem('access.denied', 403, { needs: endpoint.access })
}

/** A browser sends its cookie wherever it is told to; only our own pages add the header and have our origin. */
function refuseForgery(server: Server, endpoint: Endpoint, request: FastifyRequest, credential: Credential): void {
  if (endpoint.method === 'GET' || endpoint.fromAnywhere || 'tokenHash' in credential || 'actor' in credential) return
  const origin = request.headers.origin
  if (request.headers['x-concord'] !== '1' || (origin !== undefined && origin !== server.origin))
    throw new Problem('access.forged', 403)
}

function statedPurpose(input: unknown): string {
  const { purpose } = input as { purpose?: unknown }
  if (typeof purpose !== 'string' || purpose.trim().length < 5) throw new Problem('access.purpose', 400)
  return purpose.trim()
}

/** Ids of everything confidential in an answer: whatever carries an id and a level above unclassified. */
function confidentialIds(value: unknown, found = new Set<string>()): string[] {
  if (Array.isArray(value)) for (const item of value) confidentialIds(item, found)
  else if (typeof value === 'object' && value !== null) {
    const { id, level } = value as { id?: unknown; level?: unknown }
    if (typeof id === 'string' && typeof level === 'number' && level > 0) found.add(id)
    for (const item of Object.values(value)) confidentialIds(item, found)
  }
  return [...found]
}

const isFile = (value: unknown): value is FileAnswer =>
  typeof value === 'object' && value !== null && 'body' in value && 'type' in value && 'records' in value

/** Files are always downloads, never pages: nothing in them runs with our origin's rights. */
function sendFile(request: FastifyRequest, reply: FastifyReply, { packed, ...file }: FileAnswer): FastifyReply {
  const isUnderstood = /\bbr\b(?!\s*;\s*q=0(?![.\d]*[1-9]))/.test(String(request.headers['accept-encoding'] ?? ''))
  if (packed && isUnderstood) reply.header('content-encoding', packed)
  const body = packed && !isUnderstood ? unpacked(file.body) : file.body
  return reply
    .headers({
      'content-type': file.type,
      'content-disposition': `attachment; filename="${file.name.replace(/[^\w.-]+/g, '_')}"; filename*=UTF-8''${encodeURIComponent(file.name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)}`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    })
    .send(typeof body === 'string' || body instanceof Uint8Array ? body : Readable.from(body))
}

const unpacked = (body: FileAnswer['body']) =>
  Readable.from(typeof body === 'string' || body instanceof Uint8Array ? [body] : body).pipe(createBrotliDecompress())

function sendProblem(reply: FastifyReply, server: Server, problem: Problem, language: Language): FastifyReply {
  return reply
    .code(problem.status)
    .headers({ 'cache-control': 'no-store', vary: 'cookie, authorization, accept-language, x-language, x-view-as' })
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(describeProblem(problem, language, server.modules)))
}

/** Any failure as a refusal the caller may know of; what is not one is a fault: logged once, told without detail. */
function toProblem(error: Error & { code?: string | number; statusCode?: number }): Problem {
  const refusal = refusalOf(error)
  if (refusal) return refusal
  if (error.statusCode === 413) return new Problem('input.too_large', 413)
  if (error.statusCode !== undefined && error.statusCode < 500) return new Problem('input.unreadable', error.statusCode)
  log.fault('request', error)
  return new Problem('fault', 500)
}

type Context = { viewer: Viewer | null; language: Language | null }
const contexts = new WeakMap<FastifyRequest, Context>()
const setContext = (request: FastifyRequest, context: Context) => void contexts.set(request, context)
const contextOf = (request: FastifyRequest): Context => contexts.get(request) ?? { viewer: null, language: null }

/** An organisation's id, or the holders of a role there: `<id>/focal_point`. */
const isPreview = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(\/[a-z_]{1,40})?$/)

function previewOf(request: FastifyRequest): string | null {
  const wanted = request.headers['x-view-as']
  if (wanted === undefined) return null
  return isPreview.safeParse(wanted).success ? (wanted as string) : '00000000-0000-4000-8000-000000000000'
}

/** The language asked for in this call (a link says it in its address), else the person's, the browser's, English. */
function languageOf(request: FastifyRequest, viewer: Viewer | null): Language {
  const asked = String(request.headers['x-language'] ?? (request.query as { lang?: unknown }).lang ?? '')
  if ((LANGUAGES as readonly string[]).includes(asked)) return asked as Language
  if (viewer?.language) return viewer.language
  for (const part of String(request.headers['accept-language'] ?? '').split(',')) {
    const tag = part.trim().slice(0, 2).toLowerCase()
    if ((LANGUAGES as readonly string[]).includes(tag)) return tag as Language
  }
  return 'en'
}
