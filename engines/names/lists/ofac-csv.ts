import type { Entry, EntryKind } from '../entry.ts'
import { CsvReader } from './csv.ts'
import { remarksOf } from './ofac-remarks.ts'
import { LIMITS, ListProblem, type ListReader, namesIn, type Sink } from './reader.ts'

/** The four files of the OFAC SDN list in CSV; only the first is needed. They are in ISO 8859-1, without a header. */
export const OFAC_FILES = { sdn: 'sdn.csv', alt: 'alt.csv', add: 'add.csv', comments: 'sdn_comments.csv' } as const
export type OfacFile = keyof typeof OFAC_FILES

const COLUMNS: Readonly<Record<OfacFile, readonly string[]>> = {
  sdn: [
    'ent_num',
    'name',
    'type',
    'program',
    'title',
    'call_sign',
    'vessel_type',
    'tonnage',
    'grt',
    'flag',
    'owner',
    'remarks',
  ],
  alt: ['ent_num', 'alt_num', 'alt_type', 'alt_name', 'remarks'],
  add: ['ent_num', 'add_num', 'address', 'city', 'country', 'remarks'],
  comments: ['ent_num', 'remarks'],
}
const KINDS = new Map<string, EntryKind>([
  ['individual', 'person'],
  ['vessel', 'vessel'],
  ['aircraft', 'aircraft'],
])

type Row = Readonly<Record<string, string>>

/**
 * Reads the OFAC files one after another: `file(name)` gives the reader of one; `end` makes the entries, which need them
 * all. `bad` names the file before the line.
 */
export class OfacCsvReader {
  private readonly rows: Record<OfacFile, Map<string, Row[]>> = {
    sdn: new Map(),
    alt: new Map(),
    add: new Map(),
    comments: new Map(),
  }
  private readonly sink: Sink

  constructor(sink: Sink) {
    this.sink = sink
  }

  file(file: OfacFile): ListReader {
    const columns = COLUMNS[file]
    const into = this.rows[file]
    const bad = (line: number, why: string): void => this.sink.bad(line, `${OFAC_FILES[file]}: ${why}`)
    return new CsvReader((fields, line) => {
      if (fields.length !== columns.length) return bad(line, `${fields.length} columns instead of ${columns.length}`)
      const row = Object.fromEntries(columns.map((column, i) => [column, known(fields[i]!)]))
      const id = row['ent_num']!
      if (!/^\d+$/.test(id)) return bad(line, 'ent_num is no number')
      if (file === 'sdn' && row['name'] === '') return bad(line, `entry ${id} has no name`)
      if (file === 'sdn' && into.has(id)) return bad(line, `entry ${id} a second time`)
      const before = into.get(id)
      if (before && before.length >= LIMITS.namesOfEntry)
        return bad(line, `entry ${id} has more than ${LIMITS.namesOfEntry} rows`)
      if (before) before.push(row)
      else into.set(id, [row])
    }, bad)
  }

  /** @throws ListProblem when the main file held no entry */
  end(): void {
    if (this.rows.sdn.size === 0) throw new ListProblem(`${OFAC_FILES.sdn} holds no entry of the OFAC list`)
    for (const [id, [row]] of this.rows.sdn) this.sink.entry(this.entryOf(id, row!))
  }

  private entryOf(id: string, row: Row): Entry {
    const more = (this.rows.comments.get(id) ?? []).map((r) => r['remarks']!).join('')
    const remarks = remarksOf(row['remarks']! + more)
    const aliases = (this.rows.alt.get(id) ?? []).filter((alt) => alt['alt_name'] !== '')
    const names = [
      ...namesIn(row['name']!, 'good'),
      ...aliases.flatMap((alt) => namesIn(alt['alt_name']!, 'good')),
      ...remarks.weak.flatMap((text) => namesIn(text, 'low')),
    ]
    const fields: Record<string, string[]> = {}
    for (const [key, value] of Object.entries(row)) if (value !== '' && key !== 'remarks') fields[key] = [value]
    if (row['remarks'] || more) fields['remarks'] = (row['remarks']! + more).split(/;\s+/)
    if (aliases.length > 0)
      fields['alt'] = aliases.map((alt) => `${alt['alt_type']} ${alt['alt_name']} ${alt['remarks']}`.trim())
    const addresses = this.rows.add.get(id) ?? []
    if (addresses.length > 0)
      fields['add'] = addresses.map((a) =>
        [a['address'], a['city'], a['country'], a['remarks']].filter(Boolean).join(', '),
      )
    const callSign = row['call_sign'] ? [row['call_sign']] : []
    return {
      id,
      list: 'ofac',
      kind: KINDS.get(row['type']!) ?? 'organisation',
      names,
      births: remarks.births,
      countries: remarks.countries,
      ...(remarks.gender && { gender: remarks.gender }),
      documents: [...remarks.documents, ...callSign],
      fields,
    }
  }
}

/** `-0-` is how these files write nothing. */
const known = (field: string): string => (field.trim() === '-0-' ? '' : field.replace(/\s+/g, ' ').trim())
