import { existsSync } from 'node:fs'
import { access, constants, mkdir, readdir, readFile, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../../platform/config.ts'
import { writeDurably } from '../../platform/durable-file.ts'
import { SetupProblem } from '../../platform/setup-problem.ts'

/** `concord.json` of a data folder says what it holds, once and for all. */
type Kind = 'demonstration' | 'production'
const NOTE = 'concord.json'

/**
 * Makes the data folder, or checks that it may be used this way: accounts with known passwords must never meet real
 * records. Answers its path without links.
 */
export async function openDataFolder({
  folder,
  demonstration,
}: Pick<Config, 'folder' | 'demonstration'>): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await access(folder, constants.R_OK | constants.W_OK | constants.X_OK).catch((cause: unknown) => {
    throw new SetupProblem(`This account may not write in the data folder ${folder}.`, { cause })
  })
  const path = await realpath(folder)
  const file = join(path, NOTE)
  const wanted: Kind = demonstration ? 'demonstration' : 'production'
  if (!existsSync(file)) {
    const others = (await readdir(path)).filter((name) => !name.startsWith(NOTE))
    if (others.length > 0)
      throw new SetupProblem(`${path} holds other things (${others[0]}): name an empty folder with --data.`)
    await writeDurably(file, `${JSON.stringify({ kind: wanted })}\n`)
    return path
  }
  const kind = await kindOf(path)
  if (kind !== wanted)
    throw new SetupProblem(`The data folder ${path} is for ${kind}, not for ${wanted}: name another with --data.`)
  return path
}

/** What a data folder holds; undefined where none has been made yet. */
export async function kindOf(folder: string): Promise<Kind | undefined> {
  const file = join(folder, NOTE)
  return existsSync(file) ? (JSON.parse(await readFile(file, 'utf8')) as { kind: Kind }).kind : undefined
}
