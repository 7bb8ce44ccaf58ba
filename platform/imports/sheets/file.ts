import { readCsv } from './csv.ts'
import { Broken, type Delimiter, type Encoding, type Sheets } from './sheet.ts'
import { readXlsx } from './xlsx.ts'

/** How the sender says a text is to be read; without, it is guessed. */
export type Reading = { encoding?: Encoding | undefined; delimiter?: Delimiter | undefined }

const begins = (bytes: Uint8Array, ...mark: number[]) => mark.every((byte, i) => bytes[i] === byte)

/** Reads a file by what it is, not by what it is called. @throws Broken */
export async function readFile(bytes: Uint8Array, reading: Reading): Promise<Sheets> {
  if (bytes.length === 0) throw new Broken('empty')
  if (begins(bytes, 0x50, 0x4b)) return readXlsx(bytes)
  // A compound file: an old workbook, or a new one under a password.
  if (begins(bytes, 0xd0, 0xcf, 0x11, 0xe0)) throw new Broken(isLocked(bytes) ? 'locked' : 'old_excel')
  if (looksForeign(bytes)) throw new Broken('unknown')
  return readCsv(bytes, reading)
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
