import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import regions from '../../data/reference/regions-named.json' with { type: 'json' }
import states from '../../data/reference/states.json' with { type: 'json' }
import { decide } from '../../platform/access/decide.ts'
import { type TestPerson, testPlatform } from '../../platform/testing.ts'
import { directory, loadReference } from '../directory/index.ts'
import { addActivity } from './actions/activities.ts'
import { addProgramme } from './actions/programmes.ts'
import * as contract from './contract.ts'
import { programmes } from './index.ts'

const platform = await testPlatform(directory, programmes)
await loadReference(platform.ownerUrl)
afterAll(() => platform[Symbol.asyncDispose]())

const ENTITIES = ['UNODC', 'UNICRI', 'IOM', 'WHO']
const STATES = ['JOR', 'LBN', 'NER', 'KAZ']
const THEMES = ['cft', 'cbrn', 'victims']
const REGIONS = ['sahel', 'central_asia', 'asia']
const PILLARS = ['I', 'II', 'III', 'IV'] as const

/** Place in `people` of the one who reads only what is unclassified. */
const UNCLEARED = 1
const people: TestPerson[] = []
for (const [i, code] of [...ENTITIES, 'JOR', 'NER'].entries()) {
  const { id } = await platform.owner
    .selectFrom('organisations')
    .select('id')
    .where('code', '=', code)
    .executeTakeFirstOrThrow()
  people.push(await platform.person(id, { roles: ['officer'], clearance: i === UNCLEARED ? 0 : 2 }))
}

const some = <const T>(of: readonly T[], max = 3) => fc.subarray([...of], { maxLength: max })
const day = fc.record({ year: fc.integer({ min: 2018, max: 2021 }), precision: fc.constantFrom('month', 'year') })
const dated = fc
  .option(day, { freq: 3 })
  .map((d) => d && { date: `${d.year}-01-01`, precision: d.precision as 'month' | 'year' })
