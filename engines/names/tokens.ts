import { unmask } from './scripts/letters.ts'
import { sureSounds } from './scripts/phones.ts'
import { foldLatin, phonesOf } from './scripts/romanise.ts'
import { type Script, scriptOf, UNVOWELLED } from './scripts/script.ts'
import {
  ARTICLES,
  beginsForm,
  figureOf,
  formOf,
  JOINED_FORM,
  LEGAL,
  LONGEST_FORM,
  PARTICLES,
  PATRONYMIC,
  TITLES,
} from './words.ts'

/** What a word of a name is; each kind has its own part in the score (weightOfKind). */
export type Kind = 'name' | 'article' | 'particle' | 'title' | 'form' | 'legal' | 'number' | 'initial'

export type Token = {
  /** As written, in lower case and without marks that carry no sound. */
  readonly text: string
  readonly script: Script
  readonly phones: string
  readonly kind: Kind
  /** The sounds as written, where `phones` stand for something else: a form that has many words, a name less its ending. */
  readonly written?: string
  /** The words that a form was written with: `gmbh` for `ltd`. */
  readonly shown?: string
}

/** How much of its rarity a word of a kind counts for. */
export const weightOfKind: Readonly<Record<Kind, number>> = {
  name: 1,
  article: 0,
  particle: 0.15,
  title: 0.15,
  form: 0.6,
  legal: 0.12,
  number: 0.8,
  initial: 0.3,
}

/** Longest name that is read, in UTF-16 units; the longest on a public list has 324. */
const MAX_NAME = 600
/** Most words of a name that take part. */
export const MAX_TOKENS = 24

