import { type RawBuilder, sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { modules } from '../../apps/modules.ts'
import { endpoint } from '../../platform/contract.ts'
import type { Tx } from '../../platform/database.ts'
import { setLogWriter } from '../../platform/log.ts'
import { type Module, type Route, route } from '../../platform/module.ts'
import { notFound, Problem } from '../../platform/problem.ts'
import { asking, each } from './book-parts.ts'
import { buildWorld } from './build-world.ts'
import { dropDatabase, ownerOf } from './installation.ts'
import { findInterference, type Trial } from './interference.ts'
import { planOf } from './world-plan.ts'

// A check that was never seen to fail is not a check: each leak is planted in both worlds, and must be found.

const plan = planOf(4, 24)
const people = plan.people.map((person) => ({
  ...person,
  status: 'active' as const,
  secondFactor: true,
  clearance: 0 as const,
}))
const world = await buildWorld({ ...plan, people })
afterAll(() => dropDatabase(world.database))

setLogWriter(() => {})
const few = modules.filter(({ name }) => ['records', 'programmes', 'files'].includes(name))
const find = async (trial: Partial<Trial>): Promise<string[]> => {
  const { found } = await findInterference({
    world,
    viewer: world.people[3]!,
    modules: few,
    seed: 4,
    most: 6,
    ...trial,
  })
  return found
}

test('without a leak nothing is found', async () => {
  expect(await find({})).toEqual([])
})

describe('in the policies', () => {
  const clauses: [string, RegExp][] = [
    ['the level', /\(level <= \( SELECT viewer_level\(\) AS viewer_level\)\)/],
    ['the audience', /\(readers && \( SELECT viewer_principals\(\) AS viewer_principals\)\)/],
  ]
  test.each(clauses)('%s is no longer asked', async (_, clause) => {
    const found = await find({
      async plant({ owner }) {
        const { rows } = await sql<{ table: string; qual: string }>`
          select tablename as table, qual from pg_policies where policyname = 'read' and 'app' = any (roles)`.execute(
          owner,
        )
        for (const { table, qual } of rows) {
          expect(qual).toMatch(clause)
          await sql`alter policy read on ${sql.table(table)} using (${sql.raw(qual.replace(clause, 'true'))})`.execute(
            owner,
          )
        }
      },
    })
    expect(found.some((line) => line.startsWith('programmes.'))).toBe(true)
  })

  test('who belongs to a group is told to everyone', async () => {
    const plant: Trial['plant'] = async ({ owner }) => {
      await sql`alter policy group_members_read on group_members using (true)`.execute(owner)
    }
    const directory = modules.filter(({ name }) => name === 'directory')
    const found = await find({ modules: directory, plant })
    expect(found.some((line) => line.startsWith('directory.group'))).toBe(true)
  })

  test('a code is unique across originators', async () => {
    const plant: Trial['plant'] = async ({ owner }) => {
      await sql`create unique index planted on programmes (code) where code like 'P-%' and sources = '{}'`.execute(
        owner,
      )
    }
    const found = await find({ plant, most: 30 })
    expect(found.some((line) => line.startsWith('programmes.add_programme'))).toBe(true)
  })
})

describe('in an endpoint', () => {
  const asked = endpoint({
    method: 'GET',
    path: '/api/planted/asked',
    access: 'public',
    audit: 'planted.asked',
    cli: 'asked',
    summary: 'A planted leak',
    input: z.object({ id: z.uuid().optional() }),
    output: z.object({ answer: z.unknown() }),
  })
  const planted = (action: (tx: Tx, id: string | undefined) => Promise<unknown>): Module => ({
    name: 'planted',
    permissions: {},
    texts: modules[0]!.texts,
    routes: [route(asked, async (tx, { id }) => ({ answer: await action(tx, id) })) as Route],
  })
  const scalar = async (tx: Pick<Tx, 'getExecutor'>, query: RawBuilder<{ answer: unknown }>): Promise<unknown> =>
    (await query.execute(tx as Tx)).rows[0]?.answer
  const define =
    (body: string): NonNullable<Trial['plant']> =>
    async ({ owner }) => {
      await sql
        .raw(
          `create function planted(id uuid) returns jsonb security definer set search_path = public language sql as $$ ${body} $$`,
        )
        .execute(owner)
      await sql`grant execute on function planted to app`.execute(owner)
    }
  const records = each(
    'id',
    world.records.map(({ id }) => id),
  )

  const trial = (action: Parameters<typeof planted>[0], body?: string) =>
    find({
      modules: [planted(action)],
      also: { 'planted.asked': asking({}, ...records) },
      most: 40,
      ...(body && { plant: define(body) }),
    })
  const definer = (tx: Tx, id: string | undefined) =>
    scalar(tx, sql<{ answer: unknown }>`select planted(${id ?? null}) as answer`)

  test('a sound one is not accused', async () => {
    const found = await trial((tx) => scalar(tx, sql<{ answer: unknown }>`select count(*) as answer from programmes`))
    expect(found).toEqual([])
  })

  test('it counts with the connection of the owner', async () => {
    const found = await trial(async (tx) => {
      const database = await scalar(tx, sql<{ answer: string }>`select current_database() as answer`)
      const owner = ownerOf(String(database))
      const count = await scalar(owner as never, sql<{ answer: unknown }>`select count(*) as answer from programmes`)
      await owner.destroy()
      return count
    })
    expect(found).not.toEqual([])
  })

  test.each([
    ['it counts with the rights of the owner', 'select to_jsonb(count(*)) from records'],
    ['it tells when anything last changed', 'select to_jsonb(max(changed_at)) from records'],
    ['it names the first title of all', "select title from programmes order by title -> 'texts' ->> 'en' limit 1"],
    [
      'it tells who else reads',
      'select to_jsonb(array_agg(principal order by principal)) from grants where record = planted.id',
    ],
    ['it tells how many drafts there are', 'select to_jsonb(count(*)) from drafts'],
  ])('%s', async (_, body) => {
    expect(await trial(definer, body)).not.toEqual([])
  })

  test('hidden is answered otherwise than absent', async () => {
    const found = await trial(async (tx, id) => {
      const there = await scalar(tx, sql<{ answer: unknown }>`select planted(${id ?? null}) as answer`)
      const seen = await scalar(
        tx,
        sql<{ answer: unknown }>`select true as answer from records where id = ${id ?? null}`,
      )
      if (there && !seen) throw new Problem('access.denied', 403)
      if (!seen) throw notFound()
      return seen
    }, 'select to_jsonb(exists (select from records r where r.id = planted.id))')
    expect(found).not.toEqual([])
  })

  test('it mails what is hidden', async () => {
    const found = await trial(async (tx) => {
      const sum = await definer(tx, undefined)
      await sql`insert into mails (person, subject, text, language) select viewer_person(), ${`Now ${sum}`}, 'Words', 'en'`.execute(
        tx,
      )
      return null
    }, "select to_jsonb(md5(string_agg(title ->> 'texts', ',' order by id))) from activities")
    expect(found).not.toEqual([])
  })
})
