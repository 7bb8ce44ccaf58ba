import { expect, test } from 'vitest'
import { chanceOf, HOSTILE } from './fuzz.testing.ts'
import { tryFile } from './fuzz-check.testing.ts'
import { readFile } from './sheets/file.ts'

test('600 hostile or broken files are read or refused with place, reason and remedy', async () => {
  const outcomes = new Set<string>()
  for (let seed = 1; seed <= 600; seed++) {
    const { found, outcome } = await tryFile(seed)
    expect(found).toEqual([])
    outcomes.add(outcome)
  }
  expect(outcomes.size).toBeGreaterThan(12)
})

/** What each is refused as; undefined: read as what it shows. */
const REFUSED: Readonly<Record<string, RegExp | undefined>> = {
  billion_laughs: /^xml/,
  outside_entity: /^xml/,
  bomb_that_lies: /^damaged/,
  too_wide: /^columns 1 \w+/,
  too_low: /^rows 99999999/,
  huge_cell: /^cell 2 A/,
  merged_without_end: /^merged 1/,
  macros: /^macros/,
  twice_the_same_part: /^damaged/,
  path_upwards: /^damaged/,
  outside_link: undefined,
  no_workbook: /^damaged/,
  deep_xml: /^xml/,
  many_sheets: /^sheets/,
  formula_without_result: undefined,
  old_or_locked: /^(old_excel|locked)/,
  page: /^unknown/,
  pdf: /^unknown/,
  nothing: /^empty/,
  blanks: /^no_sheet/,
  open_quote: /^quote 5/,
  wide_csv: /^columns 1/,
  huge_cell_csv: /^cell 2 A/,
  zeros: /^(encoding|no_sheet)/,
  document_billion_laughs: /^xml/,
  document_outside_entity: /^xml/,
  document_that_lies: /^damaged/,
  document_of_unknown_prefix: /^xml/,
  document_in_depth: /^xml/,
  tables_in_tables: undefined,
  tables_in_depth: /^xml/,
  no_table: /^no_table/,
  frame: /^no_table/,
  empty_cells: /^no_table/,
  many_tables: /^sheets/,
  cells_without_end: /^columns 1 \w+/,
  spans_without_end: undefined,
  merged_from_nothing: undefined,
  huge_cell_of_words: /^cell 2 B/,
  fields_in_fields: /^xml/,
  styles_in_a_circle: undefined,
  lists_in_a_circle: undefined,
  out_of_order: /^no_table/,
  document_with_macros: /^macros/,
  outside_document: /^damaged/,
  presentation: /^unknown/,
}

test.each(Object.entries(HOSTILE))('%s', async (name, make) => {
  const outcome = readFile(make(chanceOf(7)), {})
  const why = REFUSED[name]
  if (why) await expect(outcome).rejects.toThrow(why)
  else expect((await outcome).sheets[0]!.rows.length).toBeGreaterThan(0)
})
