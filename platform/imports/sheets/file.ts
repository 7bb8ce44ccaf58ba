import { readCsv } from './csv.ts'
import { readDocx } from './docx.ts'
import { mainPart, Package } from './package.ts'
import { Broken, type Delimiter, type Encoding, type Sheets } from './sheet.ts'
import { readXlsx } from './xlsx.ts'

/** How the sender says a text is to be read; without, it is guessed. */
export type Reading = { encoding?: Encoding | undefined; delimiter?: Delimiter | undefined }

const begins = (bytes: Uint8Array, ...mark: number[]) => mark.every((byte, i) => bytes[i] === byte)

/** Reads a file by what it is, not by what it is called. @throws Broken */
export async function readFile(bytes: Uint8Array, reading: Reading): Promise<Sheets> {
  if (bytes.length === 0) throw new Broken('empty')
  if (begins(bytes, 0x50, 0x4b)) return readPackage(bytes)
  // A compound file: an old workbook or document, or a new one under a password.
  if (begins(bytes, 0xd0, 0xcf, 0x11, 0xe0)) throw new Broken(isLocked(bytes) ? 'locked' : 'old_excel')
  if (looksForeign(bytes)) throw new Broken('unknown')
  return readCsv(bytes, reading)
}

/** A workbook or a document. @throws Broken */
async function readPackage(bytes: Uint8Array): Promise<Sheets> {
  const parts = await Package.open(bytes)
  try {
    if (parts.names().some((name) => name.endsWith('vbaproject.bin'))) throw new Broken('macros')
    const main = await mainPart(parts)
    const root = await parts.root(main)
    if (root === 'workbook') return await readXlsx(parts, main)
    if (root === 'document') return await readDocx(parts, main)
    // A presentation is packed alike.
    throw new Broken('unknown')
  } finally {
    parts.close()
  }
}

/** `EncryptedPackage`, in the directory of the compound file. */
const isLocked = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from('EncryptedPackage', 'utf16le'))

const FOREIGN = [
  '%PDF',
  '\x89PNG',
  '\xff\xd8\xff',
  'GIF8',
  '\x1f\x8b',
  '{\\rtf',
  '\x7fELF',
  'MZ\x90',
  'Rar!',
  '7z\xbc\xaf',
]

/** PDF, PNG, JPEG, GIF, gzip, RTF, programs, HTML and XML: none of them is a table. */
function looksForeign(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 200)).toString('latin1').replace('\xef\xbb\xbf', '')
  return FOREIGN.some((mark) => start.startsWith(mark)) || /^\s*<(?:!doctype|html|\?xml|svg|table)\b/i.test(start)
}
