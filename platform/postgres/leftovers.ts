import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { basename } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { log } from '../log.ts'
import { SetupProblem } from '../setup-problem.ts'
import { type Home, socketPath } from './home.ts'
import { readPidFile } from './pid-file.ts'

/**
 * Ends what a killed Concord left running in `home`, and mends what it left lying. Only with the lock of the data folder
 * in hand: then nobody else can be using that server.
 */
export async function clearLeftovers(home: Home): Promise<void> {
  const steps = [
    ['SIGINT', 20_000],
    ['SIGQUIT', 5000],
    ['SIGKILL', 5000],
  ] as const
  for (const [signal, patience] of steps) {
    const pids = serverProcesses(home)
    if (pids.length === 0) break
    const { pid: postmaster } = await readPidFile(home)
    log.info('ending the PostgreSQL that a killed Concord left', { signal, processes: pids.length })
    // Without their postmaster, its children are ending already, and SIGINT would only cancel a query.
    const targets = postmaster && pids.includes(postmaster) && signal !== 'SIGKILL' ? [postmaster] : pids
    if (targets !== pids || signal !== 'SIGINT') for (const pid of targets) signalIfThere(pid, signal)
    await untilGone(home, patience)
  }
  const left = serverProcesses(home)
  if (left.length > 0)
    throw new SetupProblem(`PostgreSQL in ${home.path} does not end: end process ${left.join(', ')} yourself.`)
  await removeStaleFiles(home)
}

/**
 * PostgreSQL removes the lock files of a dead server itself, unless another process has its number by now (or it is dead
 * but its parent has not noticed, as in containers). Removing them is safe because no process of this server is left.
 */
async function removeStaleFiles(home: Home): Promise<void> {
  const { file, pid } = await readPidFile(home)
  if (pid && isAlive(pid)) await rm(file)
  await Promise.all(['', '.lock'].map((ending) => rm(socketPath(home) + ending, { force: true })))
}

async function untilGone(home: Home, patience: number): Promise<void> {
  const deadline = performance.now() + patience
  while (serverProcesses(home).length > 0 && performance.now() < deadline) await setTimeout(50)
}

/** Ids of the living processes of the server in `home`. */
function serverProcesses(home: Home): number[] {
  return commandLines()
    .filter(({ command }) => command.includes(home.mark) && isPostgres(command))
    .map(({ pid }) => pid)
}

/** The postmaster shows the path of its program, its children `postgres: <mark>: <what they do>`. */
const isPostgres = (command: string): boolean =>
  command.startsWith('postgres: ') || basename(command.split(' -D ')[0] ?? '') === 'postgres'

function commandLines(): { pid: number; command: string }[] {
  if (!existsSync('/proc/self/cmdline')) {
    const list = execFileSync('ps', ['-A', '-o', 'pid=,command='], { encoding: 'utf8', maxBuffer: 100_000_000 })
    return list.split('\n').map((line) => {
      const [, pid, command = ''] = /^\s*(\d+)\s+(.*)$/.exec(line) ?? []
      return { pid: Number(pid), command }
    })
  }
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return pids.map((pid) => ({ pid: Number(pid), command: commandOf(pid) }))
}

/** Arguments joined by spaces; empty for a process that has ended since, or waits for its parent to notice. */
function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return ''
    throw error
  }
}

function signalIfThere(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}
