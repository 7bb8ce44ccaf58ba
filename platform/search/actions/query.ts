import type { z } from 'zod'
import type { Call, Tx } from '../../database.ts'
import { show } from '../../text.ts'
import * as contract from '../contract.ts'
import { correct } from './correct.ts'
import { describeFacets, idsOf, subjectsOf } from './facets.ts'
import { describeHits } from './hits.ts'
import { type Concepts, findMatches, type SubjectMatch } from './matches.ts'
import { bridges, findNamed, isNamed, type Named } from './names.ts'
import { conditionOf, readWords, titleConditionOf, type Word } from './words.ts'

const NONE = { items: [], total: 0, facets: { kinds: [], originators: [], states: [], themes: [], years: [] } }

export async function query(tx: Tx, input: z.output<typeof contract.query.input>, call: Call) {
  const typed = await readWords(tx, input.q)
  if (typed.length === 0) return { ...NONE, corrected: [], named: [] }
  const { page, size } = input
  const by = {
    kinds: input.kinds,
    years: input.years,
    themes: input.themes,
    ...(await idsOf(tx, input.originators, input.states)),
  }
  const within = page * size <= contract.MOST_PAGED ? { page, size } : { page: 1, size: 0 }
  const first = await understand(tx, typed)
  let { words, named } = first
  let matches = await findMatches(tx, first.concepts, first.subjects, by, within, unexplained(first))
  const corrected = await correct(
    tx,
    matches.unheard.map((n) => typed[n]!.text),
  )
  if (matches.unheard.length > 0) {
    const better = corrected.length > 0 ? await understand(tx, await corrections(tx, typed, corrected)) : first
    words = better.words
    named = better.named
    matches = await findMatches(tx, better.concepts, better.subjects, by, within)
  }
  return {
    items: await describeHits(tx, matches.page, words, call),
    total: matches.total,
    facets: await describeFacets(tx, matches.facets, call),
    corrected,
    named: await describeNamed(tx, named, call),
  }
}

type Understood = { words: readonly Word[]; concepts: Concepts; named: Named[]; subjects: SubjectMatch[] }

/** What the words ask for: a condition for each, widened by what they name. */
async function understand(tx: Tx, words: readonly Word[]): Promise<Understood> {
  const named = await findNamed(tx, words)
  const about = bridges(named)
  return {
    words,
    named,
    concepts: words.map((word, n) => ({ anywhere: conditionOf(word, about.get(n)), inTitle: titleConditionOf(word) })),
    subjects: named.filter(isShown).map((one) => ({ kind: one.kind, id: one.subject, score: scoreOf(one) })),
  }
}

/** What has a page of its own, when all the words are its name, or most of its name is among the words. */
const isShown = (one: Named): boolean =>
  ['organisation', 'group'].includes(one.kind) && (one.ofWords > 0.99 || (isNamed(one) && one.ofWords > 0.3))

const scoreOf = ({ ofName, ofWords }: Named): number => ofWords * (0.4 + 0.7 * ofName)

/** Positions of words that nothing is named after: where nothing holds them either, they may be misspelt. */
function unexplained({ words, named }: Understood): number[] {
  const explained = new Set(named.flatMap((one) => one.words))
  return [...words.keys()].filter((n) => !explained.has(n) && !words[n]!.symbol)
}

async function corrections(tx: Tx, words: readonly Word[], corrected: readonly { from: string; to: string }[]) {
  const to = new Map(corrected.map((one) => [one.from, one.to]))
  const read = await readWords(tx, corrected.map((one) => one.to).join(' '))
  return words.map((word) => read.find((one) => one.text === to.get(word.text)) ?? word)
}

async function describeNamed(tx: Tx, named: readonly Named[], call: Call) {
  const wanted = named.filter(isNamed).slice(0, 5)
  const subjects = await subjectsOf(
    tx,
    wanted.map(({ kind, subject }) => ({ kind, id: subject })),
  )
  return wanted.flatMap(({ kind, subject }) => {
    const found = subjects.get(`${kind}:${subject}`)
    return found ? [{ kind: found.kind, code: found.code, name: show(found.names, call.language) }] : []
  })
}
