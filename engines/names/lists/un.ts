import type { Birth, Entry, Gender } from '../entry.ts'
import { countryOf } from './countries.ts'
import { birthOf, yearsBirth } from './dates.ts'
import { LIMITS, type ListReader, namesIn, type Sink } from './reader.ts'
import { childrenOf, type Element, fieldsOf, textOf, valuesOf, XmlReader } from './xml.ts'

const PARTS = ['FIRST_NAME', 'SECOND_NAME', 'THIRD_NAME', 'FOURTH_NAME']

/** Reads the United Nations Security Council Consolidated List (XML, schema sc-sanctions.xsd). */
export function unReader(sink: Sink): ListReader {
  const isRecord = (name: string): boolean => name === 'INDIVIDUAL' || name === 'ENTITY'
  return new XmlReader('CONSOLIDATED_LIST', isRecord, (element) => {
    const entry = entryOf(element)
    if (typeof entry === 'string') sink.bad(element.line, entry)
    else sink.entry(entry)
  })
}

function entryOf(element: Element): Entry | string {
  const id = textOf(element, 'DATAID')
  if (id === '') return 'an entry without DATAID'
  const person = element.name === 'INDIVIDUAL'
  const aliases = childrenOf(element, `${element.name}_ALIAS`)
  const names = [
    ...namesIn(
      PARTS.map((part) => textOf(element, part))
        .filter(Boolean)
        .join(' '),
      'good',
    ),
    ...namesIn(textOf(element, 'NAME_ORIGINAL_SCRIPT'), 'good'),
    ...aliases.flatMap((alias) =>
      namesIn(textOf(alias, 'ALIAS_NAME'), textOf(alias, 'QUALITY') === 'Low' ? 'low' : 'good'),
    ),
  ]
  if (names.length === 0) return `entry ${id} has no name`
  if (names.length > LIMITS.namesOfEntry) return `entry ${id} has more than ${LIMITS.namesOfEntry} names`
  const gender = genderOf(element)
  const countries = valuesOf(element, 'NATIONALITY').flatMap((value) => countryOf(value) ?? [])
  return {
    id,
    list: 'un',
    kind: person ? 'person' : 'organisation',
    names,
    births: [
      ...childrenOf(element, 'INDIVIDUAL_DATE_OF_BIRTH').flatMap((date) => birthIn(date) ?? []),
      ...aliases.flatMap((alias) => birthOf(textOf(alias, 'DATE_OF_BIRTH')) ?? []),
    ],
    countries: [...new Set(countries)],
    ...(gender && { gender }),
    documents: childrenOf(element, 'INDIVIDUAL_DOCUMENT').flatMap((d) => numbersIn(textOf(d, 'NUMBER'))),
    fields: fieldsOf(element),
  }
}

/** EXACT with a date or only a year, BETWEEN two years, APPROXIMATELY a year; a note alone is kept as a field only. */
function birthIn(element: Element): Birth | undefined {
  const approximate = textOf(element, 'TYPE_OF_DATE').toUpperCase() === 'APPROXIMATELY'
  const [date, year] = [textOf(element, 'DATE'), textOf(element, 'YEAR')]
  const [from, to] = [textOf(element, 'FROM_YEAR'), textOf(element, 'TO_YEAR')]
  const birth =
    date !== '' ? birthOf(date) : from !== '' && to !== '' ? yearsBirth(Number(from), Number(to)) : birthOf(year)
  return birth && { ...birth, approximate: birth.approximate || approximate }
}

/** The GENDER element, which few entries have, or what the comments say in brackets. */
function genderOf(element: Element): Gender | undefined {
  const said =
    textOf(element, 'GENDER') || (/gender\s*[:[]\s*(male|female)/i.exec(textOf(element, 'COMMENTS1'))?.[1] ?? '')
  const lower = said.toLowerCase()
  return lower === 'male' || lower === 'female' ? lower : undefined
}

/** Document numbers out of what the list writes there, which is often prose: "Jordan 654781, issued in Amman". */
export function numbersIn(text: string): string[] {
  return (
    text
      .match(/[\p{L}]{0,3}[-/ ]?\d[\p{Lu}\d]*(?:[-/][\p{Lu}\d]+)*/gu)
      ?.filter((n) => /\d.*\d.*\d.*\d/.test(n))
      .flatMap((n) => [n, n.replace(/^[^\d]+/, '')]) ?? []
  )
}
