/** What a list names. */
export const KINDS = ['person', 'organisation', 'vessel', 'aircraft', 'wallet'] as const
export type EntryKind = (typeof KINDS)[number]

/**
 * A birth date as lists give it: the days it may be, inclusive, as days since 1970-01-01. A year alone is its 365 days.
 * `approximate`: the list itself is unsure, two years either way are as good.
 */
export type Birth = { readonly from: number; readonly to: number; readonly approximate: boolean }

/**
 * One name of an entry, as the list writes it with white space squeezed. `low`: the list says it is not enough to identify
 * by. `original`: in the original script.
 */
export type ListedName = { readonly text: string; readonly quality: 'good' | 'low' }

export type Gender = 'male' | 'female'

/** An entry of a list, whatever the format it came in. */
export type Entry = {
  /** The list's own key: DATAID, ent_num, uid, id. */
  readonly id: string
  readonly list: string
  readonly kind: EntryKind
  readonly names: readonly ListedName[]
  readonly births: readonly Birth[]
  /** ISO 3166-1 alpha-2, of nationality, citizenship or flag. */
  readonly countries: readonly string[]
  readonly gender?: Gender
  /** Passports, national numbers, registrations, wallets: whatever identifies exactly. */
  readonly documents: readonly string[]
  /** Every field of the source with its values, in source order: nothing a list says is lost. */
  readonly fields: Readonly<Record<string, readonly string[]>>
}

/** What is asked: a name and whatever else is known. */
export type Query = {
  readonly name: string
  readonly kind?: EntryKind
  readonly quality?: 'good' | 'low'
  readonly birth?: Birth
  readonly country?: string
  readonly gender?: Gender
  readonly document?: string
}

/** White space squeezed: the form in which names are compared for equality and kept. */
export const squeeze = (text: string): string => text.replace(/\s+/g, ' ').trim()

/**
 * A document number as it is compared: letters and digits in upper case, a ship's number (IMO A.1117) with or without `IMO`
 * before it; undefined when too short to identify.
 */
export function documentKey(document: string): string | undefined {
  const key = document
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/^IMO(?=\d{7}$)/, '')
  return key.length >= 5 && /\d/.test(key) ? key : undefined
}
