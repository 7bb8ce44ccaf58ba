import { closeSync, openSync, realpathSync, renameSync, rmSync, statSync, writeSync } from 'node:fs'
import { resolve } from 'node:path'
import { ListProblem } from '../../../engines/names/lists/reader.ts'

/** Bytes gathered before they are written: few enough that no single query waits long for the disk. */
const PIECE = 1 << 16

/**
 * Refuses to write over what is read, and two files into one. Devices and pipes may be named twice.
 *
 * @throws ListProblem naming the path
 */
export function keepApart(written: readonly string[], read: readonly string[]): void {
  const taken = new Set(read.flatMap(placeOf))
  for (const path of written)
    for (const place of placeOf(path)) {
      if (taken.has(place)) throw new ListProblem(`${path}: is another file of this command; it would be lost`)
      taken.add(place)
    }
}

/** Which file a path means, through links; none when it is no plain file. */
function placeOf(path: string): string[] {
  const there = statSync(path, { throwIfNoEntry: false })
  if (!there) return [resolve(path)]
  return there.isFile() ? [`${there.dev} ${there.ino}`] : []
}

/**
 * Writes a file that is there whole or not at all: under another name until `finish`. A link stays one, and its file is
 * written; a device or a pipe is written to as it is.
 */
export class WholeFile {
  private readonly path: string
  private readonly partial: string
  private readonly file: number
  private readonly waiting = Buffer.allocUnsafe(2 * PIECE)
  private size = 0
  private closed = false

  constructor(path: string) {
    try {
      const there = statSync(path, { throwIfNoEntry: false })
      this.path = there?.isFile() ? realpathSync(path) : path
      this.partial = there && !there.isFile() ? path : `${this.path}.partial`
      this.file = openSync(this.partial, 'w')
    } catch (error) {
      throw new ListProblem(`${path}: cannot be written (${(error as NodeJS.ErrnoException).code})`)
    }
  }

  write(text: string): void {
    // A UTF-16 unit is three bytes of UTF-8 at most.
    if (text.length * 3 > this.waiting.length - this.size) this.flush()
    if (text.length * 3 > this.waiting.length) this.writeAll(Buffer.from(text))
    else this.size += this.waiting.write(text, this.size)
    if (this.size > PIECE) this.flush()
  }

  private flush(): void {
    this.writeAll(this.waiting.subarray(0, this.size))
    this.size = 0
  }

  private writeAll(bytes: Buffer): void {
    for (let at = 0; at < bytes.length; ) at += writeSync(this.file, bytes, at)
  }

  finish(): void {
    this.flush()
    this.close()
    if (this.partial !== this.path) renameSync(this.partial, this.path)
  }

  /** Leaves nothing behind; nothing happens to a file that is finished. */
  abandon(): void {
    if (this.closed) return
    this.close()
    if (this.partial !== this.path) rmSync(this.partial, { force: true })
  }

  private close(): void {
    closeSync(this.file)
    this.closed = true
  }
}
