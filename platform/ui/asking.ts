import type { z } from 'zod'
import type { Endpoint } from '../contract.ts'
import { chosenLanguage } from './language.tsx'
import { viewingAs } from './view-as.ts'

/** A problem as the server words it (RFC 9457), already in the reader's language. */
export type WireProblem = {
  code: string
  status: number
  title: string
  params?: Readonly<Record<string, unknown>>
  fields?: readonly { path: string; code: string; message: string }[]
  detail?: unknown
}

/** The server answered, and said no. */
export class Refusal extends Error {
  override name = 'Refusal'
  readonly problem: WireProblem

  constructor(problem: WireProblem) {
    super(problem.title)
    this.problem = problem
  }
}

/** No answer came: the line is down, or too slow. A POST may or may not have arrived. */
export class Unreachable extends Error {
  override name = 'Unreachable'
}

/** Milliseconds to wait for an answer on a slow line. */
const PATIENCE = { GET: 30_000, POST: 60_000 }
/** The slowest line that an upload waits for: 250 kilobits a second. */
const BYTES_PER_MILLISECOND = 31

/** `lasting`: sent to its end even when the page is closed. */
type Asking = { signal?: AbortSignal; file?: Blob; lasting?: boolean }

/**
 * Asks the server.
 *
 * @throws Refusal when the server says no, Unreachable when nothing answers.
 */
export async function ask<In extends z.ZodType, Out extends z.ZodType>(
  e: Endpoint<In, Out>,
  input: z.input<In>,
  asking: Asking = {},
): Promise<z.output<Out>> {
  const reply = await reach(e, input, asking)
  if (reply.ok) return e.output.parse(await reply.json())
  throw new Refusal(await problemIn(reply))
}

/** Address of a GET endpoint for a link, such as a download: it carries the language, because no header goes with it. */
export function hrefOf<In extends z.ZodType>(e: Endpoint<In>, input: z.input<In>): string {
  return addressOf(e, { ...(input as object), lang: chosenLanguage() })
}

function addressOf(e: Endpoint, input: unknown): string {
  const query = queryOf(input)
  return query ? `${e.path}?${query}` : e.path
}

/** Lists go comma-separated; what is empty is left out. */
export function queryOf(input: unknown): string {
  const query = new URLSearchParams()
  for (const [key, value] of Object.entries((input ?? {}) as Record<string, unknown>)) {
    if (value === undefined || value === null || value === '') continue
    if (Array.isArray(value)) {
      if (value.length > 0) query.set(key, value.join(','))
    } else query.set(key, String(value))
  }
  return query.toString()
}

async function reach(e: Endpoint, input: unknown, { signal, file, lasting }: Asking) {
  const timeout = AbortSignal.timeout(PATIENCE[e.method] + (file ? file.size / BYTES_PER_MILLISECOND : 0))
  const headers: Record<string, string> = { accept: 'application/json', 'x-language': chosenLanguage() }
  const eyes = viewingAs()
  if (eyes) headers['x-view-as'] = eyes.value
  if (e.method === 'POST') {
    // A header that a form on another site cannot send: the server refuses a POST without it.
    headers['x-concord'] = '1'
    headers['content-type'] = file ? file.type || 'application/octet-stream' : 'application/json'
  }
  const inQuery = e.method === 'GET' || file !== undefined
  try {
    return await fetch(inQuery ? addressOf(e, input) : e.path, {
      method: e.method,
      headers,
      keepalive: lasting ?? false,
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      ...(file ? { body: file } : e.method === 'POST' ? { body: JSON.stringify(input) } : {}),
    })
  } catch (fault) {
    if (signal?.aborted) throw fault // asked for by the page, not the line's doing
    throw new Unreachable('no answer', { cause: fault })
  }
}

async function problemIn(reply: Response): Promise<WireProblem> {
  const json = reply.headers.get('content-type')?.includes('json')
  const body: unknown = json ? await reply.json() : undefined
  if (typeof body === 'object' && body !== null && 'code' in body && 'title' in body) return body as WireProblem
  return { code: 'fault', status: reply.status, title: '' }
}

/** Messages by field, as a form shows them. */
export function fieldProblems(error: unknown): Readonly<Record<string, string>> {
  if (!(error instanceof Refusal)) return {}
  return Object.fromEntries((error.problem.fields ?? []).map(({ path, message }) => [path, message]))
}

/** Whether asking again may help: the line was down, or the server busy or restarting. */
export const passing = (error: unknown): boolean =>
  error instanceof Unreachable || (error instanceof Refusal && [429, 502, 503, 504].includes(error.problem.status))

/** The record as it stands now, where somebody else saved it meanwhile: what an edit conflict carries. */
export function newerIn<T extends z.ZodType>(error: unknown, record: T): z.output<T> | undefined {
  if (!(error instanceof Refusal) || error.problem.code !== 'edit_conflict') return undefined
  return record.parse((error.problem.detail as { current: unknown }).current)
}
