import fc from 'fast-check'
import type { Amount } from '../programmes/fields.ts'
import { DEFINITIONS, type Figure, type Period } from './rules.ts'

const amount = fc.record({ n: fc.nat(40), comparator: fc.constantFrom('eq', 'ge', 'gt', 'lt') })
const exact = fc.nat(20).map((n) => ({ n, comparator: 'eq' as const }))
/** An activity of a world made by chance; `parts` are places of those it is part of. */
export const drawn = fc.record({
  type: fc.constantFrom('training', 'training', 'training', 'elearning', 'elearning', 'outreach', 'workshop'),
  status: fc.constantFrom(...Array.from({ length: 7 }, () => 'completed' as const), 'ongoing', 'planned'),
  aggregate: fc.constantFrom(...Array.from({ length: 6 }, () => false), true),
  year: fc.integer({ min: 2018, max: 2020 }),
  longer: fc.boolean(),
  events: fc.option(amount, { freq: 4 }),
  participants: fc.option(amount),
  women: fc.option(exact),
  leads: fc.subarray(['UNODC', 'IOM'], { minLength: 1 }),
  states: fc.subarray(['IRQ', 'NER']),
  /** Of the viewers, who else may read it. */
  readers: fc.constantFrom(['iraq', 'niger'], ['iraq'], ['niger'], ['iraq', 'niger']),
  partOf: fc.oneof(fc.constant([]), fc.array(fc.nat(13), { maxLength: 2 })),
})
export type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never
export type Made = Drawn & { id: string; wholes: string[] }

export type Question = { entities?: string[]; states?: string[] } & Period

const yearOf = ({ year, longer }: Drawn) => (longer ? year + 1 : year)

/** The same figure by another way: one record after the other, over what the viewer may read. */
export function recount(readable: readonly Made[], figure: Figure, { from, until, entities, states }: Question) {
  const { types, adds } = DEFINITIONS[figure]
  const done = readable.filter(
    (one) =>
      types.includes(one.type) &&
      one.status === 'completed' &&
      !one.aggregate &&
      (!entities || entities.some((code) => one.leads.includes(code))) &&
      (!states || states.some((code) => one.states.includes(code))),
  )
  const seen = new Map(readable.map((one) => [one.id, one]))
  const above = (id: string): Set<string> => {
    const found = new Set<string>()
    const climb = (at: string): void => {
      for (const whole of seen.get(at)!.wholes)
        if (seen.has(whole) && !found.has(whole)) {
          found.add(whole)
          climb(whole)
        }
    }
    climb(id)
    return found
  }
  const isPart = ({ id }: Made) =>
    done.some((whole) => whole.id !== id && above(id).has(whole.id) && (whole.id < id || !above(whole.id).has(id)))
  const counted = done.filter((one) => !isPart(one) && yearOf(one) >= from && yearOf(one) <= until)
  const of = (one: Made): Amount | undefined =>
    adds === 'events' ? (one.events ?? { n: 1, comparator: 'gt' }) : (one.participants ?? one.women ?? undefined)
  const said = counted.flatMap((one) => of(one) ?? [])
  const total = (comparators: readonly string[]) =>
    said.filter(({ comparator }) => comparators.includes(comparator)).reduce((n, a) => n + a.n, 0)
  const has = (comparator: string) => said.some((one) => one.comparator === comparator)
  const least = has('gt') ? 'gt' : has('ge') ? 'ge' : undefined
  return {
    ids: counted.map(({ id }) => id).sort(),
    records: counted.length,
    untold: adds === 'events' ? counted.filter(({ events }) => !events).length : counted.length - said.length,
    amounts:
      counted.length === 0
        ? [{ n: 0, comparator: 'eq' }]
        : said.length === 0
          ? []
          : !has('lt')
            ? [{ n: total(['eq', 'ge', 'gt']), comparator: least ?? 'eq' }]
            : least
              ? [
                  { n: total(['eq', 'ge', 'gt']), comparator: least },
                  { n: total(['lt']), comparator: 'lt' },
                ]
              : [{ n: total(['eq', 'lt']), comparator: 'lt' }],
  }
}
