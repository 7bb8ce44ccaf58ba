import { writeFileSync } from 'node:fs'
import { Builder } from '../../engines/names/build.ts'
import { formsOf } from '../../engines/names/forms.ts'
import { hash } from '../../engines/names/keys.ts'
import { pack, unpack } from '../../engines/names/layout.ts'
import { FEATURES } from '../../engines/names/score.ts'
import { begin, search } from '../../engines/names/search.ts'
import { Segment } from '../../engines/names/segment.ts'
import { tokensOf, unitsOf } from '../../engines/names/tokens.ts'
import { benchData } from './data.ts'
import { type Example, fitWeights } from './logistic.ts'
import { random } from './random.ts'
import { TREATMENTS } from './treatments.ts'

/**
 * Writes engines/names/weights.ts: `node bench/names/fit-score.ts`. Fitted on half of the list's entities (by hash; the
 * other half is only measured on): aliases left out, treated names, and every eighth stranger, who is nobody.
 */
const LEAVE_ONE_OUT = 4
const RIGHT = 3
const RANKING = 6
/** Set by hand: contradicting figures are too rare on the lists to learn from, and two brigades are not one. */
const CONTRADICTION = -2

const data = await benchData()
const builder = new Builder()
for (const entry of data.un) builder.add(entry)
const segment = new Segment(unpack(pack(builder.finish())))
const fitted = (entity: string): boolean => hash(entity) % 2 === 0
const examples: Example[] = []
let group = 0

function learn(name: string, entity: string | undefined, weight: number, most: number, leaveOut: boolean): void {
  group++
  const begun = begin(segment, { name }, unitsOf(tokensOf(formsOf(name)[0]!)), leaveOut)
  const found = search(begun, { name }, 60, begun.most, Number.NEGATIVE_INFINITY).sort((a, b) => b.odds - a.odds)
  found.forEach(({ entry, match }, i) => {
    const right = segment.text(segment.arrays.entryKey[entry]!) === entity
    if (right || i < most)
      examples.push({
        group,
        right,
        weight: weight * (right ? RIGHT : 1),
        values: Float64Array.from(FEATURES, (f) => f.of(match)),
      })
  })
}

for (const query of data.queries) if (fitted(query.entity)) learn(query.name, query.entity, LEAVE_ONE_OUT, 30, true)
const next = random(5)
for (const entry of data.un.filter((e) => fitted(e.id)))
  for (const way of Object.values(TREATMENTS)) {
    const query = next() < 0.15 ? way(entry.names[0]!.text.replace(/\s+/g, ' ').trim(), next) : undefined
    if (query) learn(query, entry.id, 1, 15, false)
  }
data.strangers.forEach((name, i) => {
  if (i % 8 === 0) learn(name, undefined, 1, 3, false)
})

const weights = fitWeights(
  examples,
  FEATURES.map((f) => f.sign),
  RANKING,
  300,
)
const lines = [`  base: ${weights[0]!.toFixed(3)},`]
for (const [i, { key }] of FEATURES.entries())
  lines.push(`  ${key}: ${(key === 'contradiction' ? CONTRADICTION : weights[i + 1]!).toFixed(3)},`)
writeFileSync(
  new URL('../../engines/names/weights.ts', import.meta.url),
  `/** Log odds of each feature of score.ts. Fitted by bench/names/fit-score.ts; not edited by hand. */
export const WEIGHTS: Readonly<Record<string, number>> = {\n${lines.join('\n')}\n}\n`,
)
process.stdout.write(`${examples.length} examples of ${group} queries\n`)
