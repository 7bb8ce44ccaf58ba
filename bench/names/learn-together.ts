import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { MOST_FOREIGN, MOST_LATIN } from '../../engines/names/crossing.ts'
import { LEVELS } from '../../engines/names/learn.ts'
import { matrixFor } from '../../engines/names/matrix.ts'
import { PHONE_COUNT, phoneNumber } from '../../engines/names/scripts/phones.ts'
import { phonesOf } from '../../engines/names/scripts/romanise.ts'
import { type Script, scriptNumber } from '../../engines/names/scripts/script.ts'
import { isHeldOut, isValidation, readPairs } from './pairs-of-tokens.ts'

/**
 * Writes together.ts from the same pairs as learn-costs.ts, after it: `node bench/names/learn-together.ts FOLDER [--validate]`.
 *
 * Each pair is aligned by the costs of single phones; every run of the alignment is a phrase (Koehn, Och and Marcu 2003). A phrase is
 * kept when its own cost, reckoned as that of a phone is, is clearly less than that of the phones and shorter phrases it is made of.
 */
const FILES: readonly (readonly [string, Script])[] = [
  ['wd_arabic_80', 'arabic'],
  ['wd_hebrew_80', 'hebrew'],
  ['wd_russian_80', 'cyrillic'],
]
const LATIN = scriptNumber('latin')
/** A pair that costs more than this share of what an entirely different one would is two names. */
const TWO_NAMES = 0.6
/** Pairs in which a phrase is found at least, and how much cheaper than its parts it is. */
const LEAST_PAIRS = 8
const GAIN = 0.12
/** How much of a cost is about how the script writes the Latin phones; the rest about how Latin writes the script's. */
const OF_LATIN = 0.85
const NATS = 4

const folder = process.argv[2]
if (!folder) throw new Error('name the folder of the token pairs')
const validate = process.argv.includes('--validate')

type Step = readonly [foreign: string, latin: string]

/** The cheapest sequence of single steps that turns one word into the other, and what it costs. */
function align(matrix: Int32Array, foreign: string, latin: string): { steps: Step[]; cost: number } {
  const n = foreign.length
  const w = latin.length + 1
  const number = (phone: string | undefined): number => (phone === undefined ? 0 : phoneNumber(phone.charCodeAt(0)))
  const cost = (x: string | undefined, y: string | undefined): number =>
    Math.max(x !== undefined && y !== undefined ? 1 : 20, matrix[number(x) * PHONE_COUNT + number(y)]!)
  const table = new Float64Array((n + 1) * w).fill(Number.POSITIVE_INFINITY)
  const from = new Uint8Array((n + 1) * w)
  table[0] = 0
  for (let i = 0; i <= n; i++)
    for (let j = 0; j < w; j++) {
      const at = i * w + j
      const ways: (readonly [number, number])[] = []
      if (i > 0 && j > 0) ways.push([table[at - w - 1]! + cost(foreign[i - 1], latin[j - 1]), 1])
      if (i > 0) ways.push([table[at - w]! + cost(foreign[i - 1], undefined), 2])
      if (j > 0) ways.push([table[at - 1]! + cost(undefined, latin[j - 1]), 3])
      for (const [sum, way] of ways)
        if (sum < table[at]!) {
          table[at] = sum
          from[at] = way
        }
    }
  const steps: Step[] = [['$', '$']]
  for (let i = n, j = w - 1; i > 0 || j > 0; ) {
    const way = from[i * w + j]!
    steps.unshift([way === 3 ? '' : foreign[i - 1]!, way === 2 ? '' : latin[j - 1]!])
    if (way !== 3) i--
    if (way !== 2) j--
  }
  steps.unshift(['^', '^'])
  return { steps, cost: table[table.length - 1]! / 1000 }
}

