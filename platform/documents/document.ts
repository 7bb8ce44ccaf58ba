import type { Language } from '../text.ts'

/**
 * A document as data: what stands in it, never how it looks. Both typesetters draw the same description, so a part that
 * makes documents decides only what they say. Words are words: nothing in them is markup, a formula or a command.
 */
export type Document = {
  title: string
  /** What kind of document it is, above the title. */
  kind: string
  /** Of the document: words that are in another language say so themselves. */
  language: Language
  /** The moment it tells of, ISO. */
  at: string
  /** How it must be handled, in words; stands on every page. */
  marking: string
  /** Highest level of what it holds: 0 unclassified, 1 confidential, 2 strictly confidential. */
  level: 0 | 1 | 2
  /** Under the title: on what it is based, and for whom. */
  basis: string
  blocks: readonly Block[]
}

/** A stretch of words; `language` where it is not the document's, `href` an address on the web or of mail. */
export type Said = string | { text: string; language?: Language; href?: string; strong?: boolean }
export type Words = Said | readonly Said[]

/** One part of a document, in the order of reading. */
export type Block =
  | { is: 'heading'; level: 1 | 2; text: string }
  /** `warning` stands out; `quiet` is a note on what stands beside it. */
  | { is: 'paragraph'; words: Words; tone?: 'quiet' | 'warning' }
  | { is: 'list'; items: readonly Words[] }
  | { is: 'facts'; facts: readonly { label: string; value: Words }[] }
  | Table
  /** A simple chart, which is a table at the same time: each bar with its figure. */
  | { is: 'bars'; caption: string; label: string; unit: string; bars: readonly { label: Said; value: number }[] }

/** A table; its head is repeated on each page. */
export type Table = {
  is: 'table'
  caption: string
  columns: readonly Column[]
  rows: readonly (readonly Words[])[]
}

/** `width` is a share of the line, 1 when left out. */
type Column = { label: string; width?: number; align?: 'end' }

/** Bars and rows of figures are drawn to this share of the greatest. */
export const shareOf = (value: number, values: readonly number[]): number => value / Math.max(1, ...values)

/**
 * What no document may hold: controls, halves of characters, what XML forbids, and the marks that turn the direction of
 * what follows them, with which words could be made to look like others.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken away
const UNFIT = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/g

/** The same document, fit to be set: every word of it cleaned. */
export function cleaned<T>(value: T): T {
  if (typeof value === 'string') return value.toWellFormed().replace(UNFIT, ' ') as T
  if (Array.isArray(value)) return value.map(cleaned) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, cleaned(inner)])) as T
}

/** Whether an address may be followed from a document: only the web and mail. */
export const isFollowed = (href: string): boolean => /^(https?:\/\/|mailto:)[^\s<>"]+$/i.test(href)
