import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { openSignIn } from '../../platform/access/sign-in.ts'
import { TERMS_VERSION } from '../../platform/access/terms.ts'
import { openAudit } from '../../platform/audit/key.ts'
import type { Config } from '../../platform/config.ts'
import { type Database, type Entry, openDatabase } from '../../platform/database.ts'
import { openFiles } from '../../platform/files/store.ts'
import { serve } from '../../platform/http.ts'
import { openMail } from '../../platform/mail/transport.ts'
import { openNotices } from '../../platform/notices/token.ts'
import { loadDemonstration } from '../demonstration/load.ts'
import { modules } from '../modules.ts'
import type { Opened } from './open.ts'

export type App = { app: FastifyInstance; db: Database; entry: Entry; close: () => Promise<void> }

/** All endpoints of all modules on an opened data folder, not yet listening. */
export async function makeApp(config: Config, opened: Opened): Promise<App> {
  const { origin, signOn, demonstration } = config
  const entry: Entry = { terms: TERMS_VERSION, auditKey: openAudit({ key: opened.keys.audit }) }
  const secret = opened.keys.sessions
  openFiles({ folder: join(opened.folder, 'files'), key: opened.keys.files })
  openMail({ mail: config.mail, folder: opened.folder })
  openNotices({ key: secret, origin })
  const signIn = await openSignIn({ serverUrl: opened.serverUrl, secret, origin, signOn, demonstration })
  const db = openDatabase(opened.serverUrl)
  const disconnect = () => Promise.all([db.destroy(), signIn.close()])
  try {
    if (demonstration) await loadDemonstration({ ownerUrl: opened.ownerUrl, db, entry, folder: opened.folder, secret })
    const app = await serve({
      db,
      modules,
      entry,
      origin,
      proxies: config.proxies,
      authenticate: signIn.authenticate,
      signIn,
    })
    const close = async () => {
      await app.close()
      await disconnect()
    }
    return { app, db, entry, close }
  } catch (error) {
    await disconnect()
    throw error
  }
}
