import { sql } from 'kysely'
import type { Database } from '../../platform/database.ts'
import type { World } from './build-world.ts'
import { SELDOM } from './seldom-ids.ts'
import { addChecks, addMerges, addRegister } from './seldom-records.ts'

/**
 * Rows that chance seldom makes and of which each tells whether one condition of a policy holds: added by the owner to a
 * world that is looked at by plain SQL.
 */
export async function addSeldom(owner: Database, { people, organisations, groups }: World): Promise<void> {
  const person = (n: number) => people[n]!.id
  const home = (n: number) => organisations[n]!.id
  const group = (code: string) => groups.find((g) => g.code === code)!.id
  const names = JSON.stringify({ original: 'en', texts: { en: 'Name' }, outdated: [] })

  await sql`insert into groups (id, kind, code, names, dissolved_on)
    select id::uuid, 'working_group', code, ${names}::jsonb, dissolved from (values
      (${SELDOM.open}, 'OPEN', null), (${SELDOM.dissolved}, 'DISSOLVED', current_date),
      (${SELDOM.regional}, 'REGIONAL', null), (${SELDOM.following}, 'FOLLOWING', null)) as g(id, code, dissolved)`.execute(
    owner,
  )
  await sql`insert into group_members (group_id, organisation, starts_on) values
    (${SELDOM.open}, ${home(3)}, '2020-01-01'), (${SELDOM.dissolved}, ${home(1)}, '2020-01-01')`.execute(owner)
  // In force: by region, and after another group. Proposed: after a group that not everyone sees.
  await sql`insert into group_rules (group_id, kinds, regions, of_group, reason, proposed_by, confirmed_by, confirmed_at) values
    (${SELDOM.regional}, '{state}', '{north}', null, 'Minutes', ${person(0)}, ${person(2)}, now()),
    (${SELDOM.following}, '{state}', '{}', ${SELDOM.open}, 'Minutes', ${person(0)}, ${person(2)}, now()),
    (${group('WG1')}, '{state}', '{}', ${group('ADHOC2')}, 'Minutes', ${person(0)}, null, null)`.execute(owner)
  await sql`select apply_group_rules()`.execute(owner)

  await sql`insert into records (id, kind, owner_org, level) values
    (${SELDOM.record}, 'programmes.programme', ${home(0)}, 0), (${SELDOM.ofDissolved}, 'programmes.programme', ${home(0)}, 0),
    (${SELDOM.known}, 'programmes.programme', ${home(0)}, 0), (${SELDOM.told}, 'programmes.programme', ${home(4)}, 0),
    (${SELDOM.confided}, 'programmes.programme', ${home(0)}, 1), (${SELDOM.held}, 'programmes.programme', ${home(2)}, 0)`.execute(
    owner,
  )
  await sql`insert into records (id, kind, owner_org, level, sources) values
    (${SELDOM.derived}, 'programmes.programme', ${home(0)}, 0, ${[SELDOM.known]}::uuid[])`.execute(owner)
  // Read by all; known to one; made from that; known to all; confided to one; withdrawn from one organisation, and kept by it from one of its own people.
  await sql`insert into grants (record, grantee_kind, grantee, gives, granted_org, granted_by, revoked_at) values
    (${SELDOM.record}, 'circle', circle_id('everyone'), 'read', ${home(0)}, ${person(1)}, null),
    (${SELDOM.record}, 'organisation', ${home(1)}, 'read', ${home(0)}, ${person(1)}, null),
    (${SELDOM.record}, 'organisation', ${home(2)}, 'read', ${home(0)}, ${person(1)}, now()),
    (${SELDOM.record}, 'person', ${person(6)}, 'deny', ${home(2)}, ${person(3)}, null),
    (${SELDOM.known}, 'organisation', ${home(2)}, 'discover', ${home(0)}, ${person(1)}, null),
    (${SELDOM.derived}, 'organisation', ${home(2)}, 'read', ${home(0)}, ${person(1)}, null),
    (${SELDOM.confided}, 'organisation', ${home(2)}, 'read', ${home(0)}, ${person(1)}, null),
    (${SELDOM.told}, 'circle', circle_id('everyone'), 'discover', ${home(4)}, ${person(5)}, null),
    (${SELDOM.ofDissolved}, 'group', ${SELDOM.dissolved}, 'read', ${home(0)}, ${person(1)}, null)`.execute(owner)
  await sql`insert into emergency_grants select e.id, g.id from emergencies e, grants g where g.record = ${SELDOM.record} limit 1`.execute(
    owner,
  )

  // Own words for another organisation, and from a session that reached further.
  await sql`insert into drafts (person, organisation, level, key, value) values
    (${person(1)}, ${home(1)}, 0, 'seldom', '{}'), (${person(1)}, ${home(0)}, 2, 'seldom', '{}')`.execute(owner)
  await sql`insert into mails (address, subject, text, language, status, settled_at) values
    (${people[3]!.mail}, 'Subject', 'Words', 'en', 'sent', now())`.execute(owner)

  // What was made for someone of a record that they only know, and of one whose source they do not read.
  for (const record of [SELDOM.known, SELDOM.derived]) {
    const { rows } = await sql<{ id: string }>`
      insert into asked_jobs (person, organisation, level, kind, input, language, state, records, ended_at)
      values (${person(3)}, ${home(2)}, 0, 'programmes.export_list', '{}', 'en', 'done', ${[record]}::uuid[], now()) returning id`.execute(
      owner,
    )
    await sql`insert into asked_job_parts (job, n, body) values (${rows[0]!.id}, 1, '\\x01')`.execute(owner)
  }
  await sql`insert into access_requests (record, person, organisation, gives, reason)
    values (${SELDOM.told}, ${person(3)}, ${home(2)}, 'read', 'Needed for the work')`.execute(owner)
  // Holds on someone whose account another of their organisation keeps, and on a record of that organisation.
  await sql`insert into legal_holds (person, record, reason, reference, review_on, placed_by) values
    (${person(3)}, null, 'A case of the world', 'CASE/S1', '2098-01-01', ${person(0)}),
    (null, ${SELDOM.held}, 'A case of the world', 'CASE/S2', '2098-01-01', ${person(0)})`.execute(owner)
  // A task that is done, and one on no record from where its owner worked before; a view kept at another place.
  await sql`insert into tasks (organisation, record, title, owner, asked_by, status, settled_at) values
    (${home(0)}, ${SELDOM.record}, 'Task', ${person(1)}, ${person(1)}, 'done', now()),
    (${home(0)}, null, 'Task of before', ${person(3)}, ${person(1)}, 'open', null)`.execute(owner)
  await sql`insert into saved_views (person, organisation, page, name, query)
    values (${person(3)}, ${home(1)}, '/programmes', 'Elsewhere', 'themes=border')`.execute(owner)
  // What was followed elsewhere; words under a comment that lie with another record than it.
  await sql`insert into follows (person, organisation, record) values (${person(3)}, ${home(1)}, ${SELDOM.record})`.execute(
    owner,
  )
  const { rows } = await sql<{ id: string }>`
    insert into comments (record, person, organisation) values (${SELDOM.record}, ${person(1)}, ${home(0)}) returning id`.execute(
    owner,
  )
  await sql`insert into comments (id, record, person, organisation) values (${SELDOM.unheard}, ${SELDOM.held}, ${person(3)}, ${home(2)})`.execute(
    owner,
  )
  await sql`insert into comment_texts (comment, record, version, language, words)
    values (${rows[0]!.id}, ${SELDOM.ofDissolved}, 1, 'en', 'Words')`.execute(owner)
  // Words under one's own comment: of somebody who may read by now and no more, of one who may still, and of what was removed or hidden.
  await sql`with said as (
      insert into comments (record, person, organisation, removed_at, hidden_at, hidden_by, hidden_reason) values
        (${SELDOM.record}, ${person(3)}, ${home(2)}, null, null, null::uuid, null),
        (${SELDOM.record}, ${person(1)}, ${home(0)}, null, null, null, null),
        (${SELDOM.record}, ${person(1)}, ${home(0)}, now(), null, null, null),
        (${SELDOM.record}, ${person(1)}, ${home(0)}, null, now(), ${person(0)}, 'Off the matter') returning id)
    insert into comment_texts (comment, record, version, language, words) select id, ${SELDOM.record}, 1, 'en', 'Words' from said`.execute(
    owner,
  )

  // What people set off out of sight, with and without a record they know; and what they did to a record they no longer see, or to none.
  await sql`insert into audit_events (action, person, originator, records, wake) values
    ('programmes.edit', ${person(5)}, ${home(0)}, ${[SELDOM.record]}::uuid[], true),
    ('programmes.edit', ${person(5)}, null, '{}', true),
    ('programmes.edit', ${person(5)}, ${home(0)}, '{}', false),
    ('programmes.edit', ${person(6)}, ${home(0)}, ${[SELDOM.record]}::uuid[], false)`.execute(owner)
  await sql`insert into audit_seals (to_id, from_id, rows, previous, digest, mac, sealed_at) values (1, 1, 1, '', 'x', 'x', now())`.execute(
    owner,
  )
  await addRegister(owner, { person, home, names })
  await addMerges(owner, { person, home, names })
  await addChecks(owner, { person, home, names })
  // A result without indicators, and an indicator that was not measured yet.
  await sql`with made as (
      insert into results (record, kind, statement, place) values
        (${SELDOM.ofDissolved}, 'outcome', ${names}::jsonb, 0), (${SELDOM.ofDissolved}, 'outcome', ${names}::jsonb, 1) returning id, place)
    insert into indicators (record, result, name, unit) select ${SELDOM.ofDissolved}, id, ${names}::jsonb, ${names}::jsonb from made where place = 1`.execute(
    owner,
  )
  await sql`insert into reference_rows values ('themes border', '{}')`.execute(owner)
}
