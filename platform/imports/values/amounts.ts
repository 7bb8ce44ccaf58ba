import { westernDigits } from './fold.ts'

/** eq exactly, ge at least, gt more than, lt nearly (strictly fewer). */
export type Amount = { n: number; comparator: 'eq' | 'ge' | 'gt' | 'lt' }

/** Words before a figure, in six languages, longest first where one begins another. */
const WORDS: readonly [RegExp, Amount['comparator']][] = [
  [
    /^(?:>=|≥|at least|no fewer than|au moins|al menos|por lo menos|не менее|по меньшей мере|ما لا يقل عن|على الأقل|至少|不少于)/i,
    'ge',
  ],
  [
    /^(?:>|more than|over|above|plus de|más de|mas de|более|больше|свыше|أكثر من|ما يزيد على|ما يزيد عن|超过|多于)/i,
    'gt',
  ],
  [
    /^(?:<|nearly|almost|fewer than|less than|près de|presque|moins de|casi|menos de|почти|менее|ما يقرب من|أقل من|将近|近|不到|少于)/i,
    'lt',
  ],
]

/** A figure with its comparator: 12, 3,200, “more than 50”, “≥ 20”, 100+; undefined where it is none or not whole. */
export function readAmount(said: string): Amount | undefined {
  let text = westernDigits(said).trim()
  let comparator: Amount['comparator'] = 'eq'
  for (const [words, means] of WORDS) {
    const found = words.exec(text)
    if (!found) continue
    text = text.slice(found[0].length).trim()
    comparator = means
    break
  }
  if (comparator === 'eq' && /\d\s*\+$/.test(text)) {
    text = text.replace(/\s*\+$/, '')
    comparator = 'ge'
  }
  const plain = text.replace(/[.,]0+$/, (end) => (/^[.,]000$/.test(end) ? end : ''))
  const digits = /^\d+$/.test(plain) ? plain : /^\d{1,3}(?:[.,'’ ٬]\d{3})+$/.test(plain) ? plain.replace(/\D/g, '') : ''
  const n = Number(digits)
  return digits === '' || n > 1_000_000_000 ? undefined : { n, comparator }
}

const YES = new Set('true yes y x 1 oui sí si да نعم 是 vrai verdadero истина ✓ ✔ ☑ ☒'.split(' '))
const NO = new Set('false no n 0 non нет لا 否 faux falso ложь ☐ ✗ ✘ - – —'.split(' '))

/** Yes and no, in six languages, or by a sign; what is said of it behind a mark is left: “Yes – training”. */
export function readFlag(said: string): boolean | undefined {
  const text = said.trim().toLowerCase()
  const first = /^(\p{L}+)\s*[-–—,،，:;.(（\n]/u.exec(text)?.[1]
  for (const word of [text, first]) {
    if (word === undefined) continue
    if (YES.has(word)) return true
    if (NO.has(word)) return false
  }
  return undefined
}
