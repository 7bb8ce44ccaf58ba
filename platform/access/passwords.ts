import { Problem } from '../problem.ts'

const SHORTEST = 12
const LONGEST = 128

/**
 * Refuses a password that others would try: too short, known from breaches, or made of the person's own name. Length
 * counts; capitals, digits and signs are not asked for (NIST SP 800-63B).
 *
 * @throws Problem access.password_short, _long, _known or _personal
 */
export async function requireStrong(password: string, about: { name: string; mail: string }): Promise<void> {
  const length = [...password].length
  if (length < SHORTEST) throw new Problem('access.password_short', 400, { minimum: SHORTEST })
  if (length > LONGEST) throw new Problem('access.password_long', 400, { maximum: LONGEST })
  const plain = simplified(password)
  const parts = `${about.name} ${about.mail.split('@')[0]}`.split(/[^\p{L}\p{N}]+/u).map(simplified)
  if (parts.some((part) => [...part].length >= 4 && plain.includes(part)))
    throw new Problem('access.password_personal', 400)
  if (await isKnown(password)) throw new Problem('access.password_known', 400)
}

/**
 * Whether a password is in the list of known ones, or is one of them dressed up: other case, letters written as digits,
 * digits and signs around it, one word again and again, a row of keys.
 */
async function isKnown(password: string): Promise<boolean> {
  const known = await knownPasswords()
  const lower = password.normalize('NFKC').toLowerCase()
  const plain = simplified(password)
  const bare = lower.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
  const candidates = [lower, plain, bare, simplified(bare), unit(lower), unit(plain), unit(bare)]
  // What surrounds the word adds little: `Dragon!2024!!` is `dragon`.
  return candidates.some((candidate) => known.has(candidate)) || new Set(lower).size < 5 || isRow(plain)
}

const LETTERS: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'l',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
}

/** Lower case, without accents, with letters where digits or signs stand for them. */
function simplified(text: string): string {
  const bare = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return [...bare].map((c) => LETTERS[c] ?? c).join('')
}

/** The word that a text repeats, else the text. */
const unit = (text: string): string => /^(.+?)\1+$/u.exec(text)?.[1] ?? text

const ROWS = [
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
  'azertyuiopqsdfghjklmwxcvbn',
  '01234567890123456789',
  'йцукенгшщзхъфывапролджэ',
]
/** Twelve keys in a row, forwards or backwards. */
function isRow(text: string): boolean {
  const first = [...text].slice(0, 8).join('')
  return ROWS.some((row) => simplified(row).includes(first) || simplified([...row].reverse().join('')).includes(first))
}

let list: Promise<ReadonlySet<string>> | undefined

/** Some 49,000 passwords seen in breaches, read when first needed; nothing is asked of anyone outside. */
function knownPasswords(): Promise<ReadonlySet<string>> {
  list ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set((dictionary['passwords-common'] as readonly string[]).map(String)),
  )
  return list
}
