import { sql } from 'kysely'
import { modules } from '../../apps/modules.ts'
import { TERMS_VERSION } from '../../platform/access/terms.ts'
import { setClock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database.ts'
import { LANGUAGES } from '../../platform/text.ts'
import { type Dice, dice } from './dice.ts'
import { builtOnce, cloneDatabase, openInstallation } from './installation.ts'
import { writeRecords } from './world-contents.ts'
import { fillGroups } from './world-groups.ts'
import { fillMargins } from './world-margins.ts'
import { ORGANISATIONS, type WorldPlan } from './world-plan.ts'

export type WorldPerson = WorldPlan['people'][number] & {
  id: string
  mail: string
  /** Their organisation. */
  home: string
  /** Token and id of the session they are in; and of another one, with second factor, to arrange the world with. */
  session: string
  sessionId: string
  desk: string
}

/** A world that lies in a database nobody is connected to, ready to be copied. */
export type World = {
  plan: WorldPlan
  database: string
  organisations: readonly { id: string; code: string; kind: string }[]
  people: readonly WorldPerson[]
  groups: readonly { id: string; code: string }[]
  /** In the order of the plan. */
  records: readonly { id: string; kind: 'programme' | 'activity'; code: string; author: WorldPerson }[]
}

/** The world of a plan in a database of its own. Files of tests that run beside each other copy what one of them built. */
export async function buildWorld(plan: WorldPlan): Promise<World> {
  const built = await builtOnce(JSON.stringify(plan), () => makeWorld(plan))
  return { ...built, database: await cloneDatabase(built.database) }
}

/** Through the modules' own acts, and as owner what no act may make. */
async function makeWorld(plan: WorldPlan): Promise<World> {
  const database = await cloneDatabase()
  const server = await openInstallation(database, modules)
  try {
    await numberIds(server.owner)
    const chance = dice(plan.seed)
    const organisations = await makeOrganisations(server.owner, chance)
    const people = await makePeople(server.owner, plan, organisations, chance)
    const groups = await makeGroups(server.owner, plan, organisations, people, chance)
    const bare = { plan, database, organisations, people, groups, records: [] }
    const records = await writeRecords(server, bare, chance)
    // From here on people are as cleared as the plan says, and in the end as active.
    for (const { id, clearance } of people)
      await server.owner.updateTable('persons').set({ clearance }).where('id', '=', id).execute()
    await fillMargins(server, { ...bare, records }, chance)
    await fillGroups(server, { ...bare, records }, chance)
    for (const { id, status } of people)
      await server.owner.updateTable('persons').set({ status }).where('id', '=', id).execute()
    // Who may still hold what they took follows from all that.
    await sql`select settle_copies('{}', array(select record from copies))`.execute(server.owner)
    return { ...bare, records }
  } finally {
    await server.close()
    setClock()
  }
}

/**
 * Rows get ids in the order in which they are made: so a world is the same each time it is built, and what is made in one
 * moment and sorted by nothing else is sorted alike in both copies of it.
 */
async function numberIds(owner: Database): Promise<void> {
  await sql`create sequence world_ids`.execute(owner)
  await sql`create function world_id() returns uuid volatile security definer set search_path = public language sql
    return ('eeeeeeee-0000-4000-8000-' || lpad(to_hex(nextval('world_ids')), 12, '0'))::uuid`.execute(owner)
  const { rows } = await sql<{ table: string; column: string }>`
    select table_name as table, column_name as column from information_schema.columns
     where table_schema = 'public' and column_default = 'gen_random_uuid()'`.execute(owner)
  for (const { table, column } of rows)
    await sql`alter table ${sql.table(table)} alter ${sql.ref(column)} set default world_id()`.execute(owner)
  await sql`grant execute on function world_id to app`.execute(owner)
}

const names = (name: string) => {
  const texts = Object.fromEntries(
    LANGUAGES.map((language) => [language, language === 'en' ? name : `${name} (${language})`]),
  )
  return JSON.stringify({ original: 'en', texts, outdated: [] })
}

async function makeOrganisations(owner: Database, chance: Dice) {
  const made = ORGANISATIONS.map(({ code, kind }) => ({ id: chance.uuid(), code, kind }))
  for (const { id, code, kind } of made) {
    await owner
      .insertInto('organisations')
      .values({ id, code, kind, names: names(`Organisation ${code}`) })
      .execute()
    await sql`insert into organisation_details (organisation) values (${id})`.execute(owner)
    await sql`insert into organisation_names (organisation, form, names, folded)
      values (${id}, 'short', ${names(`Organisation ${code}`)}::jsonb, ${`organisation ${code}`.toLowerCase()})`.execute(
      owner,
    )
  }
  await sql`insert into regions (code, level, parent, names) values ('900', 'region', null, ${names('North')}::jsonb), ('901', 'subregion', '900', ${names('North-east')}::jsonb)`.execute(
    owner,
  )
  await sql`insert into states (organisation, alpha2, m49, region, subregion, ldc, lldc, sids)
    select id, left(code, 2), case code when 'XAA' then '990' else '991' end, '900', '901', code = 'XAA', false, code = 'XBB'
      from organisations where kind = 'state'`.execute(owner)
  await sql`insert into named_regions (code, names, basis, members, sort) values ('north', ${names('The North')}::jsonb, 'm49', '{XAA,XBB}', 1)`.execute(
    owner,
  )
  await sql`insert into pillars (code, number, names, short) values ('I', 1, ${names('Pillar one')}::jsonb, ${names('One')}::jsonb), ('II', 2, ${names('Pillar two')}::jsonb, ${names('Two')}::jsonb)`.execute(
    owner,
  )
  await sql`insert into themes (code, names, pillars, sort) values ('border', ${names('Borders')}::jsonb, '{II}', 1), ('finance', ${names('Finance')}::jsonb, '{II}', 2), ('youth', ${names('Youth')}::jsonb, '{I}', 3)`.execute(
    owner,
  )
  await sql`insert into vocabulary_terms (vocabulary, code, names, sort) values ('programmeTypes', 'project', ${names('Project')}::jsonb, 1), ('programmeTypes', 'office', ${names('Office')}::jsonb, 2), ('activityTypes', 'training', ${names('Training')}::jsonb, 1), ('audiences', 'police', ${names('Police')}::jsonb, 1)`.execute(
    owner,
  )
  return made
}

/** All cleared, active and with a second factor while the world is built, so that they may build it. */
async function makePeople(owner: Database, plan: WorldPlan, organisations: World['organisations'], chance: Dice) {
  const made = plan.people.map((person, n) => ({
    ...person,
    id: chance.uuid(),
    mail: `person-${n}@${ORGANISATIONS[person.organisation]!.code.toLowerCase()}.example`,
    home: organisations[person.organisation]!.id,
    session: `session-${n}`,
    sessionId: chance.uuid(),
    desk: `desk-${n}`,
  }))
  for (const [
    n,
    { id, mail, language, listed, roles, home, session, sessionId, desk, secondFactor },
  ] of made.entries()) {
    await owner
      .insertInto('persons')
      .values({
        id,
        mail,
        language,
        listed,
        name: `Person ${n}`,
        clearance: 2,
        status: 'active',
        terms_version: TERMS_VERSION,
        terms_at: new Date(),
      })
      .execute()
    await owner
      .insertInto('memberships')
      .values({
        id: chance.uuid(),
        person: id,
        organisation: home,
        roles: [...roles],
        title: `Title ${n}`,
        starts_on: '2020-01-01',
      })
      .execute()
    await sql`insert into auth.session (id, token, "userId", "secondFactor", "expiresAt", "ipAddress", "userAgent") values
      (${sessionId}, ${session}, ${id}, ${secondFactor}, now() + interval '8 hours', '192.0.2.1', 'Browser'),
      (${chance.uuid()}, ${desk}, ${id}, true, now() + interval '8 hours', '192.0.2.2', 'Desk')`.execute(owner)
  }
  return made
}

async function makeGroups(
  owner: Database,
  plan: WorldPlan,
  organisations: World['organisations'],
  people: readonly WorldPerson[],
  chance: Dice,
) {
  const made = plan.groups.map((group) => ({ ...group, id: chance.uuid() }))
  for (const { id, kind, code, hidden, members } of made) {
    await owner
      .insertInto('groups')
      .values({ id, kind, code, names: names(`Group ${code}`), hidden_members: hidden })
      .execute()
    await sql`insert into group_details (group_id) values (${id})`.execute(owner)
    for (const member of members) {
      const place = member.index % (member.kind === 'person' ? people.length : organisations.length)
      const of = member.kind === 'person' ? { person: people[place]!.id } : { organisation: organisations[place]!.id }
      await owner
        .insertInto('group_members')
        .values({
          id: chance.uuid(),
          group_id: id,
          ...of,
          role: member.role,
          verified: member.verified,
          starts_on: '2020-01-01',
          ends_on: member.ended ? '2021-01-01' : null,
          source: 'Arranged for the test',
        })
        .execute()
    }
  }
  return made.map(({ id, code }) => ({ id, code }))
}
