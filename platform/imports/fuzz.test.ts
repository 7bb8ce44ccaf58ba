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
}

test.each(Object.entries(HOSTILE))('%s', async (name, make) => {
  const outcome = readFile(make(chanceOf(7)), {})
  const why = REFUSED[name]
  if (why) await expect(outcome).rejects.toThrow(why)
  else expect((await outcome).sheets[0]!.rows.length).toBeGreaterThan(0)
})
