import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { ListProblem } from '../../../engines/names/lists/reader.ts'

/** Writes a file that is there whole or not at all: under another name until `finish`. */
export class WholeFile {
  private readonly path: string
  private readonly partial: string
  private readonly file: number
  private waiting: string[] = []
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
    this.waiting.push(text)
    this.size += text.length
    if (this.size > 1 << 20) this.flush()
  }

  private flush(): void {
    writeSync(this.file, this.waiting.join(''))
    this.waiting = []
    this.size = 0
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
