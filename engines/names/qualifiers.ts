import { countryNumber } from './build.ts'
import type { Birth, Query } from './entry.ts'
import { documentKey, KINDS } from './entry.ts'
import { hash } from './keys.ts'
import type { Arrays } from './layout.ts'

/** What else than the name speaks for or against an entry: a text key, and what it adds to the log odds. */
export type Qualifier = { readonly key: string; readonly odds: number; readonly supports: boolean }

const YEAR = 365.25
const say = (key: string, odds: number): Qualifier => ({ key: `why.${key}`, odds, supports: odds > 0.3 })

/**
 * Birth dates. The same day leaves little doubt; the same year halves what it proves; day and month exchanged is a common
 * slip; a year unlike the listed ones speaks against, unless the list itself is unsure (two years either way). Sources: the
 * UN list's TYPE_OF_DATE; weights after logic-v2's dob qualifiers, as log odds.
 */
function birthQualifier(asked: Birth, from: number, to: number, approximate: boolean): Qualifier {
  const exact = asked.from === asked.to
  if (exact && from === to) {
    if (asked.from === from) return say('birth_same_day', 2.6)
    if (swapped(asked.from) === from) return say('birth_day_month_exchanged', 1.4)
    if (yearOf(asked.from) === yearOf(from)) return say('birth_same_year_other_day', -0.2)
  }
  const gap = Math.max(0, from - asked.to, asked.from - to) / YEAR
  if (gap === 0)
    return to - from > 3 * YEAR || asked.to - asked.from > 3 * YEAR
      ? say('birth_within_years', 0.5)
      : say('birth_same_year', 1)
  if ((approximate || asked.approximate) && gap <= 2) return say('birth_near', 0.6)
  if (gap <= 1.5) return say('birth_next_year', -0.5)
  return gap > 10 ? say('birth_far', -4) : say('birth_differs', -2.5)
}

const yearOf = (day: number): number => new Date(day * 86_400_000).getUTCFullYear()

function swapped(day: number): number | undefined {
  const date = new Date(day * 86_400_000)
  if (date.getUTCDate() > 12) return undefined
  return Date.UTC(date.getUTCFullYear(), date.getUTCDate() - 1, date.getUTCMonth() + 1) / 86_400_000
}

const NOTHING: readonly Qualifier[] = []

/**
 * Everything but the name that is known on both sides. Silence on either side says nothing. Weights are set by hand, since
 * no labelled pairs say a country or a gender; order and sign after logic-v2's country_mismatch and gender_mismatch: a
 * wrong gender is rarer on a list than a second nationality, and speaks more loudly; a country in common is had by many.
 */
export function qualifiersOf(arrays: Arrays, query: Query, entry: number, sameDocument: boolean): readonly Qualifier[] {
  if (!sameDocument && !query.kind && !query.birth && !query.gender && !query.country) return NOTHING
  const found: Qualifier[] = []
  if (sameDocument) found.push(say('document_same', 7))
  const kind = KINDS[arrays.entryKind[entry]!]!
  if (query.kind && query.kind !== kind) found.push(say('kind_differs', -3))
  if (query.birth) {
    const births: Qualifier[] = []
    for (let b = arrays.birthStart[entry]!; b < arrays.birthStart[entry + 1]!; b++)
      births.push(
        birthQualifier(query.birth, arrays.birthFrom[b]!, arrays.birthTo[b]!, arrays.birthApproximate[b] === 1),
      )
    const best = births.sort((a, b) => b.odds - a.odds)[0]
    if (best) found.push(best)
  }
  const gender = arrays.entryGender[entry]!
  if (query.gender && gender !== 0 && (query.gender === 'male') !== (gender === 1))
    found.push(say('gender_differs', -2))
  const [from, to] = [arrays.countryStart[entry]!, arrays.countryStart[entry + 1]!]
  if (query.country && to > from)
    found.push(
      arrays.country.subarray(from, to).includes(countryNumber(query.country))
        ? say('country_same', 0.7)
        : say('country_differs', -0.5),
    )
  return found
}

/** Entries that hold a document number. */
export function withDocument(arrays: Arrays, document: string, text: (at: number) => string): number[] {
  const key = documentKey(document)
  if (key === undefined) return []
  const { documentStart, documentEntry, documentText } = arrays
  const bucket = hash(key) & (documentStart.length - 2)
  const entries: number[] = []
  for (let d = documentStart[bucket]!; d < documentStart[bucket + 1]!; d++)
    if (text(documentText[d]!) === key && !entries.includes(documentEntry[d]!)) entries.push(documentEntry[d]!)
  return entries
}
