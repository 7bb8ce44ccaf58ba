import anyAscii from 'any-ascii'
import { ARABIC, CYRILLIC, HEBREW, LATIN } from './letters.ts'
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

const OWN: Partial<Record<Script, ReadonlyMap<string, string>>> = { arabic: ARABIC, hebrew: HEBREW, cyrillic: CYRILLIC }

/**
 * Phones of one token of one script. Arabic, Hebrew and Cyrillic by their own letters; Latin by spelling; every other
 * script by the readings of any-ascii (Han in pinyin, Hangul in Revised Romanisation, kana in Hepburn).
 */
export function phonesOf(lower: string, script: Script): string {
  if (script === 'latin') return latinPhones(foldLatin(lower))
  const letters = OWN[script]
  if (!letters) return latinPhones(foldLatin(anyAscii(lower).toLowerCase()))
  let out = ''
  for (const letter of script === 'cyrillic' ? lower.replace(/[дч]ж/g, 'ђ') : lower.normalize('NFC')) {
    const phone = letters.get(letter) ?? (scriptOf(letter.codePointAt(0)!) === script ? '' : digit(letter))
    if (phone && (phone !== out[out.length - 1] || /\d/.test(phone))) out += phone
  }
  return out
}

const digit = (letter: string): string => (letter >= '0' && letter <= '9' ? letter : '')
