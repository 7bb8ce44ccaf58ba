/** The files of this folder, typed, and what the checks of both folders ask of a row. Only tests import it. */
import { readFileSync } from 'node:fs'
import { LANGUAGES } from '../platform/text.ts'
import type {
  Activity,
  Amount,
  Day,
  InventedRecord,
  NamedRegion,
  Names,
  Organisation,
  Person,
  Pillar,
  Programme,
  Region,
  State,
  Theme,
  Vocabularies,
  WorkingGroup,
} from './shapes.ts'

const load = (file: string): unknown => JSON.parse(readFileSync(`${import.meta.dirname}/${file}.json`, 'utf8'))

export const states = load('reference/states') as State[]
export const regions = load('reference/regions') as Region[]
export const namedRegions = load('reference/regions-named') as NamedRegion[]
export const entities = load('reference/entities') as Organisation[]
export const organisations = [...entities, ...(load('reference/organisations') as Organisation[])]
export const pillars = load('reference/pillars') as Pillar[]
export const themes = load('reference/themes') as Theme[]
export const groups = load('reference/working-groups') as WorkingGroup[]
export const vocabularies = load('reference/vocabularies') as Vocabularies
export const programmes = load('demonstration/programmes') as Programme[]
export const activities = load('demonstration/activities') as Activity[]
export const people = load('demonstration/people') as Person[]
export const invented = load('demonstration/confidential') as InventedRecord[]

export const codes = (rows: readonly { code: string }[]) => rows.map(({ code }) => code)
export const repeated = (values: readonly string[]) => values.filter((value, at) => values.indexOf(value) !== at)
export const strangers = (values: readonly (string | null)[], known: readonly string[]) =>
  values.filter((value) => value !== null && !known.includes(value))

export const alpha2 = states.map((state) => state.alpha2)
export const known = {
  organisations: codes(organisations),
  regions: codes(namedRegions),
  pillars: codes(pillars),
  themes: codes(themes),
  groups: codes(groups),
  programmes: codes(programmes),
}

/** Languages whose text is missing, empty or not in the script that language is written in. */
export function lacking(texts: Partial<Names>): string[] {
  const written = { ar: /\p{Script=Arabic}/u, ru: /\p{Script=Cyrillic}/u, zh: /\p{Script=Han}/u }
  return LANGUAGES.filter((language) => {
    const text = texts[language] ?? ''
    if (text !== text.trim() || text === '') return true
    return language in written && !written[language as keyof typeof written].test(text)
  })
}

/** Records with their code in front, so that a failure names the row. */
export const failing = <Row extends { code: string }>(rows: readonly Row[], wrong: (row: Row) => readonly unknown[]) =>
  rows.flatMap((row) => wrong(row).map((what) => `${row.code}: ${JSON.stringify(what)}`))

export const datedWrongly = (days: readonly (Day | null)[]) =>
  days.filter(
    (day) => day && !{ day: /^\d{4}-\d\d-\d\d$/, month: /^\d{4}-\d\d$/, year: /^\d{4}$/ }[day.precision].test(day.date),
  )

export const countedWrongly = (amounts: readonly (Amount | null)[]) =>
  amounts.filter((amount) => amount && !(Number.isInteger(amount.n) && amount.n > 0))
