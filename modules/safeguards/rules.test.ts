import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { registerPlatform } from '../programmes/testing.ts'
import { safeguards } from './index.ts'
import {
  checkState,
  gateState,
  isReported,
  KINDS,
  mayBeUnderWay,
  monthsAfter,
  type Standing,
  statesOf,
  wrongReview,
} from './rules.ts'

const { platform } = await registerPlatform(safeguards)
afterAll(() => platform[Symbol.asyncDispose]())

const DAY = '2026-06-15'
const day = fc.constantFrom('2025-01-01', '2026-06-14', DAY, '2026-06-16', '2027-06-15')
const standing = (kind: Standing['kind']): fc.Arbitrary<Standing> =>
  fc.record({
    kind: fc.constant(kind),
    outcome: fc.constantFrom('signed' as const, 'signed' as const, 'returned' as const, null),
    reviewOn: day,
    changed: fc.constantFrom<readonly string[]>([], [], ['states']),
  })
const checks = fc
  .tuple(...KINDS.map((kind) => fc.option(standing(kind), { freq: 5 })))
  .map((some) => some.filter((one) => one !== null))
const saying = fc.record({
  status: fc.constantFrom('planned', 'ongoing', 'completed'),
  source: fc.constantFrom('', 'A/75/729'),
  statusOn: day,
})

test('the database says of checks and gate what the rules say', async () => {
  await fc.assert(
    fc.asyncProperty(checks, saying, async (some, said) => {
      const { rows } = await sql<{ states: string[]; gate: string; reported: boolean }>`
        select coalesce(array_agg(s.state order by s.kind), '{}') as states, gate_state(coalesce(array_agg(s.state), '{}')) as gate,
               is_reported(${said.source}, ${said.statusOn}::date, ${DAY}::date) as reported
          from (select c ->> 'kind' as kind, check_state(c ->> 'outcome', (c ->> 'reviewOn')::date,
                       array(select jsonb_array_elements_text(c -> 'changed')), ${DAY}::date) as state
                  from jsonb_array_elements(${JSON.stringify(some)}::jsonb) c) s`.execute(platform.owner)
      const sorted = some.toSorted((a, b) => (a.kind < b.kind ? -1 : 1))
      expect(rows[0]).toEqual({
        states: sorted.map((one) => checkState(one, DAY)),
        gate: gateState(statesOf(some, DAY)),
        reported: isReported(said, DAY),
      })
    }),
    { numRuns: 150, seed: 4 },
  )
})

test('a programme is under way on its own word only through four checks that are signed off and hold', () => {
  fc.assert(
    fc.property(checks, saying, (some, after) => {
      const may = mayBeUnderWay(null, after, statesOf(some, DAY), DAY)
      const allHold =
        some.length === 4 && some.every((c) => c.outcome === 'signed' && c.reviewOn >= DAY && c.changed.length === 0)
      expect(may).toBe(after.status !== 'ongoing' || (after.source !== '' && after.statusOn < DAY) || allHold)
    }),
  )
})

test('what already said so of itself is not asked again, and a reported fact that loses its source is', () => {
  const none = statesOf([], DAY)
  const own = { status: 'ongoing', source: '', statusOn: '2026-01-01' }
  const reported = { ...own, source: 'A/75/729' }
  expect(mayBeUnderWay(own, own, none, DAY)).toBe(true)
  expect(mayBeUnderWay(reported, own, none, DAY)).toBe(false)
  expect(mayBeUnderWay(reported, { ...reported, statusOn: DAY }, none, DAY)).toBe(false)
  expect(mayBeUnderWay({ ...own, status: 'planned' }, own, none, DAY)).toBe(false)
})

test('months end where they end, and a review lies ahead, two years at most', () => {
  expect(monthsAfter('2024-01-31', 1)).toBe('2024-02-29')
  expect(monthsAfter('2024-02-29', 12)).toBe('2025-02-28')
  expect(monthsAfter('2025-11-30', 3)).toBe('2026-02-28')
  expect(monthsAfter(DAY, 12)).toBe('2027-06-15')
  expect(wrongReview(DAY, DAY)).toBe('safeguards.review_past')
  expect(wrongReview('2028-06-15', DAY)).toBeNull()
  expect(wrongReview('2028-06-16', DAY)).toBe('safeguards.review_late')
})
