import { type Birth, type Entry, type EntryKind, type Gender, KINDS, type Query, squeeze } from '../entry.ts'
import { countryOf } from './countries.ts'
import { CsvReader } from './csv.ts'
import { birthOf } from './dates.ts'
import { LIMITS, ListProblem, type ListReader, namesIn, type Sink } from './reader.ts'

const COLUMNS = ['id', 'name', 'type', 'quality', 'birth_date', 'country', 'gender', 'document']

type Read = {
  id: string
  name: string
  kind?: EntryKind
  quality?: 'good' | 'low'
  birth?: Birth
  country?: string
  gender?: Gender
  document?: string
  fields: Record<string, string>
}

/** Rows of a CSV file with a header that has `id` and `name` and whichever of the other columns; each with its id as written. */
function rowReader(
  row: (read: Read, line: number, id: string) => void,
  bad: (line: number, why: string) => void,
  needed: readonly string[],
): ListReader {
  let header: string[] | undefined
  const csv = new CsvReader((fields, line) => {
    if (!header) {
      header = fields.map((field) => field.trim().toLowerCase())
      const missing = needed.filter((column) => !header!.includes(column))
      if (missing.length > 0)
        throw new ListProblem(
          `the header has no column ${missing.join(', ')}; it has ${header.slice(0, 20).join(', ')}`,
        )
      const twice = COLUMNS.find((column) => header!.indexOf(column) !== header!.lastIndexOf(column))
      if (twice !== undefined) throw new ListProblem(`the header has the column ${twice} twice`)
      return
    }
    if (fields.length !== header.length) return bad(line, `${fields.length} columns instead of ${header.length}`)
    const read = readRow(Object.fromEntries(header.map((column, i) => [column, squeeze(fields[i]!)])))
    if (typeof read === 'string') bad(line, read)
    else row(read, line, fields[header.indexOf('id')]!)
  }, bad)
  return {
    write: (text) => csv.write(text),
    end() {
      csv.end()
      if (!header) throw new ListProblem('the file is empty')
    },
  }
}

function readRow(fields: Record<string, string>): Read | string {
  const { id, name, birth_date, country, gender, document } = fields
  const [type, quality] = [fields['type']?.toLowerCase(), fields['quality']?.toLowerCase()]
  if (!id) return 'id is empty'
  if (!name && !document) return `name of ${id} is empty`
  if (name && !/[\p{L}\p{N}]/u.test(name)) return `name of ${id} has no letter`
  if (type && !(KINDS as readonly string[]).includes(type))
    return `type of ${id} is "${type}", none of ${KINDS.join(', ')}`
  if (quality && quality !== 'good' && quality !== 'low')
    return `quality of ${id} is "${quality}", neither good nor low`
  const birth = birth_date ? birthOf(birth_date) : undefined
  if (birth_date && !birth) return `birth_date of ${id} is "${birth_date}", no date, year or range`
  const code = country ? countryOf(country) : undefined
  if (country && !code) return `country of ${id} is "${country}", no ISO code`
  const sex = gender ? genderOf(gender) : undefined
  if (gender && !sex) return `gender of ${id} is "${gender}", neither male nor female`
  return {
    id,
    name: name ?? '',
    ...(type && { kind: type as EntryKind }),
    ...(quality && { quality: quality as 'good' | 'low' }),
    ...(birth && { birth }),
    ...(code && { country: code }),
    ...(sex && sex !== 'unknown' && { gender: sex }),
    ...(document && { document }),
    fields,
  }
}

function genderOf(text: string): Gender | 'unknown' | undefined {
  const lower = text.toLowerCase()
  if (lower === 'm' || lower === 'male') return 'male'
  if (lower === 'f' || lower === 'female') return 'female'
  return lower === 'other' || lower === 'unknown' || lower === 'x' ? 'unknown' : undefined
}

/** Reads a list as plain CSV; rows of one id are names of one entry. */
export function plainReader(list: string, sink: Sink): ListReader {
  const byId = new Map<string, Read[]>()
  let rows = 0
  const reader = rowReader(
    (read, line) => {
      if (++rows > LIMITS.entries) throw new ListProblem(`line ${line}: more than ${LIMITS.entries} rows`)
      const before = byId.get(read.id)
      if (before && before.length >= LIMITS.namesOfEntry)
        sink.bad(line, `entry ${read.id} has more than ${LIMITS.namesOfEntry} names`)
      else if (before) before.push(read)
      else byId.set(read.id, [read])
    },
    sink.bad,
    ['id', 'name'],
  )
  return {
    write: (text) => reader.write(text),
    end() {
      reader.end()
      for (const reads of byId.values()) sink.entry(entryOf(list, reads))
    },
  }
}

function entryOf(list: string, reads: readonly Read[]): Entry {
  const fields = new Map<string, Set<string>>()
  for (const read of reads)
    for (const [column, value] of Object.entries(read.fields))
      if (value !== '' && column !== 'id') {
        const before = fields.get(column)
        if (before) before.add(value)
        else fields.set(column, new Set([value]))
      }
  const gender = reads.find((r) => r.gender)?.gender
  return {
    id: reads[0]!.id,
    list,
    kind: reads.find((r) => r.kind)?.kind ?? 'person',
    names: reads.flatMap((r) => namesIn(r.name, r.quality ?? 'good')),
    births: reads.flatMap((r) => r.birth ?? []),
    countries: [...new Set(reads.flatMap((r) => r.country ?? []))],
    ...(gender && { gender }),
    documents: reads.flatMap((r) => r.document ?? []),
    fields: Object.fromEntries([...fields].map(([column, values]) => [column, [...values]])),
  }
}

/** `id` is as the file writes it, white space and all: it comes back with the answer. */
export type AskedRow = Query & { readonly id: string }

/** Reads queries from CSV; a repeated id is a bad row. */
export function queryReader(
  query: (query: AskedRow, line: number) => void,
  bad: (line: number, why: string) => void,
): ListReader {
  const seen = new Set<string>()
  return rowReader(
    (read, line, id) => {
      if (seen.has(id)) return bad(line, `query ${id} a second time`)
      seen.add(id)
      const { fields: _, ...asked } = read
      query({ ...asked, id }, line)
    },
    bad,
    ['id', 'name'],
  )
}
