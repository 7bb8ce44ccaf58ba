import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { decide } from '../../platform/access/decide.ts'
import type { TestPerson } from '../../platform/testing.ts'
import { addActivity } from './actions/activities.ts'
import { addProgramme } from './actions/programmes.ts'
import { type Axis, readPresence } from './contract/presence.ts'
import * as contract from './contract.ts'
import { type Asked, type Drawn, ENTITIES, type Made, question, record, recount, YEAR } from './recount.testing.ts'
import { registerPlatform } from './testing.ts'

const { platform, personOf } = await registerPlatform()
afterAll(() => platform[Symbol.asyncDispose]())

/** Place in `people` of the one who reads only what is unclassified. */
const UNCLEARED = 1
const people: TestPerson[] = []
for (const [i, code] of [...ENTITIES, 'JOR', 'NER'].entries())
  people.push(await personOf(code, { roles: ['officer'], clearance: i === UNCLEARED ? 0 : 2 }))

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
    source: { document: 'A/75/729', paragraphs: [], also: [] },
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
          const [rows, columns] = (swapped ? axes.toReversed() : axes) as [Axis, Axis]
          const asked = { kind, rows, columns, ...by } as Asked
          const person = people[viewer]!
          const expected = recount(await readableBy(person, world), asked)
          const found = await person.call(readPresence, asked as never)
          const { records, unplaced, entities } = expected
          expect(found.coverage).toMatchObject({ records, unplaced, entities })
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
    status: 'planned',
    leads: ['UNODC'],
    states: ['NER'],
    themes: ['cft'],
  })
  const cells = async (columns: 'state' | 'region') =>
    (await officer.call(readPresence, { rows: 'theme', columns, q: 'moves' } as never)).cells.map(
      (c) => `${c.row} ${c.column}`,
    )
  expect(await cells('state')).toEqual(['cft NER'])
  await officer.call(contract.editProgramme, {
    id: made.head.id,
    version: 1,
    title: made.title,
    type: 'programme',
    status: 'planned',
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
  await expect(people[0]!.call(readPresence, { rows: 'theme', columns: 'theme' })).rejects.toMatchObject({
    code: 'input',
  })
})
