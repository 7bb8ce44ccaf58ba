import { pick } from './random.ts'

/** Ways in which a name is written differently, on purpose or not; undefined when a name gives no occasion. */
export type Treatment = (name: string, next: () => number) => string | undefined

const letters = (name: string): number[] =>
  [...Array(name.length).keys()].filter((i) => /\p{L}/u.test(name[i]!) && i > 0)
const words = (name: string): string[] => name.split(' ').filter(Boolean)

/** Changes the letter at a place chosen by chance. */
function atLetter(name: string, next: () => number, change: (letter: string, at: number) => string | undefined) {
  const at = letters(name)
  if (at.length < 4) return undefined
  const i = pick(next, at)
  const changed = change(name[i]!, i)
  return changed === undefined ? undefined : name.slice(0, i) + changed + name.slice(i + 1)
}

function swapFirst(name: string, pairs: Readonly<Record<string, string>>, next: () => number): string | undefined {
  const at = [...Array(name.length).keys()].filter((i) => pairs[name[i]!.toLowerCase()] !== undefined)
  if (at.length === 0) return undefined
  const i = pick(next, at)
  return name.slice(0, i) + pairs[name[i]!.toLowerCase()] + name.slice(i + 1)
}

const PARTICLE = /\b(?:al|el|bin|ben|ibn|abu|abou|ould|de|van|von)[- ]/i

/** Cyrillic by the letters a clerk in Moscow would use. */
const CYRILLIC: readonly (readonly [RegExp, string])[] = [
  [/shch/g, 'щ'],
  [/kh/g, 'х'],
  [/sh/g, 'ш'],
  [/ch/g, 'ч'],
  [/zh/g, 'ж'],
  [/gh/g, 'г'],
  [/th/g, 'т'],
  [/dh/g, 'д'],
  [/ya/g, 'я'],
  [/yu/g, 'ю'],
  [/ts/g, 'ц'],
  [/ph/g, 'ф'],
  [/ou/g, 'у'],
  [/oo/g, 'у'],
  [/ee/g, 'и'],
  [/j/g, 'дж'],
  [/x/g, 'кс'],
]
const SINGLE: Readonly<Record<string, string>> = Object.fromEntries(
  [...'abcdefghiklmnopqrstuvwyz'].map((l, i) => [l, [...'абкдефгхиклмнопкрстувуйз'][i]!]),
)
const cyrillic = (name: string): string => {
  let out = name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
  for (const [from, to] of CYRILLIC) out = out.replace(from, to)
  return [...out].map((l) => SINGLE[l] ?? l).join('')
}

export const TREATMENTS: Readonly<Record<string, Treatment>> = {
  'neighbours swapped': (n, r) => {
    const at = letters(n).filter((i) => /\p{L}/u.test(n[i + 1] ?? '') && n[i] !== n[i + 1])
    if (at.length < 3) return undefined
    const i = pick(r, at)
    return n.slice(0, i) + n[i + 1] + n[i] + n.slice(i + 2)
  },
  'letter replaced': (n, r) => atLetter(n, r, (l) => pick(r, [...'aeinorstlmkdb']).replace(l.toLowerCase(), 'z')),
  'letter dropped': (n, r) => atLetter(n, r, () => ''),
  'letter doubled': (n, r) => atLetter(n, r, (l) => l + l),
  'vowel changed': (n, r) => swapFirst(n, { a: 'e', e: 'i', i: 'e', o: 'u', u: 'o' }, r),
  'double made single': (n) => (/(\p{L})\1/u.test(n) ? n.replace(/(\p{L})\1/u, '$1') : undefined),
  'middle name dropped': (n) => (words(n).length > 2 ? words(n).toSpliced(1, 1).join(' ') : undefined),
  'middle name added': (n, r) =>
    words(n)
      .toSpliced(1, 0, pick(r, ['Karim', 'Anton', 'Said', 'Maria', 'Yusuf']))
      .join(' '),
  'order reversed': (n) => (words(n).length > 1 ? [words(n).at(-1), ...words(n).slice(0, -1)].join(' ') : undefined),
  'order with comma': (n) =>
    words(n).length > 1 ? `${words(n).at(-1)}, ${words(n).slice(0, -1).join(' ')}` : undefined,
  'first name as initial': (n) => (words(n).length > 2 ? [`${n[0]}.`, ...words(n).slice(1)].join(' ') : undefined),
  'words joined': (n, r) => {
    const w = words(n)
    if (w.length < 2) return undefined
    const i = Math.floor(r() * (w.length - 1))
    return w.toSpliced(i, 2, w[i]! + w[i + 1]!.toLowerCase()).join(' ')
  },
  'word split': (n, r) => {
    const w = words(n)
    const long = [...w.keys()].filter((i) => w[i]!.length >= 7)
    if (long.length === 0) return undefined
    const i = pick(r, long)
    const at = 3 + Math.floor(r() * (w[i]!.length - 5))
    return w.toSpliced(i, 1, w[i]!.slice(0, at), w[i]!.slice(at)).join(' ')
  },
  'particle dropped': (n) => (PARTICLE.test(n) ? n.replace(PARTICLE, '') : undefined),
  'title added': (n, r) => `${pick(r, ['Dr.', 'Haji', 'Sheikh', 'Mr', 'Gen.'])} ${n}`,
  'other script': (n) => (/^[\p{Script=Latin}\P{L}]+$/u.test(n) ? cyrillic(n) : undefined),
  'look-alike letter': (n, r) => swapFirst(n, { a: 'а', e: 'е', o: 'о', p: 'р', c: 'с', x: 'х' }, r),
  'invisible marks': (n) => `\u200f${n.slice(0, 3)}\u200b${n.slice(3)}\u200e`,
  'non-breaking spaces': (n) => n.replaceAll(' ', '\u00a0'),
  'misread by a scanner': (n, r) => swapFirst(n, { o: '0', l: '1', i: '1', s: '5' }, r),
  'patronymic spelling': (n) => (/(?:v|f)\b/.test(n) ? n.replace(/(?:v|f)\b/, 'ff') : undefined),
  'french spelling': (n) => {
    const out = n
      .replace(/u/, 'ou')
      .replace(/sh/i, 'ch')
      .replace(/j/i, 'dj')
      .replace(/k(?!h)/, 'q')
    return out === n ? undefined : out
  },
  'machine-readable zone': (n) => {
    const w = words(
      n
        .toUpperCase()
        .normalize('NFKD')
        .replace(/[^A-Z ]/g, ''),
    )
    return w.length > 1 ? `${w.at(-1)}<<${w.slice(0, -1).join('<')}`.slice(0, 39) : undefined
  },
  'legal form changed': (n) =>
    /\b(?:company|ltd|limited|corporation|co)\b/i.test(n)
      ? n.replace(/\b(?:company|ltd|limited|corporation|co)\b\.?/i, 'GmbH')
      : undefined,
  'legal form dropped': (n) =>
    /\b(?:company|ltd|limited|corporation|co)\b/i.test(n)
      ? n.replace(/\b(?:company|ltd|limited|corporation|co)\b\.?/i, '').trim()
      : undefined,
  'number spelt': (n) => {
    const at = 'zero one two three four five six seven eight nine'.split(' ')
    return /\b\d\b/.test(n) ? n.replace(/\b\d\b/, (d) => at[Number(d)]!) : undefined
  },
}
