import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { COLUMNS, costTable, learnCounts, type Pair } from '../../engines/names/learn.ts'
import { phonesOf } from '../../engines/names/scripts/romanise.ts'
import type { Script } from '../../engines/names/scripts/script.ts'
import { isHeldOut, isValidation, readPairs } from './pairs-of-tokens.ts'

/**
 * Writes costs.ts from public token pairs (CC0): `node bench/names/learn-costs.ts FOLDER`. A fifth of the pairs,
 * chosen by hash, is never learnt from: the bench measures on it. With `--validate` a fifth of the others is left out too, to
 * choose by: `bench -- names validate`.
 */
const FILES: readonly (readonly [string, Script])[] = [
  ['wd_arabic_80', 'arabic'],
  ['wd_hebrew_80', 'hebrew'],
  ['wd_russian_80', 'cyrillic'],
  ['wd_chinese_80', 'han'],
  ['wd_katakana_80', 'kana'],
  ['wd_korean_80', 'hangul'],
]
const PIVOTS: readonly Script[] = ['arabic', 'hebrew', 'cyrillic']

const folder = process.argv[2]
const validate = process.argv.includes('--validate')
if (!folder) throw new Error('name the folder of the token pairs')
const tables: Record<string, Record<string, string>> = {}
const spellings: Pair[] = []
for (const [file, script] of FILES) {
  const raw = readPairs(readFileSync(join(folder, file), 'utf8')).filter(
    (pair) => !isHeldOut(pair.token) && !(validate && isValidation(pair.token)),
  )
  const pairs = raw
    .map(
      (pair): Pair => ({
        from: phonesOf(pair.token, script),
        latin: phonesOf(pair.latin, 'latin'),
        weight: Math.sqrt(pair.count),
      }),
    )
    .filter(
      (pair) => pair.from.length > 1 && pair.latin.length > 1 && [...pair.latin].every((p) => COLUMNS.includes(p)),
    )
  const rows = [...new Set(pairs.flatMap((pair) => [...pair.from]))].sort().join('')
  tables[script] = costTable(learnCounts(pairs), rows)
  if (PIVOTS.includes(script)) spellings.push(...variants(pairs))
  console.error(script, pairs.length)
}
tables['latin'] = symmetric(costTable(learnCounts(spellings), COLUMNS))
console.error('latin', spellings.length)

/** Two Latin spellings of the same token of another script: how Latin varies. Far-apart ones are two names. */
function variants(pairs: readonly Pair[]): Pair[] {
  const byToken = Map.groupBy(pairs, (pair) => pair.from)
  return [...byToken.values()].flatMap((group) =>
    group.length > 40
      ? []
      : group.flatMap((a, i) =>
          group
            .slice(i + 1)
            .filter((b) => a.latin !== b.latin && Math.abs(a.latin.length - b.latin.length) < 3)
            .map((b) => ({ from: a.latin, latin: b.latin, weight: Math.min(a.weight, b.weight) / group.length })),
        ),
  )
}

/** The cheaper of both directions: a spelling has no direction. */
function symmetric(table: Record<string, string>): Record<string, string> {
  const at = (a: string, b: string): string => table[a]?.[b === '' ? COLUMNS.length : COLUMNS.indexOf(b)] ?? 'z'
  const phones = ['', ...COLUMNS]
  return Object.fromEntries(
    phones.map((a) => [a, [...COLUMNS, ''].map((b) => [at(a, b), at(b, a)].sort()[0]!).join('')]),
  )
}

const body = Object.entries(tables)
  .map(([script, table]) => {
    const rows = Object.entries(table).map(([phone, costs]) => `    '${phone}': '${costs}',`)
    return `  ${script}: {\n${rows.join('\n')}\n  },`
  })
  .join('\n')
writeFileSync(
  new URL('../../engines/names/costs.ts', import.meta.url),
  `/**
 * What it costs to read a phone of a script (row) as a Latin phone (columns as COLUMNS of learn.ts, the last: as nothing),
 * in fiftieths, 0 to 9, A to Z, a to y. Row '': a Latin phone that the script leaves unwritten. Learnt from public token
 * pairs by bench/names/learn-costs.ts; not edited by hand.
 */
// biome-ignore format: a table
export const COSTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {\n${body}\n}\n`,
)
