import { log, setLogQuiet } from '../../platform/log.ts'
import { SetupProblem } from '../../platform/setup-problem.ts'

/** Each way is loaded only here, so that none pays for the others: engines need no server, no folder and no module. */
async function run(args: readonly string[]): Promise<void> {
  if (args[0] === 'names') return (await import('./names/command.ts')).runNames(args.slice(1))
  if (args[0] === 'backup' || args[0] === 'restore')
    return (await import('./backup.ts')).runBackup(args[0], args.slice(1))
  return (await import('./command.ts')).runCommand(args)
}

setLogQuiet()
try {
  await run(process.argv.slice(2))
} catch (error) {
  if (error instanceof SetupProblem) process.stderr.write(`${error.message}\n`)
  else log.fault('command', error)
  process.exitCode = 1
}
