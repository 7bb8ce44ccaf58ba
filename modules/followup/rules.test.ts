import { expect, test } from 'vitest'
import { type Counts, inOrder, labelOf, quarterEnds, type Tally } from './rules.ts'

const none: Counts = { not_started: 0, under_way: 0, implemented: 0, closed: 0, withdrawn: 0, untold: 0 }
const group = (key: string, overdue: number, counts: Partial<Counts>): Tally & { key: string } => ({
  ...{ key, overdue, counts: { ...none, ...counts } },
  total: Object.values(counts).reduce((sum, n) => sum + n, 0),
})
const keys = (groups: readonly { key: string }[]) => groups.map(({ key }) => key)

test('groups stand by what is overdue, then by what is open, then by how many there are; what has none stands last', () => {
  const groups = [
    group('-', 9, { not_started: 9 }),
    group('c', 0, { implemented: 9 }),
    group('b', 0, { under_way: 1 }),
    group('a', 2, { not_started: 2 }),
    group('e', 0, { implemented: 1 }),
    group('d', 0, { implemented: 1 }),
  ]
  expect(keys(inOrder('theme', groups))).toEqual(['a', 'b', 'c', 'd', 'e', '-'])
})

test('priorities and ages stand in their own order, whatever is overdue', () => {
  const priorities = [group('low', 5, { not_started: 5 }), group('-', 9, { not_started: 9 }), group('high', 0, {})]
  expect(keys(inOrder('priority', priorities))).toEqual(['high', 'low', '-'])
  expect(keys(inOrder('age', [group('half', 3, {}), group('older', 0, {})]))).toEqual(['older', 'half'])
})

test('groups without a name are called by a text of their own', () => {
  expect([labelOf('age', 'two'), labelOf('priority', 'low'), labelOf('priority', '-'), labelOf('lead', '-')]).toEqual([
    ...['age.two', 'priority.low', 'none.priority', 'none.lead'],
  ])
})

test('quarters end on their last day, over the turn of the year, and today stands last', () => {
  expect(quarterEnds('2026-11-27', 4)).toEqual(['2025-12-31', '2026-03-31', '2026-06-30', '2026-09-30', '2026-11-27'])
  expect(quarterEnds('2026-01-01', 1)).toEqual(['2025-12-31', '2026-01-01'])
  expect(quarterEnds('2024-03-31', 1)).toEqual(['2023-12-31', '2024-03-31'])
})
