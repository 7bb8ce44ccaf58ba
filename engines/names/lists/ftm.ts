import type { Entry, EntryKind } from '../entry.ts'
import { countryOf } from './countries.ts'
import { birthOf } from './dates.ts'
import { LIMITS, ListProblem, type ListReader, namesIn, type Sink } from './reader.ts'

/** Schemata of FollowTheMoney that name somebody or something; others (addresses, sanctions, links) are no entries. */
const KINDS: Readonly<Record<string, EntryKind>> = {
  Person: 'person',
  LegalEntity: 'organisation',
  Organization: 'organisation',
  Company: 'organisation',
  PublicBody: 'organisation',
  Vessel: 'vessel',
  Airplane: 'aircraft',
  CryptoWallet: 'wallet',
}
const GOOD = ['name', 'alias', 'previousName']
const DOCUMENTS = [
  'passportNumber',
  'idNumber',
  'taxNumber',
  'registrationNumber',
  'innCode',
  'ogrnCode',
  'leiCode',
  'imoNumber',
  'mmsi',
  'callSign',
  'serialNumber',
  'publicKey',
]
const COUNTRIES = ['nationality', 'citizenship', 'flag', 'jurisdiction', 'country']

const NOT_JSON = 'not JSON'

type Properties = Readonly<Record<string, readonly string[]>>

/** Reads FollowTheMoney entities, one JSON object a line; `list` names the file. */
export function ftmReader(list: string, sink: Sink): ListReader {
  let rest = ''
  let line = 0
  let entities = 0
  const take = (text: string): void => {
    line++
    if (text.trim() === '') return
    const read = parse(text)
    if (typeof read === 'string') {
      sink.bad(line, read)
      return
    }
    entities++
    const entry = entryOf(list, read)
    if (typeof entry === 'string') sink.bad(line, entry)
    else if (entry) sink.entry(entry)
  }
  return {
    write(text) {
      const lines = (rest + (line === 0 ? text.replace(/^\ufeff/, '') : text)).split('\n')
      rest = lines.pop()!
      if (rest.length > LIMITS.line) throw new ListProblem(`line ${line + 1}: longer than ${LIMITS.line} characters`)
      for (const one of lines) take(one)
    },
    end() {
      if (rest.trim() !== '' && parse(rest) === NOT_JSON)
        throw new ListProblem(`line ${line + 1}: the file ends inside an entity; it looks cut off`)
      take(rest)
      if (entities === 0) throw new ListProblem('the file holds no FollowTheMoney entity')
    },
  }
}

function parse(text: string): { id: string; schema: string; properties: Properties } | string {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return NOT_JSON
  }
  const { id, schema, properties } = (value ?? {}) as Record<string, unknown>
  if (typeof id !== 'string' || id === '') return 'an entity without id'
  if (typeof schema !== 'string') return `entity ${id} has no schema`
  if (typeof properties !== 'object' || properties === null) return `entity ${id} has no properties`
  const clean: Record<string, string[]> = {}
  for (const [key, values] of Object.entries(properties))
    if (Array.isArray(values)) clean[key] = values.filter((v): v is string => typeof v === 'string')
  return { id, schema, properties: clean }
}

function entryOf(
  list: string,
  { id, schema, properties }: { id: string; schema: string; properties: Properties },
): Entry | string | undefined {
  const kind = Object.hasOwn(KINDS, schema) ? KINDS[schema] : undefined
  if (!kind) return undefined
  const all = (keys: readonly string[]): string[] => keys.flatMap((key) => properties[key] ?? [])
  const names = [
    ...all(GOOD).flatMap((text) => namesIn(text, 'good')),
    ...all(['weakAlias']).flatMap((text) => namesIn(text, 'low')),
  ]
  const documents = all(DOCUMENTS)
  if (names.length === 0 && documents.length === 0) return `entity ${id} has neither name nor document`
  if (names.length > LIMITS.namesOfEntry) return `entity ${id} has more than ${LIMITS.namesOfEntry} names`
  const gender = all(['gender'])[0]?.toLowerCase()
  return {
    id,
    list,
    kind,
    names,
    births: all(['birthDate']).flatMap((date) => birthOf(date) ?? []),
    countries: [...new Set(all(COUNTRIES).flatMap((c) => countryOf(c) ?? []))],
    ...((gender === 'male' || gender === 'female') && { gender }),
    documents,
    fields: { schema: [schema], ...Object.fromEntries(Object.entries(properties).map(([k, v]) => [k, [...v]])) },
  }
}
