import { posix } from 'node:path'
import { SaxesParser, type SaxesTagNS } from 'saxes'
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import { LIMITS } from '../limits.ts'
import { Broken } from './sheet.ts'

type Handlers = {
  open?: (name: string, attributes: Readonly<Record<string, string>>, at: number) => void
  close?: (name: string) => void
  text?: (text: string) => void
}

/** A workbook or a document as a packed folder, whose parts are read one after the other; what they unpack to is counted. */
export class Package {
  private readonly zip: ZipFile
  private readonly entries: ReadonlyMap<string, Entry>
  private left: number = LIMITS.unpacked

  private constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>) {
    this.zip = zip
    this.entries = entries
  }

  /** @throws Broken damaged, locked, macros, unpacked */
  static async open(bytes: Uint8Array): Promise<Package> {
    const entries = new Map<string, Entry>()
    try {
      const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
        lazyEntries: true,
        autoClose: false,
        validateEntrySizes: true,
      })
      if (zip.entryCount > LIMITS.entries) throw new Broken('unpacked')
      for await (const entry of zip.eachEntry()) {
        if (entry.isEncrypted()) throw new Broken('locked')
        const name = entry.fileName.toLowerCase()
        // Two parts of one name, of which one reader takes the first and another the last.
        if (entries.has(name)) throw new Broken('damaged')
        entries.set(name, entry)
      }
      return new Package(zip, entries)
    } catch (error) {
      throw error instanceof Broken ? error : new Broken('damaged')
    }
  }

  has(path: string): boolean {
    return this.entries.has(path.toLowerCase())
  }

  names(): string[] {
    return [...this.entries.keys()]
  }

  /**
   * Reads one part as XML, piece by piece, by local names. A document type is refused: no such file needs one, and
   * entities can be made to expand without end.
   *
   * @throws Broken damaged, unpacked, xml, and what the handlers throw
   */
  async read(path: string, handlers: Handlers, isEnough: () => boolean = () => false): Promise<void> {
    const entry = this.entries.get(path.toLowerCase())
    if (!entry) throw new Broken('damaged')
    if (entry.uncompressedSize > this.left) throw new Broken('unpacked')
    const parser = parserFor(handlers)
    try {
      const stream = await this.zip.openReadStreamPromise(entry)
      const decoder = new TextDecoder('utf-8')
      try {
        for await (const chunk of stream as AsyncIterable<Buffer>) {
          this.left -= chunk.length
          if (this.left < 0) throw new Broken('unpacked')
          parser.write(decoder.decode(chunk, { stream: true }))
          if (isEnough()) return
        }
      } finally {
        stream.destroy()
      }
      parser.write(decoder.decode())
      parser.close()
    } catch (error) {
      // Whatever unpacking stumbles over is the file's doing: nothing else is at work here.
      throw error instanceof Broken ? error : new Broken('damaged')
    }
  }

  /** Name of the first element of a part. @throws Broken */
  async root(path: string): Promise<string> {
    let root = ''
    const first = (name: string) => {
      root ||= name
    }
    await this.read(path, { open: first }, () => root !== '')
    return root
  }

  close(): void {
    this.zip.close()
  }
}

type Target = { type: string; path: string; external: boolean }

/** The relationships of a part, by id. What lies outside the file is never followed. @throws Broken */
export async function relationships(parts: Package, of: string): Promise<Map<string, Target>> {
  const { dir, base } = posix.parse(of)
  const path = posix.join(dir, '_rels', `${base}.rels`)
  const found = new Map<string, Target>()
  if (!parts.has(path)) return found
  await parts.read(path, {
    open: (name, { Id, Type = '', Target = '', TargetMode }) => {
      if (name !== 'Relationship' || !Id || found.size > LIMITS.entries) return
      const path = Target.startsWith('/') ? Target.slice(1) : posix.join(dir, Target)
      found.set(Id, { type: Type, path, external: TargetMode === 'External' })
    },
  })
  return found
}

/** The part that the file is about. @throws Broken damaged */
export async function mainPart(parts: Package): Promise<string> {
  const targets = [...(await relationships(parts, '')).values()]
  const main = targets.find(({ type, external }) => /\/officeDocument$/.test(type) && !external)?.path
  if (!main || !parts.has(main)) throw new Broken('damaged')
  return main
}

function parserFor({ open, close, text }: Handlers) {
  const parser = new SaxesParser({ xmlns: true, position: false })
  let depth = 0
  parser.on('error', () => {
    throw new Broken('xml')
  })
  parser.on('doctype', () => {
    throw new Broken('xml')
  })
  parser.on('xmldecl', ({ encoding }) => {
    if (encoding && !/^utf-?8$/i.test(encoding)) throw new Broken('xml')
  })
  parser.on('opentag', (tag: SaxesTagNS) => {
    if (++depth > 100) throw new Broken('xml')
    open?.(tag.local, attributesOf(tag), depth)
  })
  parser.on('closetag', (tag) => {
    depth--
    close?.(tag.local)
  })
  if (text) {
    parser.on('text', text)
    parser.on('cdata', text)
  }
  return parser
}

/** By local name: `r:id` as `r:id`, others without their prefix. */
function attributesOf({ attributes }: SaxesTagNS): Record<string, string> {
  const plain: Record<string, string> = Object.create(null)
  for (const { prefix, local, value, uri } of Object.values(attributes)) {
    if (prefix === 'xmlns' || uri === 'http://www.w3.org/2000/xmlns/') continue
    plain[/relationships$/.test(uri) ? `r:${local}` : local] = value
  }
  return plain
}
