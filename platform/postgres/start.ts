import { mkdir, realpath, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { SetupProblem } from '../setup-problem.ts'
import { installedBinaries, systemBinaries } from './binaries.ts'
import { addresses, bootstrap } from './bootstrap.ts'
import { configure, ensureCluster } from './cluster.ts'
import { findHome } from './home.ts'
import { clearLeftovers } from './leftovers.ts'
import { type Lock, lockHolder, takeLock } from './lock.ts'
import { startPostmaster } from './postmaster.ts'
import { makeThrowawayFolder } from './throwaway.ts'

/** A running embedded PostgreSQL with the database `concord` in it. */
export type Postgres = {
  /** As `concord_owner`: migrations and backup. */
  ownerUrl: string
  /** As `concord_server`: what the server connects with. */
  serverUrl: string
  /** As the superuser: making further databases in tests, nothing else. */
  superuserUrl: string
  /** Resolves with what it last wrote when PostgreSQL ends without being asked to; Concord cannot go on then. */
  failed: Promise<string>
  /** Ends PostgreSQL in order and lets go of the folder. */
  stop: () => Promise<void>
}

/**
 * Starts the embedded PostgreSQL of a data folder, making database, roles and passwords the first time and healing
 * whatever a killed Concord left behind. `throwaway` instead of a folder: an empty one for tests, quick and careless,
 * gone when stopped.
 *
 * @throws SetupProblem when the folder is in use, or PostgreSQL cannot run here
 */
export async function startPostgres(options: { folder: string } | { throwaway: true }): Promise<Postgres> {
  const throwaway = 'throwaway' in options
  const folder = throwaway ? await makeThrowawayFolder() : await openFolder(options.folder)
  const lock = lockFolder(folder)
  try {
    const home = await findHome(folder)
    const binaries = home.account ? await systemBinaries() : await installedBinaries()
    await clearLeftovers(home)
    await ensureCluster(home, binaries, throwaway)
    const door = await configure(home, throwaway)
    const postmaster = await startPostmaster(home, binaries)
    const stop = async () => {
      await postmaster.stop()
      if (throwaway) await rm(folder, { recursive: true, force: true, maxRetries: 3 })
      lock.release()
    }
    try {
      await bootstrap(home, door)
    } catch (error) {
      await stop()
      throw error
    }
    const urls = addresses(home.passwords, door)
    return {
      ownerUrl: urls.owner,
      serverUrl: urls.server,
      superuserUrl: urls.superuser,
      failed: postmaster.failed,
      stop,
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

async function openFolder(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  return realpath(folder)
}

/** Takes the lock of a data folder, an absolute path without links. @throws SetupProblem when another Concord holds it */
export function lockFolder(folder: string): Lock {
  const file = join(folder, 'postgres.lock')
  const lock = takeLock(file)
  if (lock) return lock
  throw new SetupProblem(
    `The data folder ${folder} is in use by another Concord (process ${lockHolder(file) ?? 'unknown'}).`,
  )
}
