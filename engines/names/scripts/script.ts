/**
 * Writing systems that the engine tells apart. The number is kept in saved indexes: append only.
 * Source: Unicode Standard, Scripts.txt.
 */
export const SCRIPTS = [
  'latin',
  'arabic',
  'hebrew',
  'cyrillic',
  'greek',
  'armenian',
  'georgian',
  'han',
  'kana',
  'hangul',
  'indic',
  'thai',
  'other',
] as const
export type Script = (typeof SCRIPTS)[number]

export const scriptNumber = (script: Script): number => SCRIPTS.indexOf(script)

/** Scripts that leave vowels unwritten, or whose romanisation leaves them out: a vowel missing on that side says nothing. */
export const UNVOWELLED: ReadonlySet<Script> = new Set<Script>(['arabic', 'hebrew', 'indic', 'thai'])

const unvowelled = SCRIPTS.map((script) => UNVOWELLED.has(script))
export const isUnvowelled = (number: number): boolean => unvowelled[number]!

/** Scripts of one's own table (letters.ts); the signs of all others are read, and many have several readings. */
const SPELT: ReadonlySet<Script> = new Set<Script>(['latin', 'arabic', 'hebrew', 'cyrillic', 'greek', 'other'])
const read = SCRIPTS.map((script) => !SPELT.has(script))
export const isRead = (number: number): boolean => read[number]!

const RANGES: readonly (readonly [from: number, to: number, script: Script])[] = [
  [0x41, 0x24f, 'latin'],
  [0x250, 0x2ff, 'latin'],
  [0x370, 0x3ff, 'greek'],
  [0x400, 0x52f, 'cyrillic'],
  [0x530, 0x58f, 'armenian'],
  [0x590, 0x5ff, 'hebrew'],
  [0x600, 0x77f, 'arabic'],
  [0x8a0, 0x8ff, 'arabic'],
  [0x900, 0xdff, 'indic'],
  [0xe00, 0xe7f, 'thai'],
  [0x10a0, 0x10ff, 'georgian'],
  [0x1100, 0x11ff, 'hangul'],
  [0x1c80, 0x1c8f, 'cyrillic'],
  [0x1c90, 0x1cbf, 'georgian'],
  [0x1e00, 0x1eff, 'latin'],
  [0x1f00, 0x1fff, 'greek'],
  [0x2de0, 0x2dff, 'cyrillic'],
  [0x3005, 0x3007, 'han'],
  [0x3040, 0x30ff, 'kana'],
  [0x3130, 0x318f, 'hangul'],
  [0x3400, 0x9fff, 'han'],
  [0xa640, 0xa69f, 'cyrillic'],
  [0xac00, 0xd7af, 'hangul'],
  [0xf900, 0xfaff, 'han'],
  [0xfb50, 0xfdff, 'arabic'],
  [0xfe70, 0xfeff, 'arabic'],
  [0x20000, 0x323af, 'han'],
]

const byUnit = new Uint8Array(0x10000).fill(SCRIPTS.length - 1)
for (const [from, to, script] of RANGES)
  if (from < 0x10000) byUnit.fill(scriptNumber(script), from, Math.min(to, 0xffff) + 1)

/** The script of a code point; digits, punctuation and what the engine has no rule for are `other`. */
export function scriptOf(codePoint: number): Script {
  if (codePoint < 0x10000) return SCRIPTS[byUnit[codePoint]!]!
  return codePoint >= 0x20000 && codePoint <= 0x323af ? 'han' : 'other'
}
