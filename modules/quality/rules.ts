import { agree, sum } from '../particulars/rules.ts'
import type { Amount } from '../programmes/fields.ts'
import { isOffice } from '../programmes/rules.ts'

/** What a record says, as far as its quality is judged by it. Days as 2020-12-31. */
export type Facts = {
  kind: 'programme' | 'activity'
  type: string
  status: string
  /** Languages of the summary. */
  languages: number
  start: string | null
  /** Last day that its end may mean. */
  end: string | null
  states: number
  regions: number
  themes: number
  sdgs: number
  source: string
  participants: Amount | null
  /** Participants by sex and function. */
  attended: readonly Amount[]
  hasProgramme: boolean
  indicators: number
  aggregate: boolean
}

/** `must`: the record is wrong or breaks a rule of the report; `should`: it tells less than it could. */
export const GRADES = ['must', 'should'] as const
type Grade = (typeof GRADES)[number]
type Rule = { grade: Grade; field: string; fails: (facts: Facts, today: string) => boolean }

const isOver = ({ status }: Facts) => status === 'completed'
/** Types in which people take part. */
const TAUGHT = ['training', 'workshop', 'webinar', 'seminar', 'elearning', 'expert_meeting', 'exercise']

/** In the order in which they are told. `field` is where it is mended. */
export const CHECKS = {
  no_summary: { grade: 'must', field: 'summary', fails: ({ languages }) => languages === 0 },
  end_passed: {
    grade: 'must',
    field: 'status',
    fails: ({ status, end }, today) => status === 'ongoing' && end !== null && end < today,
  },
  start_passed: {
    grade: 'must',
    field: 'status',
    fails: ({ status, start }, today) => status === 'planned' && start !== null && start < today,
  },
  no_theme: { grade: 'must', field: 'themes', fails: ({ themes }) => themes === 0 },
  // A/75/729, §34: women and men.
  not_by_sex: {
    grade: 'must',
    field: 'attendance',
    fails: ({ kind, participants, attended, aggregate }) =>
      kind === 'activity' && !aggregate && participants !== null && attended.length === 0,
  },
  participants_disagree: {
    grade: 'must',
    field: 'attendance',
    fails({ participants, attended }) {
      const all = sum(attended)
      return participants !== null && all.length === 1 && !agree(all[0]!, participants)
    },
  },
  no_participants: {
    grade: 'should',
    field: 'participants',
    fails: (facts) =>
      facts.kind === 'activity' &&
      isOver(facts) &&
      TAUGHT.includes(facts.type) &&
      facts.participants === null &&
      facts.attended.length === 0,
  },
  one_language: { grade: 'should', field: 'summary', fails: ({ languages }) => languages === 1 },
  no_start: { grade: 'should', field: 'start', fails: ({ start }) => start === null },
  no_end: {
    grade: 'should',
    field: 'end',
    fails: ({ kind, type, end }) => kind === 'programme' && !isOffice(type) && end === null,
  },
  no_states: { grade: 'should', field: 'states', fails: ({ states, regions }) => states === 0 && regions > 0 },
  nowhere: { grade: 'should', field: 'states', fails: ({ states, regions }) => states === 0 && regions === 0 },
  no_programme: {
    grade: 'should',
    field: 'programme',
    fails: ({ kind, hasProgramme }) => kind === 'activity' && !hasProgramme,
  },
  no_indicator: {
    grade: 'should',
    field: 'results',
    fails: ({ kind, type, indicators }) => kind === 'programme' && !isOffice(type) && indicators === 0,
  },
  no_goal: { grade: 'should', field: 'sdgs', fails: ({ sdgs }) => sdgs === 0 },
  no_source: { grade: 'should', field: 'source', fails: ({ source }) => source === '' },
} satisfies Record<string, Rule>
export type Check = keyof typeof CHECKS
export const CHECK_NAMES = Object.keys(CHECKS) as Check[]

export type Finding = { check: Check; grade: Grade; field: string }

/** What is missing or doubtful in a record on a day, what must be mended first. */
export function findings(facts: Facts, today: string): Finding[] {
  return CHECK_NAMES.filter((check) => CHECKS[check].fails(facts, today))
    .map((check) => ({ check, grade: CHECKS[check].grade as Grade, field: CHECKS[check].field }))
    .sort((a, b) => Number(a.grade === 'should') - Number(b.grade === 'should'))
}
