import fc from 'fast-check'
import regions from '../../data/reference/regions-named.json' with { type: 'json' }
import states from '../../data/reference/states.json' with { type: 'json' }
import { AXES, type Axis } from './contract/presence.ts'

export const ENTITIES = ['UNODC', 'UNICRI', 'IOM', 'WHO']
const STATES = ['JOR', 'LBN', 'NER', 'KAZ']
const THEMES = ['cft', 'cbrn', 'victims']
const REGIONS = ['sahel', 'central_asia', 'asia']
const PILLARS = ['I', 'II', 'III', 'IV'] as const

const some = <const T>(of: readonly T[], max = 3) => fc.subarray([...of], { maxLength: max })
const day = fc.record({ year: fc.integer({ min: 2018, max: 2021 }), precision: fc.constantFrom('month', 'year') })
const dated = fc
  .option(day, { freq: 3 })
  .map((d) => d && { date: `${d.year}-01-01`, precision: d.precision as 'month' | 'year' })
export const record = fc.record({
  by: fc.nat({ max: 3 }),
  kind: fc.constantFrom('programme', 'activity'),
  leads: fc.subarray(ENTITIES, { minLength: 1, maxLength: 2 }),
  partners: some(ENTITIES),
  funders: some(ENTITIES),
  themes: some(THEMES),
  pillars: some(PILLARS),
  states: some(STATES),
  regions: some(REGIONS, 1),
  status: fc.constantFrom('planned', 'ongoing', 'completed'),
  start: dated,
  end: fc.constantFrom(null, '2021-06-01'),
  aggregate: fc.boolean(),
  level: fc.constantFrom(0, 0, 1),
  shares: fc.array(
    fc.record({ with: fc.nat({ max: 5 }), gives: fc.constantFrom('deny', 'discover', 'read', 'read', 'contribute') }),
    { maxLength: 3 },
  ),
})
export type Drawn = typeof record extends fc.Arbitrary<infer T> ? T : never
export type Made = Drawn & { id: string }

export const question = fc.record({
  viewer: fc.nat({ max: 5 }),
  kind: fc.constantFrom('programme', 'activity'),
  axes: fc.subarray([...AXES], { minLength: 2, maxLength: 2 }),
  swapped: fc.boolean(),
  /** Narrowed by at most this many fields, lest nothing is left to count. */
  fields: fc.integer({ min: 0, max: 2 }),
  by: fc.record(
    {
      entities: fc.subarray(ENTITIES, { minLength: 1 }),
      roles: fc.subarray(['lead', 'partner', 'funder'], { minLength: 1 }),
      themes: fc.subarray(THEMES, { minLength: 1 }),
      states: fc.subarray(STATES, { minLength: 1 }),
      regions: fc.subarray(REGIONS, { minLength: 1 }),
      statuses: fc.subarray(['planned', 'completed'], { minLength: 1 }),
      from: fc.integer({ min: 2018, max: 2022 }),
      until: fc.integer({ min: 2018, max: 2022 }),
    },
    { requiredKeys: [] },
  ),
})
export type Asked = { kind: string; rows: Axis; columns: Axis } & {
  entities?: string[]
  roles?: string[]
  themes?: string[]
  states?: string[]
  regions?: string[]
  statuses?: string[]
  from?: number
  until?: number
}

export const YEAR = { date: '2020-01-01', precision: 'year' as const }

type Figures = { count: number; planned: number; led: number; joined: number }

