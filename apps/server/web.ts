import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { accessSync, existsSync, constants as mode } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip as gzipCompress } from 'node:zlib'
import { log } from '../../platform/log.ts'
import { SetupProblem } from '../../platform/setup-problem.ts'

const ROOT = resolve(import.meta.dirname, '../..')
/** All that the built pages can depend on. */
const SOURCES = ['apps/web', 'platform', 'modules', 'engines', 'vite.config.ts', 'package-lock.json']
const brotli = promisify(brotliCompress)
const gzip = promisify(gzipCompress)
const DAY = 86_400_000

/**
 * The folder of the built web pages; builds them when no build of these very sources is there. Builds are kept under
 * `.data` of the installation, or in `folder` where the installation cannot be written; `giveUp` ends a build under way.
 */
export async function builtWeb(folder: string, giveUp: AbortSignal): Promise<string> {
  const place = mayWrite(join(ROOT, '.data')) ? join(ROOT, '.data') : folder
  const target = join(place, `web-${await fingerprint()}`)
  if (existsSync(target)) return target
  const begun = performance.now()
  await mkdir(place, { recursive: true, mode: 0o700 })
  const partial = `${target}.${process.pid}`
  await build(partial, giveUp)
  await compress(partial)
  await rename(partial, target).catch(async (error: unknown) => {
    // Another start built the same meanwhile.
    if (!existsSync(target)) throw error
    await rm(partial, { recursive: true })
  })
  log.info('built the web pages', { ms: Math.round(performance.now() - begun) })
  await removeFormer(target)
  return target
}

function mayWrite(path: string): boolean {
  try {
    accessSync(existsSync(path) ? path : dirname(path), mode.W_OK)
    return true
  } catch {
    return false
  }
}

/** Changes with every byte of the sources. */
async function fingerprint(): Promise<string> {
  const hash = createHash('sha256').update(process.version)
  for (const source of SOURCES.map((path) => join(ROOT, path))) {
    for (const file of await filesOf(source)) hash.update(`\0${file.slice(ROOT.length)}\0`).update(await readFile(file))
  }
  return hash.digest('hex').slice(0, 16)
}

async function filesOf(path: string): Promise<string[]> {
  if (!existsSync(path)) return []
  if ((await stat(path)).isFile()) return [path]
  const entries = await readdir(path, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile() && !/\.test\.tsx?$|\.sql$|\.md$/.test(entry.name))
  return files.map((entry) => join(entry.parentPath, entry.name)).sort()
}

/** Vite in a process of its own, so that its memory goes when it is done and PostgreSQL starts meanwhile. */
async function build(outDir: string, signal: AbortSignal): Promise<void> {
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js')
  const args = [vite, 'build', '--outDir', outDir, '--emptyOutDir', '--logLevel', 'warn']
  // Whoever asks, a test too: React as readers get it. A build is kept by its sources alone.
  // biome-ignore lint/style/noProcessEnv: all that the environment holds passes on to the build; nothing is read from it
  const env = { ...process.env, NODE_ENV: 'production' }
  const child = spawn(process.execPath, args, { cwd: ROOT, env, signal, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
  }
  const code = await new Promise<number | null>((done, failed) => {
    child.once('error', failed)
    child.once('close', done)
  })
  if (code !== 0) throw new SetupProblem(`The web pages cannot be built: ${said.trim()}`)
}

/** Lays a compressed twin beside each text, so that a page costs a slow line little and the server nothing. */
async function compress(folder: string): Promise<void> {
  const texts = (await filesOf(folder)).filter((file) => /\.(js|css|html|svg|json|webmanifest)$/.test(file))
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }
  await Promise.all(
    texts.map(async (file) => {
      const text = await readFile(file)
      await Promise.all([
        writeFile(`${file}.br`, await brotli(text, quality)),
        writeFile(`${file}.gz`, await gzip(text)),
      ])
    }),
  )
}

/** Builds of other sources, kept for a day because a server may still hand their parts out. */
async function removeFormer(target: string): Promise<void> {
  for (const name of await readdir(dirname(target))) {
    const path = join(dirname(target), name)
    if (!name.startsWith('web-') || name === basename(target)) continue
    if (Date.now() - (await stat(path)).mtimeMs > DAY) await rm(path, { recursive: true })
  }
}
