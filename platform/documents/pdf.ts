import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import type { Drawn } from './drawn.ts'

/** Fonts that come with the installation: Latin, Greek and Cyrillic; Arabic as the Organization prints it; Chinese. */
const FONTS = [
  import.meta.resolve('@embedpdf/fonts-latin'),
  import.meta.resolve('@embedpdf/fonts-arabic'),
  import.meta.resolve('@embedpdf/fonts-sc'),
].map((entry) => join(dirname(fileURLToPath(entry)), '../fonts'))

/**
 * A tagged PDF. It claims PDF/UA-1 unless a character in it has no glyph in any of the fonts: then it is tagged all the
 * same, and claims nothing.
 */
export function pdf(document: Drawn): Uint8Array {
  const compiler = NodeCompiler.create({ workspace: import.meta.dirname, fontArgs: [{ fontPaths: FONTS }] })
  compiler.mapShadow(join(import.meta.dirname, 'document.json'), Buffer.from(JSON.stringify(document)))
  const template = readFileSync(join(import.meta.dirname, 'template.typ'), 'utf8')
  const { result } = compiler.compile({ mainFileContent: template })
  if (!result) throw new Error('the template of documents does not hold')
  // Of the day, not of the moment: the same document is the same file.
  const creationTimestamp = Date.parse(document.at.slice(0, 10)) / 1000
  try {
    return compiler.pdf(result, { pdfStandard: 'ua-1', creationTimestamp })
  } catch (error) {
    if (!/could not be displayed/.test(String((error as Error).message))) throw error
    return compiler.pdf(result, { creationTimestamp })
  }
}
