import fc from 'fast-check'
import type { Role } from '../../platform/access/roles.ts'
import { HANDLING, type Handling } from '../../platform/records/contract.ts'
import { LANGUAGES, type Language } from '../../platform/text.ts'

/**
 * A small world: five organisations of several kinds, eight people with every role, groups with and without hidden
 * members, and some fifty records with audiences of every form. Numbers name by place in the list.
 */
export type WorldPlan = {
  seed: number
  people: readonly PersonPlan[]
  groups: readonly GroupPlan[]
  records: readonly RecordPlan[]
}

type PersonPlan = {
  organisation: number
  roles: readonly Role[]
  clearance: 0 | 1 | 2
  secondFactor: boolean
  language: Language
  listed: boolean
  status: 'active' | 'suspended'
}

type GroupPlan = {
  kind: 'compact' | 'working_group' | 'ad_hoc'
  code: string
  hidden: boolean
  members: readonly MemberPlan[]
}
type MemberPlan = {
  kind: 'organisation' | 'person'
  index: number
  role: 'chair' | 'vice_chair' | 'member' | 'observer'
  verified: boolean
  ended: boolean
}

export type RecordPlan = {
  kind: 'programme' | 'activity'
  /** Who writes it; it belongs to their organisation. */
  author: number
  level: 0 | 1 | 2
  handling: readonly Handling[]
  card: boolean
  audience: readonly GrantPlan[]
  /** Earlier records it is made from. */
  sources: readonly number[]
  /** Of an activity: an earlier record that is its programme, if it is one. */
  parent: number | null
  files: number
}

type Window = 'now' | 'past' | 'future' | 'ending' | 'withdrawn'
export type GrantPlan = {
  to:
    | { kind: 'organisation'; index: number }
    | { kind: 'role'; index: number; role: Role }
    | { kind: 'group'; index: number }
    | { kind: 'person'; index: number }
    | { kind: 'circle'; name: 'everyone' | 'members' | 'compact' | 'focal_points' | 'donors' }
  gives: 'deny' | 'discover' | 'read' | 'comment' | 'contribute'
  window: Window
}

export const ORGANISATIONS = [
  { code: 'UNA', kind: 'un_entity' },
  { code: 'UNB', kind: 'un_entity' },
  { code: 'XAA', kind: 'state' },
  { code: 'XBB', kind: 'state' },
  { code: 'REG', kind: 'regional_organisation' },
] as const

/** Who is who does not change from world to world; what they may see and whether they are listed does. */
const CAST: readonly Pick<PersonPlan, 'organisation' | 'roles'>[] = [
  { organisation: 0, roles: ['secretariat'] },
  { organisation: 0, roles: ['officer'] },
  { organisation: 1, roles: ['officer', 'chair', 'secretariat'] },
  { organisation: 2, roles: ['focal_point', 'officer'] },
  { organisation: 3, roles: ['focal_point', 'officer'] },
  { organisation: 4, roles: ['officer', 'donor'] },
  { organisation: 2, roles: ['org_admin', 'reader'] },
  { organisation: 1, roles: ['auditor'] },
]
/** Those who write records, one in each organisation. */
const AUTHORS = [1, 2, 3, 4, 5] as const
const GROUPS = [
  { kind: 'compact', code: 'COMPACT', hidden: false },
  { kind: 'working_group', code: 'WG1', hidden: false },
  { kind: 'working_group', code: 'WG2', hidden: true },
  { kind: 'ad_hoc', code: 'ADHOC1', hidden: false },
  { kind: 'ad_hoc', code: 'ADHOC2', hidden: true },
] as const

const often = <T>(usual: T, weight: number, other: fc.Arbitrary<T>) =>
  fc.oneof({ weight, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: other })
