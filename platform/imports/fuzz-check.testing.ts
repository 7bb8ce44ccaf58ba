import { LANGUAGES } from '../text.ts'
import { brokenProblem, describeFault } from './faults.ts'
import { fuzzed } from './fuzz.testing.ts'
import type { Importable } from './importable.ts'
import { LIMITS } from './limits.ts'
import { readFile } from './sheets/file.ts'
import { BREAKS, Broken, isErrorValue } from './sheets/sheet.ts'
import { orderOf } from './values/dates.ts'
import { Names } from './values/names.ts'
import { readRow } from './values/row.ts'

const columns = [
  { key: 'reference', holds: 'text' },
  { key: 'title', holds: 'written' },
  { key: 'states', holds: { many: 'states' } },
  { key: 'start', holds: 'date' },
  { key: 'participants', holds: 'amount' },
  { key: 'open', holds: 'flag' },
] as const
const importable = { columns } as unknown as Importable
const NAMES = new Map([
  ['states', new Names([{ code: 'NER', names: ['Niger', 'النيجر'], label: () => '' }], new Map())],
])

/**
 * Reads one file by chance, and its rows. Says what is wrong with how that went: anything but a table within the limits or
 * a refusal that tells file, place, reason and remedy in every language.
 */
export async function tryFile(seed: number): Promise<{ found: string[]; outcome: string }> {
  const { name, bytes } = fuzzed(seed)
  const found: string[] = []
  const wrong = (what: string) => found.push(`seed ${seed} (${name}): ${what}`)
  try {
    const { sheets } = await readFile(bytes, {})
    for (const sheet of sheets)
      for (const { n, cells } of sheet.rows) {
        if (cells.length > LIMITS.columns || n > LIMITS.height) wrong('a table over the limits')
        if (cells.some((cell) => cell.length > LIMITS.cell || cell.includes('\0') || !cell.isWellFormed()))
          wrong(`a cell of row ${n} that cannot be kept`)
        const keys = columns.map(({ key }) => key)
        const { faults } = readRow({ importable, columns: keys, names: NAMES, order: () => orderOf(cells) }, cells)
        for (const fault of faults) {
          const said = describeFault(fault, { file: name, sheet: sheet.name, row: n, headings: [...keys] }, 'en', [])
          if (!said.file || !said.row || !said.column || !said.message || !said.remedy)
            wrong('a fault that does not say where, what and what to do')
          if (isErrorValue(cells[fault.column!]!) !== (fault.code === 'cell_error'))
            wrong('an error value taken as a value')
        }
      }
    return { found, outcome: 'read' }
  } catch (error) {
    if (!(error instanceof Broken) || !BREAKS.includes(error.why)) {
      wrong(`threw ${error}`)
      return { found, outcome: 'threw' }
    }
    for (const language of LANGUAGES) {
      const { params } = brokenProblem(error, name, language)
      if (!params['file'] || !params['message'] || !params['remedy']) wrong('a refusal without reason or remedy')
    }
    if (['quote', 'cell', 'columns'].includes(error.why) && error.row === null) wrong('a refusal without its row')
    return { found, outcome: error.why }
  }
}
