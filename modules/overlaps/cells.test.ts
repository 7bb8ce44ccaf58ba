import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Candidate } from './actions/candidates.ts'
import { cellsOf } from './cells.ts'
import { meet } from './rules.ts'

const STATES = ['NER', 'IRQ']
const some = (of: readonly string[], minLength = 0) =>
  fc.subarray([...of], { minLength, maxLength: Math.min(2, of.length) })
const day = fc.option(
  fc.integer({ min: 1, max: 9 }).map((n) => `2020-0${n}-01`),
  { freq: 3 },
)
const candidate: fc.Arbitrary<Omit<Candidate, 'id'>> = fc
  .record({
    kind: fc.constantFrom('programme', 'activity'),
    organisations: some(['UNODC', 'IOM', 'WHO', 'NER'], 1),
    themes: some(['cft', 'cbrn', 'victims'], 1),
    states: some(STATES),
    regions: some(['sahel'], 1),
    audience: fc.constantFrom(null, 'judges', 'police'),
    programme: fc.constantFrom(null, null, 'r0', 'r1'),
    days: fc.tuple(day, day),
  })
  .map(({ days: [one, other], ...of }) => {
    const isTurned = one !== null && other !== null && one > other
    return { ...of, starts: isTurned ? other : one, ends: isTurned ? one : other }
  })
const all = fc
  .array(candidate, { minLength: 2, maxLength: 14 })
  .map((of) => of.map((one, i) => ({ ...one, id: `r${i}` })))
const chosen = fc.record(
  {
    themes: some(['cft', 'victims'], 1).map((of) => new Set(of)),
    states: some(STATES, 1).map((of) => new Set(of)),
    organisations: some(['IOM', 'NER'], 1).map((of) => new Set(of)),
  },
  { requiredKeys: [] },
)
type Chosen = typeof chosen extends fc.Arbitrary<infer T> ? T : never

/** The same by another way: each pair in each place, by the rule alone; nothing is left out before all is sorted. */
function expected(of: readonly Candidate[], { themes, states, organisations }: Chosen) {
  const cells = new Map<string, { theme: string; place: string; records: Set<string>; sides: Set<string> }>()
  const places = (one: Candidate) => (one.states.length > 0 ? one.states : one.regions)
  const isState = (one: Candidate) => one.states.length > 0
  const wanted = (one: Candidate, place: string) =>
    !organisations || one.organisations.some((id) => id !== place && organisations.has(id))
  for (const one of of)
    for (const other of of)
      for (const place of places(one))
        for (const theme of one.themes) {
          if (isState(one) !== isState(other) || !places(other).includes(place) || !other.themes.includes(theme))
            continue
          if ((themes && !themes.has(theme)) || (states && isState(one) && !states.has(place))) continue
          if (!wanted(one, place) && !wanted(other, place)) continue
          if (!meet({ ...one, known: 'day' }, { ...other, known: 'day' }, isState(one) ? place : null)) continue
          const key = `${theme} ${place}`
          const cell = cells.get(key) ?? { theme, place, records: new Set(), sides: new Set() }
          for (const side of [one, other]) {
            cell.records.add(side.id)
            for (const id of side.organisations) if (id !== place) cell.sides.add(id)
          }
          cells.set(key, cell)
        }
  const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
  return [...cells.values()]
    .map(({ theme, place, records, sides }) => ({
      theme,
      place,
      records: [...records].sort(),
      organisations: sides.size,
    }))
    .sort(
      (a, b) =>
        b.organisations - a.organisations ||
        b.records.length - a.records.length ||
        order(a.theme, b.theme) ||
        order(a.place, b.place),
    )
}

test('a page of cells is what all cells, sorted, have there', async () => {
  await fc.assert(
    fc.asyncProperty(
      all,
      chosen,
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 1, max: 3 }),
      async (of, by, page, size) => {
        const cells = expected(of, by)
        const found = await cellsOf(of, by, { page, size })
        expect(found.total).toBe(cells.length)
        expect(
          found.cells.map(({ theme, state, region, records, organisations }) => ({
            ...{ theme, place: state ?? region, organisations },
            records: records.map(({ id }) => id).sort(),
          })),
        ).toEqual(cells.slice((page - 1) * size, page * size))
      },
    ),
    { numRuns: 400, endOnFailure: true },
  )
})
