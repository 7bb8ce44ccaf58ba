import { createWriteStream, existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { readCallerConfig } from '../../platform/config.ts'
import { SetupProblem } from '../../platform/setup-problem.ts'
import { modules } from '../modules.ts'
import { inputFrom, type Options, parseArguments } from './arguments.ts'
import { call, callAll } from './call.ts'
import { findRoute } from './find.ts'
import { help } from './help.ts'
import { identify } from './identity.ts'
import { type Line, overHttp, toFolder } from './line.ts'
import { isList, readable } from './print.ts'

const MAIN = '.data/main'
const DEMONSTRATION = '.data/demo'

/** Calls an endpoint by its words and flags, and prints its answer. */
export async function runCommand(args: readonly string[]): Promise<void> {
  const { words, options, flags } = parseArguments(args)
  const route = findRoute(modules, words)
  if (options.help || !route) {
    const asked = options.help || words.length === 0
    if (!asked) process.stderr.write(`There is no command "${words.join(' ')}".\n\n`)
    process.stdout.write(`${help(modules, words)}\n`)
    if (!asked) process.exitCode = 2
    return
  }
  const input = inputFrom(route.endpoint, flags)
  const line = await lineFor(options)
  try {
    const identity = await identify(line, options)
    const file = options.file === undefined ? undefined : readFileSync(options.file)
    const asking = { line, headers: { ...identity, ...(options.language && { 'x-language': options.language }) }, file }
    const answer = options.all
      ? await callAll(asking, route.endpoint, input)
      : await call(asking, route.endpoint, input)
    await print(answer, options)
  } finally {
    await line.close()
  }
}

async function lineFor(options: Options): Promise<Line> {
  const { folder } = readCallerConfig()
  if (options.url) return overHttp(options.url, options.data ? resolve(options.data) : null)
  const chosen = options.data ?? folder ?? [MAIN, DEMONSTRATION].find((path) => existsSync(path))
  if (!chosen)
    throw new SetupProblem(
      `There is no data folder (${MAIN} or ${DEMONSTRATION}); start Concord first, or name a server with --url.`,
    )
  return toFolder(resolve(chosen))
}

async function print(answer: unknown, options: Options): Promise<void> {
  if (answer instanceof Uint8Array) {
    if (options.out) return pipeline([answer], createWriteStream(options.out))
    process.stdout.write(answer)
    return
  }
  if (options.json) {
    process.stdout.write(`${JSON.stringify(isList(answer) ? answer.items : answer, null, 2)}\n`)
  } else process.stdout.write(`${readable(answer)}\n`)
  if (isList(answer) && answer.items.length < answer.total)
    process.stderr.write(`${answer.items.length} of ${answer.total}; --all gives every page.\n`)
}
