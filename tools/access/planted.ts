import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { modules } from '../../apps/modules.ts'
import { endpoint } from '../../platform/contract.ts'
import type { Tx } from '../../platform/database.ts'
import { sendMail } from '../../platform/mail/send.ts'
import { type Module, type Route, route } from '../../platform/module.ts'
import { notFound, Problem } from '../../platform/problem.ts'
import { asking, each } from './book-parts.ts'
import type { World } from './build-world.ts'
import { ownerOf } from './installation.ts'
import { findInterference, type Trial } from './interference.ts'

/** A leak to be planted in both worlds, and what a finding of it begins with. */
type Leak = { name: string; shows: string; trial: (world: World) => Partial<Trial> }

/**
 * What is found where a leak was planted; without one, nothing. An alteration by chance need not touch what a leak tells:
 * with several seeds, the first that shows something.
 */
export async function findPlanted(world: World, trial: Partial<Trial>, seeds: readonly number[] = [4]) {
  const few = modules.filter(({ name }) => ['records', 'programmes', 'files'].includes(name))
  for (const seed of seeds) {
    const { found } = await findInterference({ world, viewer: world.people[3]!, modules: few, seed, most: 6, ...trial })
    if (found.length > 0) return found
  }
  return []
}

type Plant = NonNullable<Trial['plant']>

/** A clause taken out of the policy of reading, on every shareable table. */
const without =
  (clause: RegExp): Plant =>
  async ({ owner }) => {
    const { rows } = await sql<{ table: string; qual: string }>`
      select tablename as table, qual from pg_policies where policyname = 'read' and 'app' = any (roles)`.execute(owner)
    for (const { table, qual } of rows) {
      if (!clause.test(qual)) throw new Error(`${table} has no such clause: ${qual}`)
      await sql`alter policy read on ${sql.table(table)} using (${sql.raw(qual.replace(clause, 'true'))})`.execute(
        owner,
      )
    }
  }

const statement =
  (text: string): Plant =>
  async ({ owner }) =>
    void (await sql.raw(text).execute(owner))

const inPolicies: Leak[] = [
  {
    name: 'the level is no longer asked',
    shows: 'programmes.',
    // In a session without second factor everything confidential is above the viewer.
    trial: ({ people }) => ({
      viewer: { ...people[3]!, secondFactor: false },
      async plant(here) {
        await sql`update auth.session set "secondFactor" = false where token = ${people[3]!.session}`.execute(
          here.owner,
        )
        await without(/\(level <= \( SELECT viewer_level\(\) AS viewer_level\)\)/)(here)
      },
    }),
  },
  {
    name: 'the audience is no longer asked',
    shows: 'programmes.',
    trial: () => ({ plant: without(/\(readers && \( SELECT viewer_principals\(\) AS viewer_principals\)\)/) }),
  },
  {
    name: 'who belongs to a group is told to everyone',
    shows: 'directory.group',
    trial: () => ({
      modules: modules.filter(({ name }) => name === 'directory'),
      plant: statement('alter policy group_members_read on group_members using (true)'),
    }),
  },
  {
    name: 'a code is unique across originators',
    shows: 'programmes.add_programme',
    trial: () => ({
      most: 30,
      plant: statement("create unique index planted on programmes (code) where code like 'P-%' and sources = '{}'"),
    }),
  },
]

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

type Action = (tx: Tx, id: string | undefined) => Promise<unknown>

/** An endpoint with that action, and a function with the owner's rights that it may call as `planted(id)`. */
const endpointWith =
  (action: Action, body = 'select null::jsonb') =>
  (world: World): Partial<Trial> => {
    const records = world.records.map(({ id }) => id)
    return {
      modules: [
        {
          name: 'planted',
          permissions: {},
          texts: modules[0]!.texts,
          routes: [route(asked, async (tx, { id }) => ({ answer: await action(tx, id) })) as Route],
        } satisfies Module,
      ],
      also: { 'planted.asked': asking({}, ...each('id', records)) },
      most: 40,
      plant: statement(`
        create function planted(id uuid) returns jsonb security definer set search_path = public language sql as $$ ${body} $$;
        grant execute on function planted to app`),
    }
  }

const scalar = async (tx: Pick<Tx, 'getExecutor'>, query: RawBuilder<{ answer: unknown }>): Promise<unknown> =>
  (await query.execute(tx as Tx)).rows[0]?.answer
const definer: Action = (tx, id) => scalar(tx, sql`select planted(${id ?? null}) as answer`)

/** An endpoint that tells no more than it may. */
export const sound = endpointWith((tx) => scalar(tx, sql`select count(*) as answer from programmes`))

const inEndpoint: Leak[] = (
  [
    [
      'it counts with the connection of the owner',
      endpointWith(async (tx) => {
        const owner = ownerOf(String(await scalar(tx, sql`select current_database() as answer`)))
        const count = await scalar(owner, sql`select count(*) as answer from programmes`)
        await owner.destroy()
        return count
      }),
    ],
    [
      'hidden is answered otherwise than absent',
      endpointWith(async (tx, id) => {
        const there = await definer(tx, id)
        const seen = await scalar(tx, sql`select true as answer from records where id = ${id ?? null}`)
        if (there && !seen) throw new Problem('access.denied', 403)
        if (!seen) throw notFound()
        return seen
      }, 'select to_jsonb(exists (select from records r where r.id = planted.id))'),
    ],
    ...(
      [
        ['it counts with the rights of the owner', 'select to_jsonb(count(*)) from records'],
        ['it tells when anything changed', 'select jsonb_build_array(min(changed_at), max(changed_at)) from records'],
        ['it names the first title of all', "select title from programmes order by title -> 'texts' ->> 'en' limit 1"],
        [
          'it tells who else reads',
          'select to_jsonb(array_agg(principal order by principal)) from grants where record = planted.id',
        ],
        ['it tells how many drafts there are', 'select to_jsonb(count(*)) from drafts'],
      ] as const
    ).map(([name, body]) => [name, endpointWith(definer, body)] as const),
  ] as const
).map(([name, trial]) => ({ name, shows: 'planted.asked', trial }))

const byMail: Leak = {
  name: 'it mails what is hidden',
  shows: 'by mail',
  trial: endpointWith(async (tx) => {
    const to = await scalar(tx, sql`select viewer_person() as answer`)
    const text = `Now ${await definer(tx, undefined)}`
    await sendMail(tx, { to: to as string, subject: 'News', text, language: 'en' })
    return null
  }, "select to_jsonb(md5(string_agg(title ->> 'texts', ',' order by id))) from activities"),
}

export const LEAKS: readonly Leak[] = [...inPolicies, ...inEndpoint, byMail]
