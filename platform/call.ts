import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { z } from 'zod'
import type { SignIn } from './access/sign-in.ts'
import { now } from './clock.ts'
import type { Endpoint, FileAnswer } from './contract.ts'
import { asViewer, type Call, type Credential, type Database, type Entry, type Tx, type Viewer } from './database.ts'
import { noteExport } from './exports/register.ts'
import { log } from './log.ts'
import type { Module, Route } from './module.ts'
import { plannedOnce } from './planned-once.ts'
import { Problem } from './problem.ts'
import { refusalOf } from './refusal.ts'
import { LANGUAGES, type Language } from './text.ts'

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

/** Refuses who may not call this at all, before anything is read or waited for. */
export const admit = (server: Server, endpoint: Endpoint, credential: Credential): Promise<void> =>
  asViewer(server.db, server.entry, credential, null, async (_tx, viewer) => mayCall(endpoint, viewer))

/** Runs the action in a transaction of its own, and leaves its trace, whether it is done or refused. */
export async function callRoute(
  server: Server,
  { endpoint, action }: Route,
  request: FastifyRequest,
  credential: Credential,
  cookies: string[],
  inTurn?: <T>(work: () => Promise<T>) => Promise<T>,
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
  // What a file holds is read as it was at one moment, and what left is noted as it was read.
  const ofOneMoment = endpoint.inTurn === 'file'
  const attempt = () => asViewer(server.db, server.entry, credential, preview, act, { ofOneMoment })
  try {
    if (!inTurn) return await again(attempt)
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
  sql`select audit_call(${endpoint.audit}, ${outcome}, ${records as string[]}::uuid[], ${purpose}) ${plannedOnce}`.execute(
    tx,
  )

function mayCall(endpoint: Endpoint, viewer: Viewer): void {
  if (endpoint.access === 'public') return
  if (viewer.person === null) throw new Problem('access.sign_in', 401)
  if (!viewer.termsAccepted) throw new Problem('access.terms', 403)
  if (!viewer.member) throw new Problem('access.sign_in', 401)
  if (endpoint.access !== 'signed-in' && !viewer.permissions.includes(endpoint.access))
    throw new Problem('access.denied', 403, { needs: endpoint.access })
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

export const isFile = (value: unknown): value is FileAnswer =>
  typeof value === 'object' && value !== null && 'body' in value && 'type' in value && 'records' in value

/** Any failure as a refusal the caller may know of; what is not one is a fault: logged once, told without detail. */
export function toProblem(error: Error & { code?: string | number; statusCode?: number }): Problem {
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
export const contextOf = (request: FastifyRequest): Context => contexts.get(request) ?? { viewer: null, language: null }

/** An organisation's id, or the holders of a role there: `<id>/focal_point`. */
const isPreview = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(\/[a-z_]{1,40})?$/)

function previewOf(request: FastifyRequest): string | null {
  const wanted = request.headers['x-view-as']
  if (wanted === undefined) return null
  return isPreview.safeParse(wanted).success ? (wanted as string) : '00000000-0000-4000-8000-000000000000'
}

/** The language asked for in this call (a link says it in its address), else the person's, the browser's, English. */
export function languageOf(request: FastifyRequest, viewer: Viewer | null): Language {
  const asked = String(request.headers['x-language'] ?? (request.query as { lang?: unknown }).lang ?? '')
  if ((LANGUAGES as readonly string[]).includes(asked)) return asked as Language
  if (viewer?.language) return viewer.language
  for (const part of String(request.headers['accept-language'] ?? '').split(',')) {
    const tag = part.trim().slice(0, 2).toLowerCase()
    if ((LANGUAGES as readonly string[]).includes(tag)) return tag as Language
  }
  return 'en'
}
