import { setTimeout } from 'node:timers/promises'
import { readConfig } from '../../platform/config.ts'
import { log, setLogFormat } from '../../platform/log.ts'
import { SetupProblem } from '../../platform/setup-problem.ts'
import { accountLines } from './accounts.ts'
import { startServer } from './server.ts'

/** Ending in order may take this long; then the process ends as it is, and the next start heals. */
const PATIENCE = 15_000

const say = (text: string): boolean => process.stdout.write(`${text}\n`)

/** Ends the process after a failure: one sentence for what the operator can mend, a log line with its place for the rest. */
function fail(event: string, error: unknown): never {
  if (error instanceof SetupProblem) process.stderr.write(`${error.message}\n`)
  else log.fault(event, error)
  process.exit(1)
}

process.on('uncaughtException', (error) => fail('crash', error))

try {
  const begun = performance.now()
  const config = readConfig()
  setLogFormat(config.log)
  const server = await startServer(config)
  void server.failed.then((word) =>
    fail('PostgreSQL ended', new SetupProblem(`PostgreSQL ended, so Concord ends too: ${word}`)),
  )
  let told: number | undefined
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (told !== undefined) {
        // npm passes on what the terminal has sent already; a later one is impatience, and the next start heals the rest.
        if (performance.now() - told > 1000) process.exit(1)
        return
      }
      told = performance.now()
      void Promise.race([server.stop(), setTimeout(PATIENCE)]).then(
        () => process.exit(0),
        (error) => fail('cannot stop', error),
      )
    })
  }
  say(`Concord answers at ${config.origin} (ready in ${((performance.now() - begun) / 1000).toFixed(1)} s)`)
  if (server.firstAdministrator)
    say(`The first administrator begins here, once and within a day: ${server.firstAdministrator}`)
  if (config.demonstration) say(await accountLines(config.folder))
} catch (error) {
  fail('cannot start', error)
}
