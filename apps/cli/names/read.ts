import { existsSync, readdirSync, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { basename, join } from 'node:path'
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

/** Calls `write` with the text of a file, piece by piece. */
async function stream(path: string, encoding: 'utf-8' | 'latin1', write: (text: string) => void): Promise<void> {
  const decoder = new TextDecoder(encoding, { fatal: encoding === 'utf-8', ignoreBOM: true })
  const file = await open(path)
  try {
    const piece = Buffer.alloc(PIECE)
    for (;;) {
      const { bytesRead } = await file.read(piece, 0, PIECE)
      write(decode(decoder, piece.subarray(0, bytesRead), bytesRead > 0))
      if (bytesRead === 0) return
    }
  } finally {
    await file.close()
  }
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
    throw error
  }
}

function checkFile(path: string): void {
  if (!existsSync(path)) throw new ListProblem('there is no such file')
  const { size } = statSync(path)
  if (size === 0 && statSync(path).isFile()) throw new ListProblem('the file is empty')
  if (size > MOST_BYTES) throw new ListProblem(`the file is larger than ${MOST_BYTES / 1024 ** 3} GiB`)
}

/** Reads one text file with one reader; problems name the path. */
export const readWhole = (path: string, reader: () => ListReader): Promise<void> =>
  named(path, () => readText(path, reader))

async function readText(path: string, reader: (head: string) => ListReader): Promise<void> {
  checkFile(path)
  let made: ListReader | undefined
  await stream(path, 'utf-8', (text) => {
    made ??= reader(text)
    made.write(text)
  })
  made!.end()
}

/**
 * Gives the entries of a list, one after the other, in whatever format its content shows: UN XML, a folder of OFAC CSV
 * files, OFAC standard XML, FollowTheMoney JSON lines, plain CSV.
 *
 * @throws ListProblem naming the path, when the whole cannot be taken
 */
export function eachEntry(path: string, report: Report, take: (entry: Entry) => void): Promise<void> {
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
    else await readText(path, (head) => readerFor(head, basename(path), sink))
    if (count === 0) throw new ListProblem('the file holds no entry')
  })
}

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
    await stream(join(folder, file), 'latin1', (text) => reader.write(text))
    reader.end()
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
