import { stringify } from 'csv-stringify/sync'
import { type EntryKind, KINDS } from '../../../engines/names/entry.ts'
import { CsvReader } from '../../../engines/names/lists/csv.ts'
import { ListProblem } from '../../../engines/names/lists/reader.ts'
import { scorePair } from '../../../engines/names/pair.ts'
import { type Report, readWhole } from './read.ts'
import { keepApart, WholeFile } from './write.ts'

/**
 * Adds a column `score` to a CSV file of pairs with the columns `name1`, `name2` and perhaps `type`.
 *
 * @throws ListProblem when the file as a whole cannot be taken; nothing is written then
 */
export async function pairs(path: string, out: string, report: Report): Promise<void> {
  keepApart([out], [path])
  const rows: string[][] = []
  let header: string[] | undefined
  let at: { a: number; b: number; kind: number } | undefined
  const bad = (line: number, why: string): void => report(path, line, why)
  await readWhole(path, () => {
    return new CsvReader((fields, line) => {
      if (!header || !at) {
        header = fields
        at = columns(fields)
        return
      }
      if (fields.length !== header.length) return bad(line, `${fields.length} columns instead of ${header.length}`)
      const [a, b, kind] = [fields[at.a]!, fields[at.b]!, at.kind < 0 ? '' : fields[at.kind]!.trim().toLowerCase()]
      if (a.trim() === '' || b.trim() === '') return bad(line, 'a name is empty')
      if (kind !== '' && !(KINDS as readonly string[]).includes(kind))
        return bad(line, `type "${kind}" is none of ${KINDS.join(', ')}`)
      rows.push([...fields, String(scorePair(a, b, (kind || 'person') as EntryKind))])
    }, bad)
  })
  if (!header) throw new ListProblem(`${path}: the file is empty`)
  const file = new WholeFile(out)
  file.write(stringify([[...header, 'score'], ...rows]))
  file.finish()
}

function columns(header: readonly string[]): { a: number; b: number; kind: number } {
  const names = header.map((column) => column.trim().toLowerCase())
  const missing = ['name1', 'name2'].filter((column) => !names.includes(column))
  if (missing.length > 0) throw new ListProblem(`the header has no column ${missing.join(', ')}`)
  const twice = ['name1', 'name2', 'type'].find((column) => names.indexOf(column) !== names.lastIndexOf(column))
  if (twice !== undefined) throw new ListProblem(`the header has the column ${twice} twice`)
  return { a: names.indexOf('name1'), b: names.indexOf('name2'), kind: names.indexOf('type') }
}
