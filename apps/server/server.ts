import { setTimeout } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import type { Config } from '../../platform/config.ts'
import { openDatabase } from '../../platform/database.ts'
import { serve } from '../../platform/http.ts'
import { modules } from '../modules.ts'
import { type Opened, openConcord } from './open.ts'
import { servePages } from './pages.ts'
import { portProblem, requirePort } from './port.ts'
import { announce, findRunning, withdraw } from './running.ts'
import { builtWeb } from './web.ts'

/** Requests under way are given this long when the server is told to end. */
const PATIENCE = 4000

export type Running = {
  /** Resolves with its last word when the embedded PostgreSQL ends by itself: Concord cannot go on then. */
  failed: Promise<string>
  stop: () => Promise<void>
}

/**
 * Starts everything a server is: database, web pages, endpoints, jobs.
 *
 * @throws SetupProblem when folder, port, database or pages are not to be had
 */
export async function startServer(config: Config): Promise<Running> {
  // The folder in use is the better explanation of a port in use; opening it will say so.
  if (!(await findRunning(config.folder))) await requirePort(config.port, config.host)
  const giveUp = new AbortController()
  const [opening, building] = await Promise.allSettled([
    openConcord(config).catch((error: unknown) => {
      giveUp.abort()
      throw error
    }),
    builtWeb(config.folder, giveUp.signal),
  ])
  if (opening.status === 'rejected') throw opening.reason
  const opened = opening.value
  try {
    if (building.status === 'rejected') throw building.reason
    return await listen(config, opened, building.value)
  } catch (error) {
    await opened.close()
    throw error
  }
}

async function listen(config: Config, opened: Opened, pages: string): Promise<Running> {
  const db = openDatabase(opened.serverUrl)
  const app = await serve({
    db,
    modules,
    entry: { terms: '1', auditKey: Buffer.from(opened.keys.audit).toString('base64') },
    origin: config.origin,
    authenticate: async () => ({ nobody: true }),
  })
  await servePages(app, pages)
  try {
    await app.listen({ port: config.port, host: config.host })
  } catch (error) {
    await db.destroy()
    throw portProblem(error, config.port) ?? error
  }
  await announce(opened.folder, {
    origin: config.origin,
    local: localAddress(app),
    process: process.pid,
    demonstration: config.demonstration,
  })
  const stop = async () => {
    await withdraw(opened.folder)
    await Promise.race([app.close().then(() => db.destroy()), setTimeout(PATIENCE)])
    await opened.close()
  }
  return { failed: opened.failed, stop }
}

/** Where this machine reaches the server, whatever proxy stands before its public address. */
function localAddress(app: FastifyInstance): string {
  const [first] = app.addresses()
  if (!first || typeof first === 'string') throw new Error('the server listens nowhere')
  return `http://${first.family === 'IPv6' ? `[${first.address}]` : first.address}:${first.port}`
}
