import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { NamesIndex } from '../../engines/names/names-index.ts'
import type { BenchData } from './data.ts'
import { entryNamed } from './invented.ts'
import { isHeldOut, isValidation, readPairs } from './pairs-of-tokens.ts'
import { share, table } from './print.ts'

const QUERIES = 600
const LEXICON = 10_000

/**
 * A word of another script that was never learnt from, looked for among 10,000 Latin words that hold its counterpart. With
 * `validate` the held-out fifth is not touched: words are those that `--validate` left out when learning.
 */
export function crossScript(data: BenchData, validate = false): void {
  if (!data.tokens) return
  const rows = globSync('wd_*', { cwd: data.tokens })
    .sort()
    .map((file) => {
      const all = readPairs(readFileSync(join(data.tokens!, file), 'utf8'))
      const pairs = validate ? all.filter((p) => !isHeldOut(p.token)) : all
      const isAsked = validate ? isValidation : isHeldOut
      const held = pairs.filter((p) => isAsked(p.token) && p.token.length > 1 && p.latin.length > 1)
      const step = Math.max(1, Math.floor(held.length / QUERIES))
      const asked = held.filter((_, i) => i % step === 0)
      const right = new Map<string, Set<string>>()
      for (const p of pairs) right.set(p.token, (right.get(p.token) ?? new Set()).add(p.latin))
      const others = held.filter((_, i) => i % step !== 0).map((p) => p.latin)
      const lexicon = [...new Set([...asked.map((p) => p.latin), ...others, ...pairs.map((p) => p.latin)])].slice(
        0,
        LEXICON,
      )
      const index = NamesIndex.build(lexicon.map((latin) => entryNamed(latin, 'lexicon', [latin])))
      const ranks = asked.map((p) => {
        const found = index.screen({ name: p.token }, { top: 5 })
        return found.findIndex((hit) => right.get(p.token)!.has(hit.entity))
      })
      const first = ranks.filter((r) => r === 0).length
      return [
        file,
        String(asked.length),
        share(first, asked.length),
        share(ranks.filter((r) => r >= 0).length, asked.length),
      ]
    })
  table(
    `Cross-script words, ${validate ? 'a fifth of the others' : 'held-out fifth'}`,
    ['', 'n', 'recall@1', '@5'],
    rows,
  )
}
