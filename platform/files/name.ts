/**
 * A file's name as it may be kept and shown: its last part, without what steers a terminal, a path or the direction of
 * reading (which can make `exe.fdp` look like a PDF). Empty when nothing is left.
 */
export function cleanName(name: string): string {
  const last = name.toWellFormed().normalize('NFC').split(/[/\\]/).at(-1)!
  const plain = last.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\ufffd]/gu, '').replace(/\s+/g, ' ')
  const trimmed = plain.replace(/^[\s.]+|[\s.]+$/g, '').replace(/[<>:"|?*]/g, '_')
  if (trimmed.length <= LONGEST) return trimmed
  const dot = trimmed.lastIndexOf('.')
  const extension = dot > 0 ? trimmed.slice(dot).slice(0, 10) : ''
  return (
    trimmed
      .slice(0, LONGEST - extension.length)
      .toWellFormed()
      .replace(/\ufffd$/, '') + extension
  )
}

const LONGEST = 150
