import anyAscii from 'any-ascii'
import { ARABIC, ARABIC_PAIRS, CYRILLIC, CYRILLIC_PAIRS, HEBREW, HEBREW_PAIRS, LATIN } from './letters.ts'
import { latinPhones } from './phones.ts'
import { type Script, scriptOf } from './script.ts'

const MARKS = /\p{Mn}/gu

/** A Latin token without its marks, as a–z and 0–9 in lower case; other characters are dropped. */
export function foldLatin(lower: string): string {
  if (/^[a-z0-9]*$/.test(lower)) return lower
  let out = ''
  for (const letter of lower.normalize('NFC')) out += LATIN.get(letter) ?? letter
  return out
    .normalize('NFKD')
    .replace(MARKS, '')
    .replace(/[^a-z0-9]/g, '')
}

type Letters = { readonly single: ReadonlyMap<string, string>; readonly pairs: ReadonlyMap<string, string> }
const OWN: Partial<Record<Script, Letters>> = {
  arabic: { single: ARABIC, pairs: ARABIC_PAIRS },
  hebrew: { single: HEBREW, pairs: HEBREW_PAIRS },
  cyrillic: { single: CYRILLIC, pairs: CYRILLIC_PAIRS },
}

/**
 * Phones of one token of one script. Arabic, Hebrew and Cyrillic by their own letters; Latin by spelling; every other
 * script by the readings of any-ascii (Han in pinyin, Hangul in Revised Romanisation, kana in Hepburn).
 */
export function phonesOf(lower: string, script: Script): string {
  if (script === 'latin') return latinPhones(foldLatin(lower))
  const letters = OWN[script]
  if (!letters) return latinPhones(foldLatin(anyAscii(lower).toLowerCase()))
  const text = lower.normalize('NFC')
  let out = ''
  for (let i = 0; i < text.length; ) {
    const pair = letters.pairs.get(text.slice(i, i + 2))
    const letter = String.fromCodePoint(text.codePointAt(i)!)
    const phone =
      pair ?? letters.single.get(letter) ?? (scriptOf(letter.codePointAt(0)!) === script ? '' : digit(letter))
    if (phone && (phone !== out[out.length - 1] || /\d/.test(phone))) out += phone
    i += pair === undefined ? letter.length : 2
  }
  return out
}

const digit = (letter: string): string => (letter >= '0' && letter <= '9' ? letter : '')