const record = fc.record({
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
type Drawn = typeof record extends fc.Arbitrary<infer T> ? T : never
type Made = Drawn & { id: string }

const question = fc.record({
  viewer: fc.nat({ max: 5 }),
  kind: fc.constantFrom('programme', 'activity'),
  axes: fc.subarray([...contract.AXES], { minLength: 2, maxLength: 2 }),
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
type Asked = { kind: string; rows: contract.Axis; columns: contract.Axis } & Partial<Record<string, never>> & {
    entities?: string[]
    roles?: string[]
    themes?: string[]
    states?: string[]
    regions?: string[]
    statuses?: string[]
    from?: number
    until?: number
  }

async function make(drawn: Drawn): Promise<Made> {
  const spec = { ...drawn, level: drawn.by === UNCLEARED ? (0 as const) : drawn.level }
  const who = people[spec.by]!
  const { kind, by: _, shares, start, end, funders, aggregate, ...rest } = spec
  const common = {
    ...rest,
    request: randomUUID(),
    title: { original: 'en' as const, texts: { en: 'Made for counting' } },
    type: 'training',
    statusOn: '2021-01-29',
    end: end === null ? null : { date: end, precision: 'month' as const },
    // Nobody may shut out their own organisation.
    audience: shares
      .filter(({ gives, with: other }) => gives !== 'deny' || people[other] !== who)
      .map(({ gives, with: other }) => ({ to: { kind: 'organisation', id: people[other]!.organisation }, gives })),
  }
  const id = await who.act(async (tx, viewer) => {
    const call = { viewer, language: 'en' as const, at: new Date() }
    return kind === 'programme'
      ? (await addProgramme(tx, contract.addProgramme.input.parse({ ...common, start, funders }), call)).head.id
      : (await addActivity(tx, contract.addActivity.input.parse({ ...common, start: start ?? YEAR, aggregate }), call))
          .head.id
  })
  return { ...drawn, level: spec.level, id }
}
const YEAR = { date: '2020-01-01', precision: 'year' as const }

/** The same figures by another way: each record alone, with sets, over what the pure decision lets the viewer read. */
function recount(world: readonly Made[], asked: Asked) {
  const roles = asked.roles ?? ['lead', 'partner']
  const chosen = (record: Made, axis: contract.Axis): string[] => {
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
  const cells = new Map<string, { count: number; planned: number; led: number; joined: number }>()
  for (const r of meant)
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
  const totals = (axis: contract.Axis) =>
    Object.fromEntries(
      [...new Set(meant.flatMap((r) => chosen(r, axis)))]
        .sort()
        .map((x) => [x, meant.filter((r) => chosen(r, axis).includes(x)).length]),
    )
  return {
    cells,
    rows: totals(asked.rows),
    columns: totals(asked.columns),
    records: meant.length,
    unplaced: meant.filter((r) => chosen(r, asked.rows).length === 0 || chosen(r, asked.columns).length === 0).length,
    entities:
      asked.rows === 'entity' || asked.columns === 'entity'
        ? undefined
        : new Set(meant.flatMap((r) => who(r, roles))).size,
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

async function readableBy(viewer: TestPerson, world: readonly Made[]): Promise<Made[]> {
  const { principals, level, organisation } = await viewer.act(async (_tx, v) => v)
  return world.filter((r) => {
    const grants = [
      { principal: people[r.by]!.organisation, gives: 'contribute' as const },
      ...r.shares
        .filter(({ gives, with: other }) => gives !== 'deny' || people[other] !== people[r.by])
        .map(({ gives, with: other }) => ({ principal: people[other]!.organisation, gives: gives as 'deny' | 'read' })),
    ].map((grant) => ({ ...grant, startsAt: new Date(0), endsAt: null, revokedAt: null }))
    return decide(
      { organisation, level, principals },
      { ownerOrg: people[r.by]!.organisation, level: r.level, grants, sources: [] },
      'read',
      new Date(),
    )
  })
}

test('every figure of the matrix is what a plain recount over what the viewer may read gives, and what the list behind it holds', async () => {
  let figures = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(record, { minLength: 8, maxLength: 14 }),
      fc.array(question, { minLength: 6, maxLength: 6 }),
      async (specs, asks) => {
        const world: Made[] = []
        for (const spec of specs)
          if (spec.end === null || !spec.start || spec.start.date <= '2021-06-30') world.push(await make(spec))
        for (const { viewer, kind, axes, swapped, fields, by: all } of asks) {
          const by = Object.fromEntries(Object.entries(all).slice(0, fields)) as typeof all
          const [rows, columns] = (swapped ? axes.toReversed() : axes) as [contract.Axis, contract.Axis]
          const asked = { kind, rows, columns, ...by } as Asked
          const person = people[viewer]!
          const expected = recount(await readableBy(person, world), asked)
          const found = await person.call(contract.readPresence, asked as never)
          expect(found.coverage).toMatchObject({ records: expected.records, unplaced: expected.unplaced })
          if (expected.entities !== undefined) expect(found.coverage.entities).toBe(expected.entities)
          expect(Object.fromEntries(found.rows.map(({ id, total }) => [id, total]))).toEqual(expected.rows)
          expect(Object.fromEntries(found.columns.map(({ id, total }) => [id, total]))).toEqual(expected.columns)
          const withParts = rows === 'entity' || columns === 'entity' || by.entities !== undefined
          expect(
            new Map(
              found.cells.map(({ row, column, count, planned, led, joined }) => [
                `${row} ${column}`,
                { count, planned, led, joined },
              ]),
            ),
          ).toEqual(
            withParts
              ? expected.cells
              : new Map([...expected.cells].map(([key, cell]) => [key, { ...cell, led: null, joined: null }])),
          )
          figures += found.cells.length
          const cell = found.cells[0]
          if (cell) expect(await behind(person, asked, cell)).toBe(cell.count)
        }
        await platform.owner.deleteFrom('records').execute()
      },
    ),
    { seed: 2020, numRuns: 8, endOnFailure: true },
  )
  expect(figures).toBeGreaterThan(50)
})

const FIELD = { entity: 'entities', theme: 'themes', pillar: 'pillars', state: 'states', region: 'regions' } as const

async function behind(
  person: TestPerson,
  { kind, rows, columns, ...by }: Asked,
  cell: { row: string; column: string },
): Promise<number> {
  const input = { ...by, [FIELD[rows]]: [cell.row], [FIELD[columns]]: [cell.column], size: 1 } as never
  const { total } =
    kind === 'programme'
      ? await person.call(contract.listProgrammes, input)
      : await person.call(contract.listActivities, { ...(input as object), aggregates: false })
  return total
}

test('presence follows each edit, and the list of a region', async () => {
  const [officer] = people as [TestPerson]
  const made = await officer.call(contract.addProgramme, {
    request: randomUUID(),
    title: { original: 'en', texts: { en: 'It moves' } },
    type: 'programme',
    status: 'ongoing',
    leads: ['UNODC'],
    states: ['NER'],
    themes: ['cft'],
  })
  const cells = async (columns: 'state' | 'region') =>
    (await officer.call(contract.readPresence, { rows: 'theme', columns, q: 'moves' } as never)).cells.map(
      (c) => `${c.row} ${c.column}`,
    )
  expect(await cells('state')).toEqual(['cft NER'])
  await officer.call(contract.editProgramme, {
    id: made.head.id,
    version: 1,
    title: made.title,
    type: 'programme',
    status: 'ongoing',
    leads: ['UNODC'],
    states: ['KAZ'],
    themes: ['cft', 'victims'],
  })
  expect((await cells('state')).sort()).toEqual(['cft KAZ', 'victims KAZ'])
  expect(await cells('region')).toContain('cft central_asia')
  const { members } = await platform.owner
    .selectFrom('named_regions')
    .select('members')
    .where('code', '=', 'central_asia')
    .executeTakeFirstOrThrow()
  await platform.owner
    .updateTable('named_regions')
    .set({ members: members.filter((m) => m !== 'KAZ') })
    .where('code', '=', 'central_asia')
    .execute()
  expect(await cells('region')).not.toContain('cft central_asia')
  await platform.owner.updateTable('named_regions').set({ members }).where('code', '=', 'central_asia').execute()
  expect(await cells('region')).toContain('cft central_asia')
})

test('the two axes are two', async () => {
  await expect(people[0]!.call(contract.readPresence, { rows: 'theme', columns: 'theme' })).rejects.toMatchObject({
    code: 'input',
  })
})
