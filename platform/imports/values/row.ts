import type { KeptFault } from '../faults.ts'
import type { Importable } from '../importable.ts'
import { isErrorValue } from '../sheets/sheet.ts'
import { readAmount, readFlag } from './amounts.ts'
import { type DayOrder, readDate } from './dates.ts'
import type { Names } from './names.ts'

export type Reader = {
  importable: Importable
  /** Key of each column of the table; empty: left out. */
  columns: readonly string[]
  names: ReadonlyMap<string, Names>
  order: (key: string) => DayOrder
}

/** What the cells of a row say, by key, and what of it cannot be read. An empty cell says nothing. */
export function readRow({ importable, columns, names, order }: Reader, cells: readonly string[]) {
  const values: Record<string, unknown> = {}
  const faults: KeptFault[] = []
  for (const [column, key] of columns.entries()) {
    const said = cells[column] ?? ''
    if (key === '' || said === '') continue
    const fault = (code: string, params: KeptFault['params'] = {}) =>
      faults.push({ column, code, params: { ...params, said: said.slice(0, 60) } })
    if (isErrorValue(said)) {
      fault('cell_error')
      continue
    }
    const { holds } = importable.columns.find((one) => one.key === key)!
    if (holds === 'text' || holds === 'written') values[key] = said
    else if (holds === 'texts')
      values[key] = said
        .split(/[;\n،؛、；]/)
        .map((part) => part.trim())
        .filter(Boolean)
    else if (holds === 'date') values[key] = readDate(said, order(key)) ?? void fault('date')
    else if (holds === 'amount') values[key] = readAmount(said) ?? void fault('amount')
    else if (holds === 'flag') values[key] = readFlag(said) ?? void fault('flag')
    else values[key] = named(names.get('one' in holds ? holds.one : holds.many)!, said, 'many' in holds, fault)
    if (values[key] === undefined) delete values[key]
  }
  return { values, faults }
}

function named(
  names: Names,
  said: string,
  many: boolean,
  fault: (code: string, params?: KeptFault['params']) => unknown,
) {
  const codes: string[] = []
  for (const part of many ? names.split(said) : [said]) {
    const found = names.find(part)
    if (!found.sure) fault('unknown_name', { name: part.slice(0, 60) })
    else if (found.code !== null && !codes.includes(found.code)) codes.push(found.code)
  }
  return many ? (codes.length > 0 ? codes : undefined) : codes[0]
}
