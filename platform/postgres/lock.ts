import { closeSync, existsSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'

export type Lock = { release: () => void }

/**
 * Holds `file` for this process alone; answers undefined when another process holds it (`lockHolder` says which), and
 * still does after `patience` milliseconds.
 *
 * Node has no call for the file locks of the operating system, but SQLite takes one for an exclusive transaction. It
 * dies with the process however that ends, so there is never a stale lock to guess about; children do not inherit it.
 *
 * DANGER: such a lock is also lost when the process that holds it opens and closes the file by any other way. Nothing
 * may read, copy or create an existing lock file but this function.
 */
export function takeLock(file: string, patience = 0): Lock | undefined {
  const holder = `${file}.pid`
  if (!existsSync(file)) createForOwner(file)
  const database = new DatabaseSync(file, { timeout: patience })
  try {
    database.exec('pragma journal_mode = memory; begin exclusive')
  } catch (error) {
    database.close()
    if (isBusy(error)) return undefined
    throw error
  }
  writeFileSync(holder, `${process.pid}\n`, { mode: 0o600 })
  return {
    release: () => {
      rmSync(holder, { force: true })
      database.close()
    },
  }
}

/** Whether some process, or this one, holds the lock now. Any number may ask at once; none takes it by that. */
export function isHeld(file: string): boolean {
  if (!existsSync(file)) return false
  const database = new DatabaseSync(file, { timeout: 0, readOnly: true })
  try {
    database.exec('select 1 from sqlite_schema')
    return false
  } catch (error) {
    if (isBusy(error)) return true
    throw error
  } finally {
    database.close()
  }
}

function createForOwner(file: string): void {
  try {
    closeSync(openSync(file, 'wx', 0o600))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

/** The id of the process that holds the lock, as it wrote it down itself. */
export function lockHolder(file: string): number | undefined {
  try {
    return Number.parseInt(readFileSync(`${file}.pid`, 'utf8'), 10) || undefined
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

const SQLITE_BUSY = 5
const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === SQLITE_BUSY
