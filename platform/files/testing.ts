import { crc32, deflateRawSync } from 'node:zlib'

const utf8 = (text: string): Buffer => Buffer.from(text, 'utf8')

export const samplePdf = (words = 'hello'): Buffer =>
  utf8(`%PDF-1.7\n%${words}\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n`)

export const samplePng = (): Buffer =>
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  )

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'

/** A Word document as far as its kind goes; `main` is the media type of its main part. */
export const sampleDocx = (main = WORD): Buffer =>
  zip([
    [
      '[Content_Types].xml',
      utf8(`<?xml version="1.0"?><Types><Override PartName="/word/document.xml" ContentType="${main}"/></Types>`),
    ],
    ['word/document.xml', utf8('<w:document/>')],
  ])

/** A ZIP archive of these entries, compressed (APPNOTE 6.3.9, the least that readers want); `says` lies about their size. */
export function zip(entries: readonly (readonly [string, Buffer])[], says?: number): Buffer {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, content] of entries) {
    const packed = deflateRawSync(content, { level: 9 })
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(crc32(content), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(says ?? content.length, 18)
    common.writeUInt16LE(Buffer.byteLength(name), 22)
    const local = Buffer.concat([utf8('PK\u0003\u0004'), common, utf8(name), packed])
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(offset, 10)
    directory.push(Buffer.concat([utf8('PK\u0001\u0002'), Buffer.from([20, 0]), common, rest, utf8(name)]))
    locals.push(local)
    offset += local.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(locals.length, 4)
  end.writeUInt16LE(locals.length, 6)
  end.writeUInt32LE(central.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...locals, central, utf8('PK\u0005\u0006'), end])
}
