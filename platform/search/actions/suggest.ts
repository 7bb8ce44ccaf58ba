import { sql } from 'kysely'
import type { z } from 'zod'
import type { Call, Tx } from '../../database.ts'
import type * as contract from '../contract.ts'
import { foundBy } from './found.ts'
import { describeHits } from './hits.ts'
import type { Matches } from './matches.ts'
import { conditionOf, IN_TITLE, isHan, quoted, readWords, titleConditionOf, type Word } from './words.ts'

/** Of the suggestions, as many may be names. */
const MOST_NAMES = 4
/** Letters from which on titles are looked at; before, they would be half of all. */
const ENOUGH_LETTERS = 3

export async function suggest(tx: Tx, { q, size }: z.output<typeof contract.suggest.input>, call: Call) {
  const words = await readWords(tx, q)
  const last = words.at(-1)
  if (!last) return { items: [] }
  const names = await namesBegun(tx, words.slice(0, -1), last, Math.min(size, MOST_NAMES))
  const titles = await titlesBegun(tx, words.slice(0, -1), last, size - names.length)
  const hits = await describeHits(tx, [...names, ...titles], words, call)
  return { items: hits.map(({ snippet: _, ...hit }) => hit) }
}

type Found = Matches['page']

async function namesBegun(tx: Tx, before: readonly Word[], last: Word, most: number): Promise<Found> {
  const held = before.map((word) => sql`stems && ${[...word.lexemes]}::text[]`)
  const { rows } = await sql<Found[number]>`
    select kind, subject as id, false as record
      from searched_names
     where kind in ('organisation', 'group', 'theme') and ${sql.join([...held, sql`(starts_with(folded, ${last.text}) or exists (select from unnest(raw) w where starts_with(w, ${last.text})) ${isHan(last.text) ? sql`or strpos(folded, ${last.text}) > 0` : sql``})`], sql` and `)}
     group by kind, subject
     order by min(case when folded = ${last.text} then 0 when starts_with(folded, ${last.text}) then 1 else 2 end), min(length(folded)), subject
     limit ${most}`.execute(tx)
  return rows
}

/** Titles that hold every word, the last of them begun. */
async function titlesBegun(tx: Tx, before: readonly Word[], last: Word, most: number): Promise<Found> {
  if (last.text.length < ENOUGH_LETTERS && !isHan(last.text)) return []
  const isWhole = last.symbol !== undefined || isHan(last.text)
  const all = [...before.map((word) => conditionOf(word)), isWhole ? conditionOf(last) : `${quoted(last.text)}:*`]
  const titled = [
    ...before.map((word) => titleConditionOf(word)),
    isWhole ? titleConditionOf(last) : `${quoted(IN_TITLE + last.text)}:*`,
  ]
  const questions = [all, titled].map((conditions) => conditions.map((one) => `(${one})`).join(' & '))
  const { rows } = await sql<Found[number]>`
    with ${foundBy(questions)}
    select hit as id, kind, true as record from hits where held & 1 = 1
     order by held desc, years desc, hit limit ${most}`.execute(tx)
  return rows
}