const person = (who: (typeof CAST)[number]): fc.Arbitrary<PersonPlan> =>
  fc.record({
    organisation: fc.constant(who.organisation),
    roles: fc.constant(who.roles),
    clearance: fc.constantFrom(0, 1, 2),
    secondFactor: often(true, 4, fc.constant(false)),
    language: fc.constantFrom(...LANGUAGES),
    listed: fc.boolean(),
    status: often<'active' | 'suspended'>('active', 12, fc.constant('suspended')),
  })

const member: fc.Arbitrary<MemberPlan> = fc.record({
  kind: fc.constantFrom('organisation', 'organisation', 'person'),
  index: fc.nat({ max: 7 }),
  role: fc.constantFrom('chair', 'vice_chair', 'member', 'member', 'observer'),
  verified: often(true, 4, fc.constant(false)),
  ended: often(false, 5, fc.constant(true)),
})
const group = (of: (typeof GROUPS)[number]): fc.Arbitrary<GroupPlan> =>
  fc
    .uniqueArray(member, { minLength: 2, maxLength: 4, selector: (m) => `${m.kind}${m.index % ORGANISATIONS.length}` })
    .map((members) => ({ ...of, members }))

const to: fc.Arbitrary<GrantPlan['to']> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('organisation' as const), index: fc.nat({ max: 4 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('role' as const),
      index: fc.nat({ max: 4 }),
      role: fc.constantFrom<Role>('focal_point', 'officer', 'reader', 'chair'),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('group' as const), index: fc.nat({ max: 4 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('person' as const), index: fc.nat({ max: 7 }) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('circle' as const),
      name: fc.constantFrom('everyone', 'members', 'compact', 'focal_points', 'donors'),
    }),
  },
)
const grant: fc.Arbitrary<GrantPlan> = fc.record({
  to,
  gives: fc.constantFrom('deny', 'discover', 'read', 'read', 'read', 'comment', 'contribute'),
  window: often<Window>('now', 5, fc.constantFrom('past', 'future', 'ending', 'withdrawn')),
})

/** Confidential is for no wider circle than the platform allows. */
const fits = (level: number, { to, gives }: GrantPlan): boolean =>
  gives === 'deny' || to.kind !== 'circle' || level === 0 || (level === 1 && to.name !== 'everyone')

const record: fc.Arbitrary<RecordPlan> = fc
  .record({
    kind: fc.constantFrom<'programme' | 'activity'>('programme', 'activity'),
    author: fc.constantFrom(...AUTHORS),
    level: fc.constantFrom<0 | 1 | 2>(0, 0, 0, 1, 1, 2),
    handling: often<readonly Handling[]>([], 4, fc.uniqueArray(fc.constantFrom(...HANDLING), { maxLength: 2 })),
    card: fc.boolean(),
    audience: fc.array(grant, { maxLength: 4 }),
    sources: often<number[]>([], 5, fc.uniqueArray(fc.nat({ max: 60 }), { minLength: 1, maxLength: 2 })),
    parent: fc.option(fc.nat({ max: 60 }), { freq: 3 }),
    files: fc.constantFrom(0, 0, 0, 1, 2),
  })
  .map((r) => ({ ...r, audience: r.audience.filter((g) => fits(r.level, g)) }))

/** Worlds with about this many records. */
const worldPlan = (records: number): fc.Arbitrary<WorldPlan> =>
  fc.record({
    seed: fc.nat(),
    people: fc.tuple(...CAST.map(person)),
    groups: fc.tuple(...GROUPS.map(group)),
    records: fc.array(record, { minLength: records, maxLength: records }),
  })

export const planOf = (seed: number, records = 50): WorldPlan => fc.sample(worldPlan(records), { seed, numRuns: 1 })[0]!

/** The same with everyone active, cleared for what is confidential and with a second factor: for what must be possible. */
export function everybody(seed: number, records: number): WorldPlan {
  const plan = planOf(seed, records)
  const people = plan.people.map((p) => ({
    ...p,
    status: 'active' as const,
    secondFactor: true,
    clearance: 1 as const,
  }))
  return { ...plan, people }
}
