import type { Entry, EntryKind } from '../entry.ts'
import { countryOf } from './countries.ts'
import { birthOf } from './dates.ts'
import { remarksOf } from './ofac-remarks.ts'
import { LIMITS, type ListReader, namesIn, type Sink } from './reader.ts'
import { childrenOf, type Element, fieldsOf, textOf, XmlReader } from './xml.ts'

const KINDS = new Map<string, EntryKind>([
  ['individual', 'person'],
  ['vessel', 'vessel'],
  ['aircraft', 'aircraft'],
])

/** Reads the OFAC SDN list in its standard XML (`sdnList`). */
export function ofacXmlReader(sink: Sink): ListReader {
  return new XmlReader(
    'sdnList',
    (name) => name === 'sdnEntry',
    (element) => {
      const entry = entryOf(element)
      if (typeof entry === 'string') sink.bad(element.line, entry)
      else sink.entry(entry)
    },
  )
}

const items = (element: Element, list: string, item: string): Element[] =>
  childrenOf(element, list).flatMap((l) => childrenOf(l, item))
const nameIn = (element: Element): string =>
  [textOf(element, 'firstName'), textOf(element, 'lastName')].filter(Boolean).join(' ')

function entryOf(element: Element): Entry | string {
  const id = textOf(element, 'uid')
  if (id === '') return 'an sdnEntry without uid'
  const main = nameIn(element)
  if (main === '') return `entry ${id} has no name`
  const remarks = remarksOf(textOf(element, 'remarks'))
  const aliases = items(element, 'akaList', 'aka').flatMap((aka) =>
    namesIn(nameIn(aka), textOf(aka, 'category') === 'weak' ? 'low' : 'good'),
  )
  if (aliases.length > LIMITS.namesOfEntry) return `entry ${id} has more than ${LIMITS.namesOfEntry} names`
  const vessel = childrenOf(element, 'vesselInfo')
  const said = [
    ...items(element, 'nationalityList', 'nationality').map((n) => textOf(n, 'country')),
    ...items(element, 'citizenshipList', 'citizenship').map((c) => textOf(c, 'country')),
    ...vessel.map((v) => textOf(v, 'vesselFlag')),
  ]
  const ids = items(element, 'idList', 'id')
  const gender = ids.find((i) => textOf(i, 'idType') === 'Gender')
  const genderSaid = gender ? textOf(gender, 'idNumber').toLowerCase() : remarks.gender
  return {
    id,
    list: 'ofac',
    kind: KINDS.get(textOf(element, 'sdnType').toLowerCase()) ?? 'organisation',
    names: [...namesIn(main, 'good'), ...aliases, ...remarks.weak.flatMap((text) => namesIn(text, 'low'))],
    births: [
      ...items(element, 'dateOfBirthList', 'dateOfBirthItem').flatMap((d) => birthOf(textOf(d, 'dateOfBirth')) ?? []),
      ...remarks.births,
    ],
    countries: [...new Set([...said.flatMap((c) => countryOf(c) ?? []), ...remarks.countries])],
    ...((genderSaid === 'male' || genderSaid === 'female') && { gender: genderSaid }),
    documents: [
      ...ids.map((i) => textOf(i, 'idNumber')),
      ...vessel.map((v) => textOf(v, 'callSign')),
      ...remarks.documents,
    ].filter(Boolean),
    fields: fieldsOf(element),
  }
}
