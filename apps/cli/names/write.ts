import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { ListProblem } from '../../../engines/names/lists/reader.ts'

/** Bytes gathered before they are written: few enough that no single query waits long for the disk. */
const PIECE = 1 << 16

/** Writes a file that is there whole or not at all: under another name until `finish`. */
export class WholeFile {
  private readonly path: string
  private readonly partial: string
  private readonly file: number
  private readonly waiting = Buffer.allocUnsafe(2 * PIECE)
  private size = 0

  constructor(path: string) {
    this.path = path
    this.partial = `${path}.partial`
    try {
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
    closeSync(this.file)
    renameSync(this.partial, this.path)
  }

  abandon(): void {
    closeSync(this.file)
    rmSync(this.partial, { force: true })
  }
}
