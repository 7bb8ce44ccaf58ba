import { setTimeout } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { firstAdministratorLink } from '../../platform/access/first-administrator.ts'
import type { Config } from '../../platform/config.ts'
import { type RunningJobs, startJobs } from '../../platform/jobs/start.ts'
import { modules } from '../modules.ts'
import { makeApp } from './app.ts'
import { type Opened, openConcord } from './open.ts'
import { servePages } from './pages.ts'
import { portProblem, requirePort } from './port.ts'
import { announce, findRunning } from './running.ts'
import { builtWeb } from './web.ts'

/** Requests under way are given this long when the server is told to end. */
const PATIENCE = 4000

export type Running = {
  /** Resolves with its last word when the embedded PostgreSQL ends by itself: Concord cannot go on then. */
  failed: Promise<string>
  /** A link, good once, that makes the first administrator; null when there is one, or in a demonstration. */
  firstAdministrator: string | null
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
  const { app, db, entry, close } = await makeApp(config, opened)
  const { origin, demonstration } = config
  let jobs: RunningJobs | undefined
  let firstAdministrator: string | null
  try {
    firstAdministrator = demonstration ? null : await firstAdministratorLink(opened.ownerUrl, origin)
    jobs = await startJobs({ serverUrl: opened.serverUrl, db, entry, modules })
    await servePages(app, pages)
    await app.listen({ port: config.port, host: config.host })
  } catch (error) {
    await jobs?.stop()
    await close()
    throw portProblem(error, config.port) ?? error
  }
  const withdraw = await announce(opened.folder, {
    origin,
    local: localAddress(app),
    process: process.pid,
    demonstration,
  })
  const stop = async () => {
    await withdraw()
    await Promise.race([Promise.all([app.close(), jobs?.stop()]).then(close), setTimeout(PATIENCE)])
    await opened.close()
  }
  return { failed: opened.failed, firstAdministrator, stop }
}

/** Where this machine reaches the server, whatever proxy stands before its public address. */
function localAddress(app: FastifyInstance): string {
  const [first] = app.addresses()
  if (!first || typeof first === 'string') throw new Error('the server listens nowhere')
  return `http://${first.family === 'IPv6' ? `[${first.address}]` : first.address}:${first.port}`
}
