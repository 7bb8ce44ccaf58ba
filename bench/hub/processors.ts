import { readdirSync, readFileSync, writeFileSync } from 'node:fs'

// What processes cost, as Linux counts it; elsewhere there is no /proc and the benchmark does not run.

/** Milliseconds that a process was on a processor so far. */
export function processorTime(pid: number): number {
  const { fields } = statOf(pid)
  return (Number(fields[11]) + Number(fields[12])) * TICK
}

/** The same of all children of a process, those included that ended. */
export function childrenTime(pid: number): number {
  for (;;) {
    const time = orEnded(() => {
      const { fields } = statOf(pid)
      const ended = (Number(fields[13]) + Number(fields[14])) * TICK
      return childrenOf(pid).reduce((sum, child) => sum + processorTime(child), ended)
    })
    // One that ended between being listed and being read is among those that ended: all are read again.
    if (time !== undefined) return time
    if (!isThere(pid)) throw new Error(`process ${pid} has ended`)
  }
}

/** Begins to watch anew how much memory a process takes at most. */
export const forgetPeak = (pid: number): void => writeFileSync(`/proc/${pid}/clear_refs`, '5')

/** Megabytes that a process held at most since then. */
export const peakMemory = (pid: number): number => kilobytes(`/proc/${pid}/status`, 'VmHWM') / 1024

/** Megabytes that the children of a process hold together; what several share is counted once. */
export const childrenMemory = (pid: number): number =>
  childrenOf(pid).reduce(
    (sum, child) => sum + (orEnded(() => kilobytes(`/proc/${child}/smaps_rollup`, 'Pss')) ?? 0),
    0,
  ) / 1024

export const parentOf = (pid: number): number => Number(statOf(pid).fields[1])

/** Milliseconds of one tick of the kernel's accounts: a hundred a second on every Linux that Node runs on. */
const TICK = 10

function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((child) => isThere(child) && parentOf(child) === pid)
}

const isThere = (pid: number): boolean => orEnded(() => statOf(pid)) !== undefined

/** What is read of a process; undefined where it has ended meanwhile, as workers of the database do at any moment. */
function orEnded<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT' || (error as { code?: string }).code === 'ESRCH')
      return undefined
    throw error
  }
}

/** Fields from the third on: the name before may hold anything. */
function statOf(pid: number): { fields: string[] } {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
  return { fields: text.slice(text.lastIndexOf(')') + 2).split(' ') }
}

const kilobytes = (file: string, field: string): number =>
  Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(readFileSync(file, 'utf8'))?.[1] ?? 0)
