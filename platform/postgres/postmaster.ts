import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, existsSync, fchownSync, fstatSync, openSync, statSync, truncateSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { log } from '../log.ts'
import { SetupProblem } from '../setup-problem.ts'
import type { Binaries } from './binaries.ts'
import { cannotRun, cleanEnvironment } from './cluster.ts'
import type { Home } from './home.ts'
import { readPidFile } from './pid-file.ts'

/** A running server, child of this process. */
export type Postmaster = {
  /** Resolves when it ends without being asked to, with what it last wrote. */
  failed: Promise<string>
  /** Rolls open transactions back, writes everything down and ends. */
  stop: () => Promise<void>
}

const LARGEST_LOG = 10_000_000

/** Starts the server and waits until it takes connections; recovery after a crash may take its time. */
export async function startPostmaster(home: Home, binaries: Binaries): Promise<Postmaster> {
  const logFile = join(home.path, 'server.log')
  const output = openLog(logFile)
  const { size: begun } = fstatSync(output)
  const child = await launch(home, binaries, output).finally(() => closeSync(output))
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const keeper = keep(child, home)
  let stopping = false
  const stop = async () => {
    stopping = true
    await end(child, ended)
    keeper.kill('SIGKILL')
  }
  const ready = await untilReady(child, home)
  if (!ready) {
    keeper.kill('SIGKILL')
    throw new SetupProblem(`PostgreSQL does not start: ${await lastWord(logFile, begun)} (${logFile})`)
  }
  const failed = ended.then(() => (stopping ? new Promise<never>(() => {}) : lastWord(logFile, begun)))
  return { failed, stop }
}

async function launch(home: Home, binaries: Binaries, output: number): Promise<ChildProcess> {
  if (home.account) fchownSync(output, home.account.uid, home.account.gid)
  // Its own session: Ctrl-C in the terminal reaches Concord, which then ends the server in order.
  const child = spawn(binaries.postgres, ['-D', home.data, '-c', `cluster_name=${home.mark}`], {
    ...identity(home),
    cwd: home.path,
    env: cleanEnvironment,
    detached: true,
    stdio: ['ignore', output, output],
  })
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve)
    child.once('error', (error) => reject(cannotRun(binaries.postgres, error)))
  })
  return child
}

function openLog(file: string): number {
  if (existsSync(file) && statSync(file).size > LARGEST_LOG) truncateSync(file)
  return openSync(file, 'a', 0o600)
}

/**
 * A shell that outlives this process just long enough to end the server: its input closes when Concord ends, however it
 * ends. What even that misses (the whole machine stops) is mended at the next start.
 */
function keep(child: ChildProcess, home: Home): ChildProcess {
  const script = 'read -r _; [ "$(head -n 1 "$2")" = "$1" ] && kill -INT "$1"'
  const keeper = spawn(
    '/bin/sh',
    ['-c', script, 'concord-keeper', String(child.pid), join(home.data, 'postmaster.pid')],
    {
      ...identity(home),
      cwd: '/',
      env: cleanEnvironment,
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    },
  )
  keeper.once('error', (error) => log.fault('PostgreSQL has no keeper and would outlive a killed Concord', error))
  keeper.unref()
  return keeper
}

const identity = ({ account }: Home): { uid?: number; gid?: number } =>
  account ? { uid: account.uid, gid: account.gid } : {}

/** Waits for the line of postmaster.pid in which the server says that it is ready; false when it ended before. */
async function untilReady(child: ChildProcess, home: Home): Promise<boolean> {
  const begun = performance.now()
  let told = false
  while (child.exitCode === null && child.signalCode === null) {
    const { pid, ready } = await readPidFile(home)
    if (pid === child.pid && ready) return true
    if (!told && performance.now() - begun > 5000) {
      told = true
      log.info('PostgreSQL is recovering; this takes as long as it takes')
    }
    await setTimeout(20)
  }
  return false
}

/**
 * Smart shutdown, in which connections that are just ending may end by themselves; then fast shutdown, which cuts them;
 * then immediate shutdown (no data lost, recovery at the next start); then the kill.
 */
async function end(child: ChildProcess, ended: Promise<void>): Promise<void> {
  for (const [signal, patience] of [
    ['SIGTERM', 1000],
    ['SIGINT', 20_000],
    ['SIGQUIT', 5000],
    ['SIGKILL', 5000],
  ] as const) {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill(signal)
    await Promise.race([ended, setTimeout(patience, undefined, { ref: false })])
  }
}

/** What the server wrote last since byte `begun` of its log, or the last fault it named. */
async function lastWord(logFile: string, begun: number): Promise<string> {
  const lines = (await readFile(logFile)).subarray(begun).toString('utf8').trimEnd().split('\n')
  const faults = lines.filter((line) => /FATAL|PANIC|error while loading/.test(line))
  return faults.at(-1) ?? lines.at(-1) ?? ''
}
