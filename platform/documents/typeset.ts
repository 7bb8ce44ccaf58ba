import { spawn } from 'node:child_process'
import { setPriority } from 'node:os'
import { join } from 'node:path'
import { log } from '../log.ts'
import { Problem } from '../problem.ts'
import type { Document } from './document.ts'
import { type Drawn, drawn } from './drawn.ts'

/** Bytes of a description, and of a file. */
const LONGEST = 4_000_000
const LARGEST = 60_000_000
/** Documents that are set or wait for it; beyond that the asker is told to come again. */
const WAITING = 4
const LIMIT_MS = 60_000

const ROOT = join(import.meta.dirname, '../..')

/**
 * Sets a document as a file. One at a time and in a process of its own, at low priority: the server goes on answering, and
 * the memory is given back.
 *
 * @throws Problem documents.too_long (413), documents.busy (503), documents.failed (500; the fault is logged)
 */
export async function typeset(document: Document, format: 'pdf' | 'docx', limit = LIMIT_MS): Promise<Uint8Array> {
  const order = JSON.stringify({ format, document: drawn(document) } satisfies { format: string; document: Drawn })
  if (Buffer.byteLength(order) > LONGEST) throw new Problem('documents.too_long', 413)
  if (waiting >= WAITING) throw new Problem('documents.busy', 503)
  waiting++
  const turn = last.then(() => run(order, limit))
  // Whoever waits for this one's place does not mind how it ended: the catch below tells who asked for it.
  last = turn.catch(() => {})
  try {
    return await turn
  } catch (error) {
    log.fault('documents', error, { format })
    throw new Problem('documents.failed', 500)
  } finally {
    waiting--
  }
}

let last: Promise<unknown> = Promise.resolve()
let waiting = 0

/**
 * The process may read the program, not the data beside it, and neither write, reach the network nor start anything. That
 * holds its JavaScript; the typesetter itself is native code, which is given data and never markup of people's.
 */
const RIGHTS = [
  ...['--permission', '--allow-addons'],
  ...['node_modules', 'platform', 'package.json'].map((part) => `--allow-fs-read=${join(ROOT, part)}`),
]

function run(order: string, limit: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--no-warnings', ...RIGHTS, join(import.meta.dirname, 'typesetter.ts')], {
      cwd: ROOT,
      env: {},
      timeout: limit,
      killSignal: 'SIGKILL',
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    if (child.pid !== undefined) setPriority(child.pid, 10)
    const pieces: Buffer[] = []
    let [length, said] = [0, '']
    child.stdout.on('data', (piece: Buffer) => {
      length += piece.length
      pieces.push(piece)
      if (length > LARGEST) child.kill('SIGKILL')
    })
    child.stderr.on('data', (words: Buffer) => {
      said = (said + words).slice(-2000)
    })
    child.on('error', reject)
    // It may end before it has read everything; its end tells why.
    child.stdin.on('error', () => {})
    child.on('close', (code, signal) => {
      if (code === 0 && length > 0) resolve(Buffer.concat(pieces))
      else reject(new Error(`the typesetter ended with ${code ?? signal}`, { cause: said }))
    })
    child.stdin.end(order)
  })
}
