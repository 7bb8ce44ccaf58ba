import { sql } from 'kysely'
import { addActivity, addProgramme } from '../../modules/programmes/contract.ts'
import type { Database } from '../../platform/database.ts'
import { attachFile } from '../../platform/files/contract.ts'
import type { World } from './build-world.ts'
import type { Dice } from './dice.ts'
import { granteeOf } from './grantee.ts'
import { type Installation, jsonOf } from './installation.ts'
import { readForm, tableName } from './snapshot.ts'
import type { GrantPlan, RecordPlan } from './world-plan.ts'

type Made = World['records'][number]

/** The records of a world, with their audiences and files. */
export async function writeRecords(server: Installation, world: World, chance: Dice): Promise<Made[]> {
  const made: Made[] = []
  for (const [n, plan] of world.plan.records.entries()) {
    const record =
      plan.sources.length > 0 && n > 0
        ? await derive(server.owner, world, made, plan, n, chance)
        : await write(server, world, made, plan, n, chance)
    await shareByHand(server.owner, world, record, plan)
    for (let file = 0; file < plan.files; file++) await attach(server, record, `File ${file} of ${record.code}`, chance)
    made.push(record)
  }
  return made
}

/** Grants that the author's own act can give; the others are arranged. */
const byAct = ({ to, gives, window }: GrantPlan): boolean =>
  window === 'now' && gives !== 'deny' && (to.kind === 'organisation' || to.kind === 'role' || to.kind === 'circle')

/** An author writes a record in the ordinary way. */
async function write(
  server: Installation,
  world: World,
  made: readonly Made[],
  plan: RecordPlan,
  n: number,
  chance: Dice,
): Promise<Made> {
  const author = world.people[plan.author]!
  const parent = plan.parent === null ? undefined : made[plan.parent % Math.max(made.length, 1)]
  const mayLink = parent?.kind === 'programme' && parent.author === author
  const code = `${plan.kind === 'programme' ? 'P' : 'A'}-${n}`
  const endpoint = plan.kind === 'programme' ? addProgramme : addActivity
  const input = {
    ...contentOf(plan.kind, code, n, chance),
    ...(plan.kind === 'activity' && { programme: mayLink ? parent.id : null }),
    request: chance.uuid(),
    level: plan.level,
    handling: plan.handling,
    ...(plan.card && { card: { original: 'en', texts: { en: `Card of ${code}` } } }),
    audience: plan.audience.filter(byAct).map(({ to, gives }) => ({ to: granteeOf(world, to), gives })),
  }
  const asker = { id: author.id, secondFactor: true, session: author.desk }
  const asked = await server.ask(asker, { endpoint, input })
  // A denial may have kept the author out of the programme since they wrote it.
  const alone = asked.status === 404 && 'programme' in input
  const reply = alone ? await server.ask(asker, { endpoint, input: { ...input, programme: null } }) : asked
  if (reply.status !== 200) throw new Error(`${endpoint.audit}: ${reply.body}`)
  const { id } = (jsonOf(reply) as { head: { id: string } }).head
  return { id, kind: plan.kind, code, author }
}

async function attach(server: Installation, { id, author }: Made, words: string, chance: Dice): Promise<void> {
  const input = { record: id, name: `${words}.txt`, request: chance.uuid() }
  const asker = { id: author.id, secondFactor: true, session: author.desk }
  const reply = await server.ask(asker, {
    endpoint: attachFile,
    input,
    file: Buffer.from(`${words} ${chance.word(30)}`),
  })
  // What is made from a record is for its author only as far as the record is.
  if (reply.status !== 200 && reply.status !== 404) throw new Error(`files.attach: ${reply.body}`)
}

