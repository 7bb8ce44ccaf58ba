import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import type { Entry } from '../../../engines/names/entry.ts'
import { formatOf } from '../../../engines/names/lists/detect.ts'
import { ftmReader } from '../../../engines/names/lists/ftm.ts'
import { OFAC_FILES, OfacCsvReader, type OfacFile } from '../../../engines/names/lists/ofac-csv.ts'
import { ofacXmlReader } from '../../../engines/names/lists/ofac-xml.ts'
import { type AskedRow, plainReader, queryReader } from '../../../engines/names/lists/plain.ts'
import { LIMITS, ListProblem, type ListReader, type Sink } from '../../../engines/names/lists/reader.ts'
import { unReader } from '../../../engines/names/lists/un.ts'

/** Says on standard error that a row was left out. */
export type Report = (path: string, line: number, why: string) => void

const PIECE = 1 << 16
const MOST_BYTES = 4 * 1024 ** 3
/** Characters that show which format a file has. */
const HEAD = 4096

/** Calls `write` with the text of a file, piece by piece; a mark of UTF-8 at its beginning goes before `encoding`. */
async function stream(path: string, encoding: 'utf-8' | 'latin1', write: (text: string) => void): Promise<void> {
  let decoder: TextDecoder | undefined
  const file = await open(path)
  try {
    const piece = Buffer.alloc(PIECE)
    for (;;) {
      const { bytesRead } = await file.read(piece, 0, PIECE)
      const bytes = piece.subarray(0, bytesRead)
      decoder ??= decoderFor(bytes, encoding)
      write(decode(decoder, bytes, bytesRead > 0))
      if (bytesRead === 0) return
    }
  } finally {
    await file.close()
  }
}

function decoderFor(bytes: Uint8Array, encoding: 'utf-8' | 'latin1'): TextDecoder {
  const [a, b] = bytes
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff))
    throw new ListProblem('the file is in UTF-16, not in UTF-8')
  if (encoding === 'latin1' && !(a === 0xef && b === 0xbb)) return new TextDecoder('latin1')
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
}

function decode(decoder: TextDecoder, bytes: Uint8Array, more: boolean): string {
  try {
    return decoder.decode(bytes, { stream: more })
  } catch {
    throw new ListProblem('the file is not in UTF-8')
  }
}

/** A problem with a whole file, told with its path. */
async function named<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof ListProblem) throw new ListProblem(`${path}: ${error.message}`)
    // Of the file system: a folder for a file, no right to read.
    if (error instanceof Error && 'syscall' in error && 'code' in error)
      throw new ListProblem(`${path}: cannot be read (${error.code})`)
    throw error
  }
}

function checkFile(path: string): void {
  if (!existsSync(path)) throw new ListProblem('there is no such file')
  const there = statSync(path)
  if (there.isDirectory()) throw new ListProblem('it is a folder, not a file')
  if (there.size === 0 && there.isFile()) throw new ListProblem('the file is empty')
  if (there.size > MOST_BYTES) throw new ListProblem(`the file is larger than ${MOST_BYTES / 1024 ** 3} GiB`)
}

/** Reads one text file with one reader; problems name the path. */
export const readWhole = (path: string, reader: () => ListReader): Promise<void> =>
  named(path, () => readText(path, reader))

async function readText(path: string, reader: (head: string) => ListReader): Promise<void> {
  checkFile(path)
  let head = ''
  let made: ListReader | undefined
  const begin = (): ListReader => {
    made = reader(head)
    made.write(head)
    return made
  }
  await stream(path, 'utf-8', (text) => {
    if (made) return made.write(text)
    head += text
    // A pipe gives as little at a time as it likes.
    if (head.length >= HEAD) begin()
  })
  const whole = made ?? begin()
  whole.end()
}

/**
 * Gives the entries of a list, one after the other, in whatever format its content shows: UN XML, a folder of OFAC CSV
 * files, OFAC standard XML, FollowTheMoney JSON lines, plain CSV. `label` names a list that does not name itself.
 *
 * @throws ListProblem naming the path, when the whole cannot be taken
 */
export function eachEntry(
  path: string,
  report: Report,
  take: (entry: Entry) => void,
  label = basename(path),
): Promise<void> {
  return named(path, async () => {
    let count = 0
    const sink: Sink = {
      entry(entry) {
        if (++count > LIMITS.entries) throw new ListProblem(`more than ${LIMITS.entries} entries`)
        take(entry)
      },
      bad: (line, why) => report(path, line, why),
    }
    if (existsSync(path) && statSync(path).isDirectory()) await readOfacFolder(path, sink)
    else await readText(path, (head) => readerFor(head, label, sink))
    if (count === 0) throw new ListProblem('the file holds no entry')
  })
}

const ITSELF = ['un', 'ofac']

/**
 * The lists, each once, with what they are called in an answer: the file's name, or the whole path where two files, or a
 * file and a list that names itself, would be called the same.
 */
export function labelled(lists: readonly string[]): (readonly [path: string, label: string])[] {
  const place = (path: string): string => (existsSync(path) ? realpathSync(path) : path)
  const each = [...new Map(lists.map((path) => [place(path), path])).values()]
  const called = (name: string): number => each.filter((path) => basename(path) === name).length
  return each.map((path) => {
    const name = basename(path)
    return [path, called(name) > 1 || ITSELF.includes(name) ? resolve(path) : name]
  })
}

/** The files that lists are read from. */
export const filesIn = (lists: readonly string[]): string[] =>
  lists.flatMap((path) =>
    existsSync(path) && statSync(path).isDirectory() ? readdirSync(path).map((file) => join(path, file)) : [path],
  )

/** All entries of a list, as eachEntry gives them. */
export async function readList(path: string, report: Report): Promise<Entry[]> {
  const entries: Entry[] = []
  await eachEntry(path, report, (entry) => entries.push(entry))
  return entries
}

function readerFor(head: string, file: string, sink: Sink): ListReader {
  const format = formatOf(head)
  if (format === 'un') return unReader(sink)
  if (format === 'ofac') return ofacXmlReader(sink)
  return format === 'ftm' ? ftmReader(file, sink) : plainReader(file, sink)
}

async function readOfacFolder(folder: string, sink: Sink): Promise<void> {
  const files = readdirSync(folder)
  const find = (name: string): string | undefined => files.find((file) => file.toLowerCase() === name)
  if (!find(OFAC_FILES.sdn))
    throw new ListProblem(`the folder has no ${OFAC_FILES.sdn}; a folder is read as the OFAC list in CSV`)
  const ofac = new OfacCsvReader(sink)
  for (const [key, name] of Object.entries(OFAC_FILES) as [OfacFile, string][]) {
    const file = find(name)
    if (!file) continue
    const reader = ofac.file(key)
    await named(file, async () => {
      checkFile(join(folder, file))
      await stream(join(folder, file), 'latin1', (text) => reader.write(text))
      reader.end()
    })
  }
  ofac.end()
}

/** The queries of a CSV file, in order. */
export function readQueries(path: string, report: Report): Promise<AskedRow[]> {
  return named(path, async () => {
    const queries: AskedRow[] = []
    await readText(path, () =>
      queryReader(
        (query) => queries.push(query),
        (line, why) => report(path, line, why),
      ),
    )
    return queries
  })
}
