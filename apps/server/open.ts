import { loadReference } from '../../modules/directory/index.ts'
import { migrateFor } from '../../platform/assemble.ts'
import type { Config } from '../../platform/config.ts'
import { agreeOnKeys, type Keys, loadKeys } from '../../platform/keys.ts'
import { startPostgres } from '../../platform/postgres/start.ts'
import { modules } from '../modules.ts'
import { openDataFolder } from './data-folder.ts'
import { fromOutside } from './outside.ts'

/** A data folder ready for work: its database runs and has this program's version. */
export type Opened = {
  /** Path of the data folder, without links. */
  folder: string
  keys: Keys
  ownerUrl: string
  serverUrl: string
  /** Resolves with what it last said when the embedded PostgreSQL ends by itself; never for one from outside. */
  failed: Promise<string>
  close: () => Promise<void>
}

/**
 * Opens the data folder of a configuration: database (embedded or from outside), keys and migrations. The embedded one
 * belongs to this process alone until `close`.
 *
 * @throws SetupProblem when the folder is in use or for something else, or the database cannot be reached
 */
export async function openConcord(config: Config): Promise<Opened> {
  const folder = await openDataFolder(config)
  const database = config.database ? await fromOutside(config.database) : await startPostgres({ folder })
  try {
    const keys = await loadKeys({ folder, keys: config.keys })
    await migrateFor(database.ownerUrl, modules)
    await agreeOnKeys(database.ownerUrl, keys)
    await loadReference(database.ownerUrl)
    return { folder, keys, ...database, close: database.stop }
  } catch (error) {
    await database.stop()
    throw error
  }
}
