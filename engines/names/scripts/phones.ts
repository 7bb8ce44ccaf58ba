/**
 * The engine's own alphabet of sounds, one ASCII character each, into which every script is brought. Lower case stands
 * for what the Latin letter says; upper case and digits for what needs two Latin letters, or what another script
 * writes apart:
 *
 *   S sh  C ch  X kh  G gh  T th  D dh  Z zh  c ts  8 ẓ/ts  9 shch
 *   H ح   A ا/א E ع/ע  W و/ו  Y ي/י  1 ص  2 ض  3 ط  4 ظ  5 ء  6 ة  7 ى  O ё  I ы  U ю  J я
 *   K ج (j or g)  B ב (b or v)  P פ (p or f)  Q г (g or h)  L т before и, ё, ю, я (t or ch)  R дз (dz or j)  V цз (z or j)
 */
export const PHONES = '\0abcdefghijklmnopqrstuvwxyz0123456789SCXGTDZHAEWYOIUJKBPQLRV'

const numbers = new Uint8Array(128)
for (let i = 0; i < PHONES.length; i++) numbers[PHONES.charCodeAt(i)] = i
/** The number of a phone, 1 to 59; 0 for what is none. */
export const phoneNumber = (charCode: number): number => (charCode < 128 ? numbers[charCode]! : 0)
export const PHONE_COUNT = PHONES.length

/** Of two or more Latin letters that spell one sound, longest first. */
const SPELLINGS: readonly (readonly [string, string])[] = [
  ['shch', '9'],
  ['sch', 'S'],
  ['tch', 'C'],
  ['dzh', 'j'],
  ['kh', 'X'],
  ['gh', 'G'],
  ['sh', 'S'],
  ['ch', 'C'],
  ['th', 'T'],
  ['dh', 'D'],
  ['zh', 'Z'],
  ['ph', 'f'],
  ['ck', 'k'],
  ['cz', 'C'],
  ['sz', 'S'],
  ['ts', 'c'],
  ['tz', 'c'],
  ['dj', 'j'],
  ['dz', 'z'],
  ['ou', 'u'],
  ['oo', 'u'],
  ['ee', 'i'],
]
const byFirst = new Map<string, (readonly [string, string])[]>()
for (const spelling of SPELLINGS) {
  const first = spelling[0][0]!
  byFirst.set(first, [...(byFirst.get(first) ?? []), spelling])
}

/**
 * Phones of a folded Latin token (a–z, 0–9). Doubled letters are one: gemination is spelt at will. Before e, i and y, c is s, cc is
 * ch (Italian) and dg is j (English); the x of French -aux, -eux and -oux is silent.
 */
export function latinPhones(fold: string): string {
  let out = ''
  for (let i = 0; i < fold.length; ) {
    const letter = fold[i]!
    const spelling = byFirst.get(letter)?.find(([letters]) => fold.startsWith(letters, i))
    let phone = letter
    let taken = 1
    if (spelling) {
      phone = spelling[1]
      taken = spelling[0].length
    } else if (letter === 'x' && i > 0) {
      if (i === fold.length - 1 && i > 2 && fold[i - 1] === 'u') break
      phone = 'ks'
    } else if (letter === 'c') {
      const double = fold[i + 1] === 'c'
      const soft = /[eiy]/.test(fold[i + (double ? 2 : 1)] ?? '')
      phone = soft ? (double ? 'C' : 's') : 'k'
      if (double) taken = 2
    } else if (letter === 'd' && fold[i + 1] === 'g' && /[eiy]/.test(fold[i + 2] ?? '')) {
      phone = 'j'
      taken = 2
    }
    if (out === '' || out[out.length - 1] !== phone || (phone >= '0' && phone <= '9')) out += phone
    i += taken
  }
  return out
}

/** Skeleton class of each phone; what is not here (vowels, glides, h, hamza, ʿayn) leaves no trace. */
const CLASSES: Readonly<Record<string, string>> = {
  ...of('B', 'bpBP'),
  ...of('F', 'fv'),
  ...of('T', 'tdTD23L'),
  ...of('K', 'kgqXGQ'),
  ...of('S', 'szcjxSCZ1489KRV'),
  ...of('M', 'm'),
  ...of('N', 'n'),
  ...of('L', 'l'),
  ...of('R', 'r'),
}

function of(to: string, phones: string): Record<string, string> {
  return Object.fromEntries([...phones].map((phone) => [phone, to]))
}

/** Letters of the skeleton classes. */
const CLASS_LETTERS = 'BFTKSMNLR'
/** The class of a phone by its number: 1 to 9 as in CLASS_LETTERS, 0 when it leaves no trace. */
export const classOfPhone = Uint8Array.from(PHONES, (phone) => CLASS_LETTERS.indexOf(CLASSES[phone] ?? '-') + 1)

/**
 * The consonants of a token by class: what survives unwritten vowels and most romanisations. `muhammad`, `mehmet` and
 * `محمد` are all MMT.
 */
export function skeletonOf(phones: string): string {
  let out = ''
  for (let i = 0; i < phones.length; i++) {
    const to = classOfPhone[phoneNumber(phones.charCodeAt(i))]!
    if (to !== 0) out += CLASS_LETTERS[to - 1]!
  }
  return out
}

/** Vowels, glides and the long-vowel letters of the abjads. */
export const isWeak = (phone: string): boolean => 'aeiouywhAEWYOIUJ567H'.includes(phone)

/** The nearest plain Latin phone of a phone that only another script has: where no learnt cost serves. */
const PLAIN: Readonly<Record<string, string>> = {
  '1': 's',
  '2': 'd',
  '3': 't',
  '4': 'z',
  '5': 'a',
  '6': 'a',
  '7': 'a',
  '8': 'c',
  '9': 'S',
  A: 'a',
  E: 'a',
  H: 'h',
  W: 'u',
  Y: 'i',
  O: 'o',
  I: 'i',
  U: 'u',
  J: 'a',
  K: 'j',
  B: 'b',
  P: 'p',
  Q: 'g',
  L: 't',
  R: 'z',
  V: 'c',
}
export const plainPhone = (phone: string): string => PLAIN[phone] ?? phone

/** The phones of a word, where those of two readings are the first of them. */
export const sureSounds = (phones: string): string => phones.replace(/[KBPQLRV]/g, plainPhone)