/** What a person would type into the form of a programme or an activity. */
export function contentOf(kind: 'programme' | 'activity', code: string, n: number, chance: Dice) {
  const states = chance.some(['XAA', 'XBB'], chance.below(3))
  const isOffice = kind === 'programme' && n % 3 === 1
  return {
    code,
    title: {
      original: 'en',
      texts: { en: `Title ${n} ${chance.word()}`, ...(n % 3 === 0 && { fr: `Titre ${n} ${chance.word()}` }) },
    },
    summary: { original: 'en', texts: { en: `Summary ${n} ${chance.word(20)}` } },
    type: kind === 'activity' ? 'training' : isOffice ? 'office' : 'project',
    status: chance.pick(['planned', 'ongoing', 'completed']),
    statusOn: '2021-01-29',
    leads: [chance.pick(['UNA', 'UNB', 'REG'])],
    partners: chance.some(['UNA', 'UNB', 'XAA'], chance.below(3)),
    pillars: chance.some(['I', 'II'], chance.below(3)),
    themes: chance.some(['border', 'finance', 'youth'], 1 + chance.below(2)),
    states,
    regions: chance.chance(0.4) ? ['north'] : [],
    statesReached: chance.chance(0.3) ? { n: chance.below(50), comparator: 'gt' } : null,
    start: { date: `2020-0${1 + chance.below(9)}-01`, precision: 'month' },
    source: { document: 'A/75/729', paragraphs: [n + 1], also: [] },
    ...(kind === 'activity' && {
      participants: { n: chance.below(3000), comparator: 'eq' },
      aggregate: chance.chance(0.15),
    }),
    ...(kind === 'programme' && { funders: chance.some(['REG', 'XBB'], chance.below(2)) }),
    ...(isOffice && { office: officeOf(n) }),
  }
}

const officeOf = (n: number) => ({
  hosts: n % 2 === 0 ? ['XAA'] : ['XAA', 'XBB'],
  agreement: { reference: `Agreement ${n}`, signed: { date: '2019-01-01', precision: 'year' } },
  staff: { n, comparator: 'ge' },
  contacts: n % 2 === 0 ? ['UNA'] : ['UNB'],
})

/** A record made from others: no act of the foundation makes one yet, so its rows are put there. */
async function derive(
  owner: Database,
  world: World,
  made: readonly Made[],
  plan: RecordPlan,
  n: number,
  chance: Dice,
): Promise<Made> {
  const sources = [...new Set(plan.sources.map((s) => made[s % made.length]!))]
  const like = sources[0]!
  const author = world.people[plan.author]!
  const [id, code] = [chance.uuid(), `D-${n}`]
  const ids = sources.map((s) => s.id)
  await sql`
    insert into records (id, kind, owner_org, created_by, sources, level, handling)
    select ${id}, ${`programmes.${like.kind}`}, ${author.home}, ${author.id}, ${ids}::uuid[], greatest(max(r.level), ${plan.level}),
           (select coalesce(array_agg(distinct h), '{}') from records s, unnest(s.handling) h where s.id = any (${ids}::uuid[]))
      from records r where r.id = any (${ids}::uuid[])`.execute(owner)
  const table = like.kind === 'programme' ? 'programmes' : 'activities'
  const { columns } = (await readForm(owner)).tables.get(table)!
  const names = sql.join(columns.filter((c) => !c.generated).map((c) => sql.ref(c.name)))
  await sql`insert into ${tableName(table)} (${names}) select ${names} from jsonb_populate_record(null::${tableName(table)},
    (select to_jsonb(t) || jsonb_build_object('id', ${id}::text, 'code', ${code}::text) from ${tableName(table)} t where t.id = ${like.id}))`.execute(
    owner,
  )
  return { id, kind: like.kind, code, author }
}

const HOUR = 3_600_000
const at = (hours: number) => new Date(Date.now() + hours * HOUR)

/** Grants in the past and future, to people and groups, denials and withdrawals. */
async function shareByHand(owner: Database, world: World, record: Made, plan: RecordPlan): Promise<void> {
  const derived = plan.sources.length > 0
  for (const grant of plan.audience.filter((g) => derived || !byAct(g))) {
    const { kind, id, role } = { role: null, ...granteeOf(world, grant.to) }
    const { window } = grant
    const [starts, ends] =
      window === 'past'
        ? [at(-50), at(-2)]
        : window === 'future'
          ? [at(48), null]
          : [at(-3), window === 'ending' ? at(30) : null]
    const { author } = record
    try {
      await sql`
        insert into grants (record, grantee_kind, grantee, role, gives, starts_at, ends_at, basis, reference, granted_by, granted_org, revoked_at)
        values (${record.id}, ${kind}, ${id}, ${role}, ${grant.gives}, ${starts}, ${ends}, 'consent', 'Note verbale 17',
          ${author.id}, ${author.home}, ${window === 'withdrawn' ? at(-1) : null})`.execute(owner)
    } catch (error) {
      // A derived record may have risen to a level for which the circle is too wide.
      if ((error as { code?: string }).code !== 'CC409') throw error
    }
  }
}
