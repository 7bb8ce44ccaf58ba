import { existsSync } from 'node:fs'
import { chown, cp, mkdir, readdir, realpath, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { SetupProblem } from '../setup-problem.ts'
import { findHome, type Passwords } from './home.ts'
import { lockFolder, startPostgres } from './start.ts'

/** What of a data folder is the embedded PostgreSQL's own; its database lies elsewhere where root started it. */
export const isDatabaseFile = (name: string): boolean => name === 'postgres' || name.startsWith('postgres.')

/** What is needed to enter a copied database again, beside its folder. */
export type Entrance = { passwords: Passwords }

/**
 * Copies the database of a data folder into `to`, which does not exist yet. PostgreSQL is started and ended in order first,
 * so that the copy is whole also where a killed Concord left it in the middle of a write.
 *
 * @throws SetupProblem when the folder is in use, or its database is not kept by Concord
 */
export async function copyDatabase(folder: string, to: string): Promise<Entrance> {
  const path = await realpath(folder)
  if (!existsSync(join(path, 'postgres.json')))
    throw new SetupProblem(
      `${folder} has no embedded database: back yours up with pg_dump, and the folder as it is (docs/guides/operator.md).`,
    )
  await (await startPostgres({ folder: path })).stop()
  const lock = lockFolder(path)
  try {
    const home = await findHome(path)
    await cp(home.data, to, { recursive: true, errorOnExist: true, force: false })
    return { passwords: home.passwords }
  } finally {
    lock.release()
  }
}

/** Brings a copy back as the database of `folder`, which has none; from then on `startPostgres` finds it. */
export async function bringDatabase(from: string, folder: string, { passwords }: Entrance): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = await realpath(folder)
  const lock = lockFolder(path)
  try {
    const home = await findHome(path, passwords)
    const partial = `${home.data}.partial`
    await rm(partial, { recursive: true, force: true })
    await cp(from, partial, { recursive: true })
    if (home.account) await giveTo(partial, home.account)
    await rename(partial, home.data)
  } finally {
    lock.release()
  }
}

async function giveTo(folder: string, { uid, gid }: { uid: number; gid: number }): Promise<void> {
  await chown(folder, uid, gid)
  for (const entry of await readdir(folder, { recursive: true })) await chown(join(folder, entry), uid, gid)
}
