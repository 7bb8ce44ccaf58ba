import { LIMITS } from '../limits.ts'
import { Numbers } from './docx-numbers.ts'
import { DocumentReader } from './docx-reader.ts'
import { Styles } from './docx-styles.ts'
import { gatherTables } from './docx-tables.ts'
import { type Package, relationships } from './package.ts'
import { Broken, type Sheets } from './sheet.ts'

/**
 * The tables of a document of Word, LibreOffice and others (ECMA-376): what is seen in them once tracked changes are
 * accepted. Each is a sheet; those with the same headings are one.
 *
 * @throws Broken
 */
export async function readDocx(parts: Package, main: string): Promise<Sheets> {
  const targets = [...(await relationships(parts, main)).values()]
  const at = (type: string) => targets.find((target) => target.type.endsWith(type) && !target.external)?.path
  const styles = await Styles.read(parts, at('/styles'))
  const numbers = await Numbers.read(parts, at('/numbering'))
  const reader = new DocumentReader(styles, numbers)
  await parts.read(main, reader)
  if (reader.tables.length === 0) throw new Broken('no_table')
  if (reader.tables.length > LIMITS.entries) throw new Broken('sheets')
  return { sheets: gatherTables(reader.tables) }
}