/** Bidi controls, zero-width marks, soft hyphen, variation selectors, byte order mark, and tatweel. */
const INVISIBLE = /\u034f|[\ufe00-\ufe0f]|[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u0640]/g
/** Arabic and Hebrew vowel points and Latin combining marks over other scripts: optional in writing. */
const POINTS = /[\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u08d3-\u08ff]/g
const APOSTROPHES = /['’‘ʼʻʾʿ`´ʹʺ′″"״׳]/g
/** Nothing to fold, to drop or to take apart. */
const PLAIN = /^[\x20-\x7e]*$/
const WORD = /[\p{L}\p{M}\p{N}]+/gu
const DOTTED = /(?<![\p{L}\p{N}])(?:\p{L}\.\s?){2,}(?![\p{L}\p{M}])/gu

/** A name as every comparison sees it: NFKC, no invisible marks, lower case, white space squeezed. */
export function clean(name: string): string {
  const cut = name.slice(0, MAX_NAME)
  const visible = PLAIN.test(cut) ? cut : cut.normalize('NFKC').replace(INVISIBLE, '')
  return visible.toLowerCase().replace(/\s+/g, ' ').trim()
}

/** The words of a name, each with its script, sound and kind; at most MAX_TOKENS. */
export function tokensOf(name: string): Token[] {
  let text = clean(name)
  if (!PLAIN.test(text)) text = text.replace(POINTS, '')
  text = text.replace(APOSTROPHES, '')
  if (text.includes('.')) text = text.replace(DOTTED, (dotted) => joinDotted(dotted))
  const words: Word[] = []
  for (const run of text.match(WORD) ?? []) words.push(...wordsIn(run))
  const tokens: Token[] = []
  for (let i = 0; i < words.length && tokens.length < MAX_TOKENS; ) {
    const form = words[i]!.begins ? formAt(words, i) : undefined
    if (form) {
      tokens.push({
        text: form.text,
        script: 'latin',
        phones: form.text,
        kind: LEGAL.has(form.text) ? 'legal' : 'form',
        written: writtenOf(words, i, form.length),
        shown: words
          .slice(i, i + form.length)
          .map((word) => word.text)
          .join(' '),
      })
      i += form.length
    } else for (const token of words[i++]!.tokens) if (token.phones !== '') tokens.push(token)
  }
  return tokens
}

function writtenOf(words: readonly Word[], from: number, length: number): string {
  let written = ''
  for (let i = from; i < from + length; i++)
    for (const token of words[i]!.tokens) written += token.written ?? token.phones
  return written
}

/** `s.a.` is one word when it is a legal form, else initials. */
function joinDotted(dotted: string): string {
  const letters = dotted.replace(/[.\s]/g, '')
  return formOf(letters) ? ` ${letters} ` : ` ${[...letters].join(' ')} `
}

type Part = { text: string; script: Script }

/** A part of a run of letters with its tokens, and whether a legal form or organisation word may begin with it. */
type Word = { readonly text: string; readonly begins: boolean; readonly tokens: readonly Token[] }

/** Runs of letters are read once while they are among this many: names are made of the same words over and over. */
const KEPT_RUNS = 20_000
const kept = new Map<string, readonly Word[]>()

function wordsIn(run: string): readonly Word[] {
  let known = kept.get(run)
  if (!known) {
    known = byScript(run).map((part) => ({ text: part.text, begins: beginsForm(part.text), tokens: wordTokens(part) }))
    if (kept.size >= KEPT_RUNS) kept.clear()
    kept.set(run, known)
  }
  return known
}

/** Splits a run of letters where its script changes, unless it is a disguise: one script dressed with another's letters. */
function byScript(run: string): Part[] {
  if (/^\p{Nd}+$/u.test(run)) return [{ text: run, script: 'other' }]
  if (/^[a-z0-9]+$/.test(run)) return withoutForm(misread(run))
  const counts = new Map<Script, number>()
  for (const letter of run) {
    const script = scriptOf(letter.codePointAt(0)!)
    if (script !== 'other') counts.set(script, (counts.get(script) ?? 0) + 1)
  }
  if (counts.size <= 1) return [{ text: run, script: counts.keys().next().value ?? 'other' }]
  const [majority] = [...counts].sort((a, b) => b[1] - a[1])[0]!
  for (const script of majority === 'cyrillic' ? (['cyrillic', 'latin'] as const) : (['latin', 'cyrillic'] as const)) {
    if (!counts.has(script)) continue
    const unmasked = unmask(run, script)
    if ([...unmasked].every((l) => ['other', script].includes(scriptOf(l.codePointAt(0)!))))
      return [{ text: unmasked, script }]
  }
  return splitScripts(run)
}

function withoutForm(run: string): Part[] {
  const joined = formOf(run) ? null : JOINED_FORM.exec(run)
  return (joined ? [joined[1]!, joined[2]!] : [run]).map((text) => ({ text, script: 'latin' }))
}

/** A word in which a scanner took letters for figures, put right: 0 is o, 5 is s, 1 is i between consonants, else l. */
function misread(run: string): string {
  if (!/[015]/.test(run) || /[2346789]/.test(run)) return run
  // Of two letters, one figure may be a third (K1M), but not in front (5th), nor several (AN10).
  if (run.replace(/\d/g, '').length < 3 && !/^[a-z](?:[a-z]\d|\d[a-z])$/.test(run)) return run
  return run
    .replaceAll('0', 'o')
    .replaceAll('5', 's')
    .replace(/(?<=[^aeiou1])1(?=[^aeiou1])/g, 'i')
    .replaceAll('1', 'l')
}

function splitScripts(run: string): Part[] {
  const words: Part[] = []
  for (const letter of run) {
    const script = scriptOf(letter.codePointAt(0)!)
    const last = words[words.length - 1]
    if (last && (script === 'other' || script === last.script)) last.text += letter
    else words.push({ text: letter, script })
  }
  return words
}

function formAt(words: readonly Word[], at: number): { text: string; length: number } | undefined {
  for (let length = Math.min(LONGEST_FORM, words.length - at); length > 0; length--) {
    let joined = words[at]!.text
    for (let k = 1; k < length; k++) joined += ` ${words[at + k]!.text}`
    const text = formOf(joined)
    if (text) return { text, length }
  }
  return undefined
}

function wordTokens({ text, script }: Part): Token[] {
  if (script === 'other') return [{ text, script, phones: digitsOf(text), kind: 'number' }]
  if (script === 'han' || script === 'hangul') return eastAsian(text, script)
  if (script === 'arabic' && text.startsWith('ال') && text.length > 4)
    return [token('ال', script, 'article'), token(text.slice(2), script)]
  return [token(text, script)]
}

/** A name written without spaces: the family name is its first sign, of four or more its first two stay with it. */
function eastAsian(text: string, script: Script): Token[] {
  const signs = [...text]
  if (signs.length < 2 || signs.length > 4) return [token(text, script)]
  return [token(signs[0]!, script), token(signs.slice(1).join(''), script)]
}

function token(text: string, script: Script, kind?: Kind): Token {
  const fold = script === 'latin' ? foldLatin(text) : text
  const figure = figureOf(fold)
  if (figure && !(fold.length === 1)) return { text, script: 'other', phones: figure, kind: 'number' }
  const ending = PATRONYMIC[script]
  const bare = ending && fold.length > 5 ? fold.replace(ending, '') : fold
  const phones = phonesOf(bare, script)
  const known = { text, script, phones, kind: kind ?? kindOf(fold, phones) }
  return bare === fold ? known : { ...known, written: phonesOf(fold, script) }
}

function kindOf(fold: string, phones: string): Kind {
  if (fold.length === 1 && phones.length === 1) return 'initial'
  if (ARTICLES.has(fold)) return 'article'
  if (PARTICLES.has(fold)) return 'particle'
  if (TITLES.has(fold)) return 'title'
  return 'name'
}

/** Decimal digits of any script, as ASCII. */
function digitsOf(text: string): string {
  let out = ''
  for (const sign of text) {
    const point = sign.codePointAt(0)!
    if (!/\p{Nd}/u.test(sign)) continue
    let zero = point
    while (zero > 0 && point - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--
    out += sign >= '0' && sign <= '9' ? sign : String(point - zero)
  }
  return out
}

/**
 * The sounds of a name as written: of each word that is no article (as units count them), empty for a title. `unvowelled`: a
 * word leaves its vowels unwritten.
 */
export type Sounds = { readonly words: readonly string[]; readonly unvowelled: boolean }

export function soundsOf(tokens: readonly Token[]): Sounds {
  const words: string[] = []
  let unvowelled = false
  for (const { script, kind, written, phones } of withoutArticles(tokens)) {
    unvowelled ||= UNVOWELLED.has(script)
    const sounds = written ?? phones
    words.push(kind === 'title' ? '' : script === 'cyrillic' ? sureSounds(sounds) : sounds)
  }
  return { words, unvowelled }
}

/** The words of a name that are counted: those that are no articles, or all when there are only articles. */
export function withoutArticles(tokens: readonly Token[]): readonly Token[] {
  if (!tokens.some((token) => token.kind === 'article')) return tokens
  const kept = tokens.filter((token) => token.kind !== 'article')
  return kept.length > 0 ? kept : tokens
}

/**
 * What is looked up and compared: one word, a word with its article, or neighbours written as one. `start` and `length`
 * count the words of the name that are not articles.
 */
export type Unit = {
  readonly start: number
  readonly length: number
  readonly script: Script
  readonly phones: string
  readonly kind: Kind
  /** Joined from several words, or with an article: another way to write what single units say. */
  readonly joined: boolean
}

const LONGEST_JOIN = 20
const SHORT = 5

/** All units of a name, single words first. */
export function unitsOf(tokens: readonly Token[]): Unit[] {
  /** Where the words that are not articles stand; all of them when there are only articles. */
  const places: number[] = []
  tokens.forEach((token, i) => {
    if (token.kind !== 'article') places.push(i)
  })
  if (places.length === 0) places.push(...tokens.keys())
  const units: Unit[] = []
  for (let start = 0; start < places.length; start++) {
    const { script, phones, kind } = tokens[places[start]!]!
    units.push({ start, length: 1, script, phones, kind, joined: false })
  }
  for (let start = 0; start < places.length; start++) {
    const first = places[start]!
    const withArticle = articlesBefore(tokens, first)
    if (withArticle !== first && places.length < tokens.length) push(units, tokens, withArticle, first, start, 1)
    let short = true
    for (let length = 1; length <= 3 && start + length <= places.length; length++) {
      const token = tokens[places[start + length - 1]!]!
      if (token.kind === 'form' || token.kind === 'legal' || token.kind === 'number') break
      short &&= token.phones.length <= SHORT
      if (length === 3 && !short) break
      if (length > 1) push(units, tokens, first, places[start + length - 1]!, start, length)
    }
  }
  return units
}

function articlesBefore(tokens: readonly Token[], at: number): number {
  let from = at
  while (from > 0 && tokens[from - 1]!.kind === 'article') from--
  return from
}

function push(units: Unit[], tokens: readonly Token[], from: number, to: number, start: number, length: number): void {
  const { script } = tokens[to]!
  let phones = ''
  let text = ''
  for (let i = from; i <= to; i++) {
    const token = tokens[i]!
    if (token.script !== script) return
    text += token.text
    if (i > from && script === 'latin' && SPELT_BY_TWO.test(tokens[i - 1]!.text) && token.text.startsWith('h')) {
      joinedLetters(units, tokens, from, to, start, length)
      return
    }
    phones += token.phones[0] === phones[phones.length - 1] ? token.phones.slice(1) : token.phones
  }
  // As one word the name would lose its ending.
  if (PATRONYMIC[script]?.test(text)) phones = phonesOf(text.replace(PATRONYMIC[script], ''), script)
  if (phones.length <= LONGEST_JOIN) units.push({ start, length, script, phones, kind: 'name', joined: true })
}

const SPELT_BY_TWO = /[csktgdpz]$/

/** Words of which one ends and the next begins as a sound of two letters: `mac hanga` is Machanga. */
function joinedLetters(
  units: Unit[],
  tokens: readonly Token[],
  from: number,
  to: number,
  start: number,
  length: number,
): void {
  let text = ''
  for (let i = from; i <= to; i++) {
    if (tokens[i]!.script !== 'latin') return
    text += tokens[i]!.text
  }
  const phones = phonesOf(text, 'latin')
  if (phones.length <= LONGEST_JOIN) units.push({ start, length, script: 'latin', phones, kind: 'name', joined: true })
}