function learn(file: string, script: Script): string[] {
  const matrix = matrixFor(scriptNumber(script), LATIN)
  const counts = new Map<string, Map<string, number>>()
  let used = 0
  for (const pair of readPairs(readFileSync(join(folder!, file), 'utf8'))) {
    if (isHeldOut(pair.token) || (validate && isValidation(pair.token))) continue
    const foreign = phonesOf(pair.token, script)
    const latin = phonesOf(pair.latin, 'latin')
    if (foreign.length < 2 || latin.length < 2) continue
    const { steps, cost } = align(matrix, foreign, latin)
    if (cost > TWO_NAMES * (0.35 + 0.2 * (foreign.length + latin.length))) continue
    used++
    for (let i = 0; i < steps.length; i++) {
      let [f, l] = ['', '']
      for (let k = i; k < steps.length; k++) {
        f += steps[k]![0]
        l += steps[k]![1]
        if (f.length > MOST_FOREIGN || l.length > MOST_LATIN) break
        if (f === '' || l === '') continue
        const row = counts.get(l) ?? new Map<string, number>()
        counts.set(l, row)
        row.set(f, (row.get(f) ?? 0) + 1)
      }
    }
  }
  const bestOfForeign = new Map<string, number>()
  for (const row of counts.values())
    for (const [f, n] of row) bestOfForeign.set(f, Math.max(bestOfForeign.get(f) ?? 0, n))
  const found: { f: string; l: string; cost: number; n: number }[] = []
  for (const [l, row] of counts) {
    const best = Math.max(...row.values())
    for (const [f, n] of row) {
      if (n < LEAST_PAIRS || f.length + l.length < 3 || f === l) continue
      const cost = -(OF_LATIN * Math.log(n / best) + (1 - OF_LATIN) * Math.log(n / bestOfForeign.get(f)!)) / NATS
      if (cost < 0.9) found.push({ f, l, cost, n })
    }
  }
  found.sort((a, b) => a.f.length + a.l.length - b.f.length - b.l.length || b.n - a.n)
  const kept = new Map<string, number>()
  const out: string[] = []
  for (const { f, l, cost } of found) {
    if (parts(matrix, kept, f, l) - cost < GAIN) continue
    kept.set(`${f}:${l}`, cost)
    out.push(`${f}:${l}:${LEVELS[Math.round(cost * 50)]}`)
  }
  console.error(script, used, 'pairs', found.length, 'phrases', out.length, 'kept')
  return out
}

/** What a phrase costs by its parts. */
function parts(matrix: Int32Array, kept: ReadonlyMap<string, number>, f: string, l: string): number {
  const number = (phone: string): number => phoneNumber(phone.charCodeAt(0))
  const w = l.length + 1
  const table = new Float64Array((f.length + 1) * w).fill(Number.POSITIVE_INFINITY)
  table[0] = 0
  const single = (x: string, y: string): number => {
    if ('^$'.includes(x || '-') || '^$'.includes(y || '-')) return x === y ? 0 : Number.POSITIVE_INFINITY
    return matrix[(x ? number(x) : 0) * PHONE_COUNT + (y ? number(y) : 0)]! / 1000
  }
  for (let i = 0; i <= f.length; i++)
    for (let j = 0; j <= l.length; j++) {
      let best = table[i * w + j]!
      for (let a = 0; a <= i; a++)
        for (let b = 0; b <= j; b++) {
          if (a + b === 0) continue
          const [x, y] = [f.slice(i - a, i), l.slice(j - b, j)]
          const cost = a <= 1 && b <= 1 ? single(x, y) : (kept.get(`${x}:${y}`) ?? Number.POSITIVE_INFINITY)
          best = Math.min(best, table[(i - a) * w + j - b]! + cost)
        }
      table[i * w + j] = best
    }
  return table[table.length - 1]!
}

const body = FILES.map(([file, script]) => {
  const phrases = learn(file, script)
  const lines: string[] = []
  for (let i = 0; i < phrases.length; i += 14) lines.push(`    '${phrases.slice(i, i + 14).join(' ')} ' +`)
  return `  ${script}:\n${lines.join('\n')}\n    '',`
}).join('\n')
writeFileSync(
  new URL('../../engines/names/together.ts', import.meta.url),
  `/**
 * Phones that are read together: those of a script, the Latin ones, and what it costs as in costs.ts; ^ is where a word begins
 * and $ where it ends. Learnt from public token pairs by bench/names/learn-together.ts; not edited by hand.
 */
// biome-ignore format: a table
export const TOGETHER: Readonly<Record<string, string>> = {\n${body}\n}\n`,
)
