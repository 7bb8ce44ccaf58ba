import { Broken, type Encoding } from './sheet.ts'

/**
 * The encoding that a text is most likely in: by its mark, by its zeros, as UTF-8 where it is valid, else by which of the
 * old encodings makes the fewest strange characters of it.
 */
export function guessEncoding(bytes: Uint8Array): Encoding {
  const [a, b, c] = bytes
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  const start = bytes.subarray(0, 4000)
  const zeros = [0, 0]
  for (const [i, byte] of start.entries()) if (byte === 0) zeros[i % 2]!++
  if (zeros[1]! > start.length / 5) return 'utf-16le'
  if (zeros[0]! > start.length / 5) return 'utf-16be'
  if (isUtf8(bytes)) return 'utf-8'
  return bestOf(bytes)
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false // the question was whether it is
  }
}

/** Letters that each encoding is used for, and how often its text is made of them. */
const OLD: readonly { encoding: Encoding; usual: RegExp }[] = [
  { encoding: 'windows-1252', usual: /[àâäçéèêëîïôöùûüÿœæñáíóúßÀÂÇÉÈÊÎÔÙÛÜÑÁÍÓÚ’“”«»–°]/g },
  { encoding: 'windows-1251', usual: /[а-яё]/g },
  { encoding: 'windows-1256', usual: /[\u0621-\u064a،؛]/g },
  { encoding: 'gb18030', usual: /[\u4e00-\u9fa5，。；：（）]/g },
]

function bestOf(bytes: Uint8Array): Encoding {
  const sample = bytes.subarray(0, 100_000)
  const high = sample.reduce((count, byte) => count + Number(byte > 0x7f), 0)
  const scored = OLD.map(({ encoding, usual }) => {
    const text = new TextDecoder(encoding).decode(sample)
    const strange = text.match(/[\ufffd\u0080-\u009f\ue000-\uf8ff]/g)?.length ?? 0
    const weight = encoding === 'gb18030' ? 2 : 1
    const known = (text.match(usual)?.length ?? 0) * weight
    // A word whose letters are all beyond ASCII is usual in Russian and Arabic, and a sign of a wrong guess in French.
    const runs = encoding === 'windows-1252' ? (text.match(/[\u00a0-\u00ff]{3,}/g)?.length ?? 0) * 3 : 0
    return { encoding, score: (known - strange * 5 - runs) / Math.max(1, high) }
  })
  return scored.reduce((best, one) => (one.score > best.score ? one : best)).encoding
}

/** @throws Broken encoding */
export function decode(bytes: Uint8Array, encoding: Encoding): string {
  const text = new TextDecoder(encoding).decode(bytes)
  if (text.includes('\0')) throw new Broken('encoding')
  return text
}
