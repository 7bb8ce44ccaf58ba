import { expect, test } from 'vitest'
import { byUrgency, coveredBy, type Figures, NOTHING, reasonsOf, stageOf, VERDICTS, verdictOf } from './rules.ts'

const of = (figures: Partial<Figures>): Figures => ({ ...NOTHING, needs: 1, ...figures })
const said = (figures: Partial<Figures>) => reasonsOf(of(figures)).map(({ reason }) => reason)

test('a need is unmet, planned for, met or over-served by what is under way and planned', () => {
  expect(verdictOf(of({}))).toBe('unmet')
  expect(verdictOf(of({ ended: 9 }))).toBe('unmet')
  expect(verdictOf(of({ planned: 1 }))).toBe('planned')
  expect(verdictOf(of({ planned: 1, underWay: 1 }))).toBe('met')
  expect(verdictOf(of({ underWay: 9, leads: 2 }))).toBe('met')
  expect(verdictOf(of({ underWay: 3, leads: 3 }))).toBe('over_served')
  expect(verdictOf(of({ underWay: 3, leads: 3, needs: 3 }))).toBe('met')
  expect(verdictOf(of({ underWay: 3, wide: 3 }))).toBe('met')
})

test('work without a need that is shared says nothing', () => {
  expect(verdictOf({ ...NOTHING, underWay: 5, leads: 5 })).toBeNull()
})

test('reasons say what is needed, what answers it, how far that reaches, and who pays', () => {
  expect(said({})).toEqual(['needs', 'none_under_way', 'none_planned'])
  expect(said({ prioritised: 1, ended: 2 })).toEqual([
    'needs',
    'prioritised',
    'none_under_way',
    'none_planned',
    'ended',
  ])
  expect(said({ planned: 2, wide: 2, programmes: 1 })).toEqual([
    ...['needs', 'none_under_way', 'planned', 'only_wide', 'no_funder'],
  ])
  expect(said({ underWay: 4, wide: 1, leads: 3, programmes: 2, funded: 1 })).toEqual([
    ...['needs', 'under_way', 'wide', 'crowd', 'funded'],
  ])
  expect(reasonsOf(of({ underWay: 3, leads: 3, programmes: 4, funded: 1 })).slice(-2)).toEqual([
    { reason: 'crowd', count: 3, of: 1 },
    { reason: 'funded', count: 1, of: 4 },
  ])
})

test('the unmet comes first, then what is near the own work, what the State put first, and many needs', () => {
  const far = { ourTheme: false, ourState: false }
  const cell = (figures: Partial<Figures>, near = far) => ({
    ...of(figures),
    ...near,
    verdict: verdictOf(of(figures))!,
  })
  const cells = [
    cell({ underWay: 1, needs: 9 }),
    cell({ underWay: 3, leads: 3 }),
    cell({ planned: 1 }),
    cell({ needs: 2 }),
    cell({ needs: 5 }),
    cell({ needs: 2, prioritised: 1 }),
    cell({}, { ourTheme: true, ourState: false }),
    cell({}, { ourTheme: true, ourState: true }),
  ]
  expect(cells.toSorted(byUrgency)).toEqual(cells.toReversed())
  expect(cells.toSorted(byUrgency).map(({ verdict }) => verdict)).toEqual([
    ...Array(5).fill('unmet'),
    ...VERDICTS.slice(1),
  ])
})

test('a record is planned, under way or has ended, and answers nothing when that is long ago', () => {
  const [today, since] = ['2026-06-15', '2024-06-15']
  const stage = (status: string, starts: string, ends: string) => stageOf({ status, starts, ends }, today, since)
  expect(stage('ongoing', '-infinity', 'infinity')).toBe('under_way')
  expect(stage('ongoing', '2026-06-15', '2026-06-15')).toBe('under_way')
  expect(stage('ongoing', '2026-06-16', 'infinity')).toBe('planned')
  expect(stage('ongoing', '2020-01-01', '2026-06-14')).toBe('ended')
  expect(stage('completed', '2020-01-01', '2026-12-31')).toBe('ended')
  expect(stage('completed', '2020-01-01', '2024-06-15')).toBe('ended')
  expect(stage('completed', '2020-01-01', '2024-06-14')).toBeNull()
  expect(stage('planned', '2026-01-01', '2026-06-15')).toBe('planned')
  expect(stage('proposed', '-infinity', 'infinity')).toBe('planned')
  expect(stage('planned', '2026-01-01', '2026-06-14')).toBeNull()
})

test('what names no State covers those of the narrowest regions of the standard, and of all others that it names', () => {
  const regions = new Map([
    ['africa', { isStandard: true, states: ['NER', 'MLI', 'KEN', 'EGY'] }],
    ['west_africa', { isStandard: true, states: ['NER', 'MLI'] }],
    ['sahel', { isStandard: false, states: ['NER'] }],
    ['asia', { isStandard: true, states: ['IRQ'] }],
    ['ocean', { isStandard: false, states: [] }],
  ])
  const covers = (...named: string[]) => [...coveredBy(named, regions)].sort()
  expect(covers('africa', 'west_africa')).toEqual(['MLI', 'NER'])
  expect(covers('africa')).toEqual(['EGY', 'KEN', 'MLI', 'NER'])
  expect(covers('asia', 'west_africa', 'africa')).toEqual(['IRQ', 'MLI', 'NER'])
  expect(covers('sahel')).toEqual(['NER'])
  expect(covers('africa', 'sahel')).toEqual(['EGY', 'KEN', 'MLI', 'NER'])
  expect(covers('ocean', 'nowhere')).toEqual([])
})
