import { fileTypeFromBuffer } from 'file-type'
import { KINDS, TEXTS } from './kinds.ts'

/**
 * The media type of a file by its content, where it is one that may be stored and its name says the same; else undefined.
 * A name that says otherwise would make the reader's machine open it as what it is not.
 */
export async function recognise(bytes: Uint8Array, name: string): Promise<string | undefined> {
  const extension = /\.([A-Za-z0-9]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
  const found = await fileTypeFromBuffer(bytes)
  if (!found) return isText(bytes) ? TEXTS[extension] : undefined
  const kind = KINDS[found.ext]
  return kind?.extensions.includes(extension) ? kind.type : undefined
}

function isText(bytes: Uint8Array): boolean {
  if (bytes.includes(0)) return false
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false // not UTF-8: some format we do not know
  }
}
