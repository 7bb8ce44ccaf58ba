import { buffer } from 'node:stream/consumers'
import type { Drawn } from './drawn.ts'

/**
 * The process that sets one document and ends: a drawing comes in as JSON, the file goes out. It is started by typeset.ts
 * with the rights to read this installation and nothing else, and is stopped from outside when it takes too long, which a
 * thread inside native code cannot be.
 */
const { format, document } = JSON.parse((await buffer(process.stdin)).toString()) as {
  format: 'pdf' | 'docx'
  document: Drawn
}
const file =
  format === 'pdf' ? (await import('./pdf.ts')).pdf(document) : await (await import('./word.ts')).word(document)
process.stdout.write(file)
