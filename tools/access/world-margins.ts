import { sql } from 'kysely'
import type { Database } from '../../platform/database.ts'
import { saveDraft } from '../../platform/drafts/contract.ts'
import type { World } from './build-world.ts'
import { type Dice, dice } from './dice.ts'
import type { Installation } from './installation.ts'
import { fillComments } from './margins-comments.ts'
import { fillDuplicates } from './rules-duplicates.ts'
import { fillImports } from './rules-imports.ts'
import { fillRecommendations } from './rules-recommendations.ts'
import { fillRecord } from './rules-record.ts'
import { fillRetention } from './rules-retention.ts'
import { fillSafeguards } from './rules-safeguards.ts'
import { writeNominations } from './world-focal-points.ts'

/** What people have beside records: drafts, mails, tokens, sessions, invitations, requests about accounts. */
export async function fillMargins(server: Installation, world: World, chance: Dice): Promise<void> {
  const { owner } = server
  await sql`insert into settings values ('demonstration', 'true')`.execute(owner)
  await fillComments(owner, world, chance)
  await fillRetention(owner, world, chance)
  await fillImports(owner, world, chance)
  await fillRecord(owner, world, chance)
  await fillSafeguards(owner, world, chance)
  await fillRecommendations(owner, world, dice(world.plan.seed + 7))
  const [secretariat, , , , , , administrator] = world.people
  for (const [n, person] of world.people.entries()) {
    for (const key of ['programmes.new', `programmes.edit:${world.records[n]!.id}`])
      for (const session of [person.desk, person.session]) {
        const value = { title: `Draft ${n} ${chance.word()}` }
        const reply = await server.ask(
          { id: person.id, secondFactor: true, session },
          { endpoint: saveDraft, input: { key, value } },
        )
        if (reply.status !== 200) throw new Error(`draft: ${reply.body}`)
      }
    await sql`insert into auth.proven_mailboxes values (${person.id}, now() + interval '1 hour')`.execute(owner)
    await sql`insert into api_tokens (id, person, organisation, name, hash, scopes, expires_at, max_level)
      values (${chance.uuid()}, ${person.id}, ${person.home}, ${`Token ${n}`}, sha256(${`token-${n}`}::bytea), '{programmes:read}', now() + interval '30 days', 1)`.execute(
      owner,
    )
    await sql`insert into mails (id, person, about, subject, text, language, status, settled_at, queued_at)
      values (${chance.uuid()}, ${person.id}, array[${world.records[n]!.id}]::uuid[], ${`Subject ${n}`}, 'Words', 'en', 'sent', now(), now() - ${n} * interval '1 minute'),
             (${chance.uuid()}, ${person.id}, '{}', ${`Welcome ${n}`}, 'Words', 'fr', 'sent', now(), now() - ${n} * interval '1 hour')`.execute(
      owner,
    )
  }
  await writeNominations(owner, world, chance)
  await fillServices(owner, world, chance)
  for (const [n, { id }] of world.organisations.entries())
    await sql`insert into invitations (id, organisation, mail, name, roles, hash, invited_by, expires_at)
      values (${chance.uuid()}, ${id}, ${`invited-${n}@out.example`}, ${`Invited ${n}`}, '{reader}', sha256(${`invitation-${n}`}::bytea), ${secretariat!.id}, now() + interval '6 days')`.execute(
      owner,
    )
  await sql`insert into mails (id, address, subject, text, language, queued_at, status, settled_at)
    values (${chance.uuid()}, 'invited-1@out.example', 'Invitation', 'Words', 'en', now() - interval '2 hours', 'sent', now())`.execute(
    owner,
  )
  for (const n of [0, 1, 2, 2])
    await sql`insert into emergencies (id, about, reason, hours, asked_by)
      values (${chance.uuid()}, ${chance.pick(world.records).id}, 'An emergency in the test world', 2, ${world.people[n]!.id})`.execute(
      owner,
    )
  for (const person of [world.people[1]!, world.people[3]!])
    await sql`insert into factor_resets (id, person, reason, requested_by)
      values (${chance.uuid()}, ${person.id}, 'Telephone lost', ${(person.home === administrator!.home ? administrator! : secretariat!).id})`.execute(
      owner,
    )
  await fillDuplicates(owner, world, chance)
}

