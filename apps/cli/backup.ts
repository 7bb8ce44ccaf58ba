import { existsSync } from 'node:fs'
import { cp, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { readCallerConfig } from '../../platform/config.ts'
import { writeDurably } from '../../platform/durable-file.ts'
import { bringDatabase, copyDatabase, type Entrance, isDatabaseFile } from '../../platform/postgres/backup.ts'
import { SetupProblem } from '../../platform/setup-problem.ts'
import { kindOf } from '../server/data-folder.ts'

const HELP = `concord backup --to FOLDER [--data DIR]
  Copies a data folder (default: .data/main) and its embedded database into FOLDER, which does not exist yet. End the
  server first. The copy holds keys.json where the keys were made here: keep it as safe as the original.

concord restore --from FOLDER [--data DIR]
  Makes a data folder, which does not exist yet, of such a copy.
`
/** Written last: a copy without it is not whole. */
const NOTE = 'backup.json'
/** Of a running server, or made anew by the next one. */
const isLeftOut = (name: string): boolean => name.startsWith('server.')
/** Written last into what is brought back: a data folder without it is refused by a server. */
const FIRST_NOTE = 'concord.json'
type Note = Entrance & { madeAt: string }

/** Backup and restore of a data folder, without a server. */
export async function runBackup(command: 'backup' | 'restore', args: readonly string[]): Promise<void> {
  const { help, data, from, to } = parse(args)
  const other = command === 'backup' ? to : from
  if (help || other === undefined) {
    process.stdout.write(HELP)
    if (!help) process.exitCode = 2
    return
  }
  const folder = resolve(data ?? readCallerConfig().folder ?? '.data/main')
  await (command === 'backup' ? backup(folder, resolve(other)) : restore(resolve(other), folder))
}

function parse(args: readonly string[]) {
  try {
    const text = { type: 'string' } as const
    const options = { data: text, to: text, from: text, help: { type: 'boolean' } } as const
    return parseArgs({ args: [...args], options, strict: true }).values
  } catch (cause) {
    throw new SetupProblem(`${cause instanceof Error ? cause.message.split('. ')[0] : cause}.\n\n${HELP}`, { cause })
  }
}

async function backup(folder: string, to: string): Promise<void> {
  if (!(await kindOf(folder))) throw new SetupProblem(`${folder} is not a data folder of Concord.`)
  refuseInside(to, folder)
  if (existsSync(to)) throw new SetupProblem(`${to} exists already: name a folder that does not.`)
  const partial = `${to}.partial`
  await rm(partial, { recursive: true, force: true })
  await mkdir(partial, { recursive: true, mode: 0o700 })
  const entrance = await copyDatabase(folder, join(partial, 'database'))
  const kept = (name: string) => !isDatabaseFile(name) && !isLeftOut(name)
  await copyEntries(folder, join(partial, 'data'), kept)
  const note: Note = { madeAt: new Date().toISOString(), ...entrance }
  await writeDurably(join(partial, NOTE), `${JSON.stringify(note, null, 2)}\n`)
  await rename(partial, to)
  process.stdout.write(`${folder} is copied to ${to}.\n`)
}

async function restore(from: string, folder: string): Promise<void> {
  if (!existsSync(join(from, NOTE))) throw new SetupProblem(`${from} is not a whole backup: it has no ${NOTE}.`)
  refuseInside(folder, from)
  if (existsSync(folder)) throw new SetupProblem(`${folder} exists already: name a data folder that does not.`)
  const { madeAt, passwords } = JSON.parse(await readFile(join(from, NOTE), 'utf8')) as Note
  await bringDatabase(join(from, 'database'), folder, { passwords })
  await copyEntries(join(from, 'data'), folder, (name) => name !== FIRST_NOTE)
  await cp(join(from, 'data', FIRST_NOTE), join(folder, FIRST_NOTE))
  process.stdout.write(`${folder} is as it was on ${madeAt}.\n`)
}

async function copyEntries(from: string, to: string, wanted: (name: string) => boolean): Promise<void> {
  await mkdir(to, { recursive: true, mode: 0o700 })
  for (const name of (await readdir(from)).filter(wanted))
    await cp(join(from, name), join(to, name), { recursive: true })
}

function refuseInside(inner: string, outer: string): void {
  for (let path = inner; path !== dirname(path); path = dirname(path))
    if (path === outer) throw new SetupProblem(`${inner} lies inside ${outer}: name a folder outside it.`)
}
