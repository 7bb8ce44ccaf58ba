import { availableParallelism } from 'node:os'
import { Readable } from 'node:stream'
import { createBrotliDecompress } from 'node:zlib'
import compress from '@fastify/compress'
import helmet from '@fastify/helmet'
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { admit, callRoute, contextOf, isFile, languageOf, type Server, toProblem } from './call.ts'
import type { Endpoint, FileAnswer } from './contract.ts'
import type { Credential } from './database.ts'
import { log } from './log.ts'
import type { Route } from './module.ts'
import { notFound, Problem } from './problem.ts'
import { describeProblem } from './problem-text.ts'
import type { Language } from './text.ts'
import { Turns } from './turns.ts'

/**
 * Files, and views of very many records, that are made at a time: each holds a connection to the database and some ten
 * megabytes, and as many as there are processors keep these busy; connections stay for what is short. That many may wait in
 * all, and of one caller.
 */
export const LANE = { atOnce: Math.min(4, Math.max(2, availableParallelism())), waiting: 200, each: 10 }
type Lanes = Readonly<Record<NonNullable<Endpoint['inTurn']>, Turns>>

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

  const lanes: Lanes = { file: new Turns(LANE), view: new Turns(LANE) }
  for (const route of server.modules.flatMap((m) => m.routes)) addRoute(app, server, route, lanes)

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

function addRoute(app: FastifyInstance, server: Server, { endpoint, action }: Route, lanes: Lanes): void {
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
      const { inTurn: lane } = endpoint
      const inTurn =
        lane && (<T>(work: () => Promise<T>) => lanes[lane].run(callerOf(request, credential), goneOf(reply), work))
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

/** A browser sends its cookie wherever it is told to; only our own pages add the header and have our origin. */
function refuseForgery(server: Server, endpoint: Endpoint, request: FastifyRequest, credential: Credential): void {
  if (endpoint.method === 'GET' || endpoint.fromAnywhere || 'tokenHash' in credential || 'actor' in credential) return
  const origin = request.headers.origin
  if (request.headers['x-concord'] !== '1' || (origin !== undefined && origin !== server.origin))
    throw new Problem('access.forged', 403)
}

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