/** What people were told, follow and want by mail; what they are to do; what they asked to be done. */
async function fillServices(owner: Database, world: World, chance: Dice): Promise<void> {
  const { people, records } = world
  for (const [n, { id, home }] of people.entries()) {
    const about = [records[n]!.id, ...chance.some(records, 4).map((record) => record.id), null]
    for (const [m, record] of about.entries()) {
      const needs = m % 3 === 0 ? 'discover' : 'read'
      await sql`insert into notices (id, person, organisation, topic, record, needs, facts, told_at)
        values (${chance.uuid()}, ${id}, ${home}, 'tasks.assigned', ${record}, ${needs},
                ${JSON.stringify({ by: people[0]!.id, dated: 'no', n: m })}, now() - ${m} * interval '1 hour')`.execute(
        owner,
      )
      const with_ = people[(n + m) % people.length]!
      await sql`insert into tasks (id, organisation, record, title, owner, asked_by, due_on)
        values (${chance.uuid()}, ${home}, ${record}, ${`Task ${n} ${chance.word()}`},
                ${with_.home === home || record !== null ? with_.id : id}, ${id}, current_date + ${m}::int)`.execute(
        owner,
      )
      if (record !== null)
        await sql`insert into follows (person, organisation, record) values (${id}, ${home}, ${record})
          on conflict do nothing`.execute(owner)
    }
    await sql`select enqueue_job('notices.digest', ${JSON.stringify({ person: id, secondFactor: true })}::jsonb, null, ${id})`.execute(
      owner,
    )
    await sql`insert into looks (person, organisation, since, looked_at)
      values (${id}, ${home}, now() - interval '20 days', now() - ${n} * interval '1 hour')`.execute(owner)
    await sql`insert into notice_settings (person, time_zone, mail_at) values (${id}, 'Africa/Niamey', '08:00')`.execute(
      owner,
    )
    await sql`insert into notice_choices (person, topic, pace) values (${id}, 'tasks.due', 'weekly')`.execute(owner)
    for (const [m, record] of about.entries()) {
      const job = chance.uuid()
      const of = record === null ? [] : [record]
      await sql`insert into asked_jobs (id, person, organisation, level, kind, input, language, state, done, total, records,
                  file_name, file_type, size, parts, ended_at, asked_at)
        values (${job}, ${id}, ${home}, ${m % 3}, 'programmes.export_list', '{}', 'en', ${m === 1 ? 'running' : 'done'}, 1, 1,
                ${of}::uuid[], ${`file-${n}.csv`}, 'text/csv', 5, 1, ${m === 1 ? null : new Date()}, now() - ${m} * interval '1 hour')`.execute(
        owner,
      )
      await sql`insert into asked_job_parts (job, n, body) values (${job}, 1, ${Buffer.from(`of ${n}`)})`.execute(owner)
    }
    await fillRegister(
      owner,
      { id, home },
      n,
      chance.some(records, 6).map((record) => record.id),
    )
  }
  // Everybody took a file that they also see at the level of their session.
  const all = records.map(({ id }) => id)
  for (const [n, { id, home }] of people.entries()) await fillRegister(owner, { id, home }, people.length + n, all, 0)
  for (const [n, { id }] of records.slice(0, 12).entries())
    await sql`insert into iati_identifiers (id, identifier) values (${id}, ${`XM-DAC-1-${n}`})`.execute(owner)
}

/** A file that someone took, with records of others in it, some of which they may no longer read. */
async function fillRegister(
  owner: Database,
  { id, home }: { id: string; home: string },
  n: number,
  of: string[],
  highest = 2,
) {
  await sql`
    with taken as (
      insert into exports (person, organisation, roles, action, name, format, level, taken_at)
      select ${id}, ${home}, '{reader}', 'programmes.export', ${`list-${n}.csv`}, 'csv', max(r.level), now() - ${n} * interval '1 hour'
        from records r where r.id = any (${of}::uuid[]) and r.owner_org <> ${home} and r.level <= ${highest} having count(*) > 0 returning id
    )
    insert into copies (export, record, owner_org, holder, level, handling)
    select t.id, r.id, r.owner_org, ${home}, r.level, r.handling from taken t, records r
     where r.id = any (${of}::uuid[]) and r.owner_org <> ${home} and r.level <= ${highest}`.execute(owner)
}