/** The same figures by another way: each record alone, with sets, over what the pure decision lets the viewer read. */
export function recount(world: readonly Made[], asked: Asked) {
  const roles = asked.roles ?? ['lead', 'partner']
  const chosen = (record: Made, axis: Axis): string[] => {
    const [all, wanted] = {
      entity: [who(record, roles), asked.entities],
      theme: [record.themes, asked.themes],
      pillar: [record.pillars, undefined],
      state: [record.states, asked.states],
      region: [regionsOf(record), asked.regions],
    }[axis] as [string[], string[] | undefined]
    return [...new Set(all)].filter((x) => !wanted || wanted.includes(x))
  }
  const meant = world.filter(
    (r) => r.kind === asked.kind && !(r.kind === 'activity' && r.aggregate) && fits(r, asked, roles),
  )
  const placed = meant.filter((r) => chosen(r, asked.rows).length > 0 && chosen(r, asked.columns).length > 0)
  const cells = new Map<string, Figures>()
  for (const r of placed)
    for (const row of chosen(r, asked.rows))
      for (const column of chosen(r, asked.columns)) {
        const cell = cells.get(`${row} ${column}`) ?? { count: 0, planned: 0, led: 0, joined: 0 }
        cells.set(`${row} ${column}`, cell)
        const entity = asked.rows === 'entity' ? [row] : asked.columns === 'entity' ? [column] : (asked.entities ?? [])
        const leads = roles.includes('lead') && entity.some((e) => r.leads.includes(e))
        const joins = roles.includes('partner') && entity.some((e) => partnersOf(r).includes(e)) && !leads
        cell.count++
        cell.planned += Number(r.status === 'planned')
        cell.led += Number(leads)
        cell.joined += Number(joins)
      }
  const totals = (axis: Axis) => {
    const found = new Set(placed.flatMap((r) => chosen(r, axis)))
    return Object.fromEntries([...found].map((x) => [x, placed.filter((r) => chosen(r, axis).includes(x)).length]))
  }
  const withEntities = asked.rows === 'entity' || asked.columns === 'entity'
  return {
    cells,
    rows: totals(asked.rows),
    columns: totals(asked.columns),
    records: meant.length,
    unplaced: meant.length - placed.length,
    entities: new Set(meant.flatMap((r) => (withEntities ? chosen(r, 'entity') : who(r, roles)))).size,
  }
}

const partnersOf = (r: Made) => r.partners.filter((p) => !r.leads.includes(p))
function who(r: Made, roles: readonly string[]): string[] {
  const parts = { lead: r.leads, partner: partnersOf(r), funder: r.kind === 'programme' ? r.funders : [] }
  return [...new Set(roles.flatMap((role) => parts[role as keyof typeof parts]))]
}
function regionsOf(r: Made): string[] {
  const alpha2 = (code: string) => states.find((s) => s.alpha3 === code)!.alpha2
  const named = regions.filter((g) => r.regions.includes(g.code as never))
  return regions
    .filter(
      (g) =>
        named.includes(g) ||
        (g.basis === 'm49' &&
          (r.states.some((s) => g.members.includes(alpha2(s))) ||
            named.some((n) => n.basis === 'm49' && n.members.every((m) => g.members.includes(m))))),
    )
    .map((g) => g.code)
}
function fits(r: Made, asked: Asked, roles: readonly string[]): boolean {
  const meets = (wanted: string[] | undefined, has: readonly string[]) => !wanted || wanted.some((w) => has.includes(w))
  const start = r.kind === 'activity' ? (r.start ?? YEAR) : r.start
  const first = start?.date ?? (r.status === 'planned' ? '2021-01-29' : '0000')
  const lastOfStart =
    start && (start.precision === 'year' ? `${start.date.slice(0, 4)}-12-31` : `${start.date.slice(0, 4)}-01-31`)
  const done = r.status === 'completed' ? (start && start.date > '2021-01-29' ? start.date : '2021-01-29') : '9999'
  const last = r.end ? '2021-06-30' : r.kind === 'activity' && r.status !== 'ongoing' ? lastOfStart! : done
  return (
    meets(asked.entities, who(r, roles)) &&
    meets(asked.themes, r.themes) &&
    meets(asked.states, r.states) &&
    meets(asked.regions, regionsOf(r)) &&
    meets(asked.statuses, [r.status]) &&
    first <= `${asked.until ?? 9999}-12-31` &&
    last >= `${asked.from ?? '0000'}-01-01`
  )
}
