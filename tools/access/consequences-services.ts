import { sql } from 'kysely'
import { brings, fails, failsForAll, goes, writes } from './consequences-parts.ts'
import type { Check } from './trials.ts'

/** Whoever has not accepted the terms in force is nobody, also by statements that read nothing. */
const ofOlderTerms: Check = async (rehearsal) => {
  const { undoable, world } = rehearsal
  const { id } = world.people[1]!
  return undoable.trial(async () => {
    await undoable.asOwner((owner) => sql`update persons set terms_version = 'older' where id = ${id}`.execute(owner))
    return (await writes(rehearsal, sql`update tasks set words = 'x'`)) ? ['nobody writes in a task'] : []
  })
}

/** What triggers and guards of notices, tasks and work under way must do: said without looking at them. */
export const SERVICE_CONSEQUENCES: readonly Check[] = [
  fails(sql`update notices set topic = 'other.topic' where person = viewer_person()`, 'a notice is made another'),
  fails(sql`update tasks set asked_at = now() - interval '1 day' where owner = viewer_person()`, 'a task is antedated'),
  fails(sql`update imports set kind = 'other.kind' where person = viewer_person()`, 'an import is made another'),
  fails(sql`update asked_jobs set input = '{"x": 1}' where person = viewer_person()`, 'work is made another'),
  goes(
    sql`insert into asked_job_parts (job, n, body) select id, 99, 'x' from asked_jobs where person = viewer_person()`,
    'a step cannot keep what it made',
  ),
  async (rehearsal) => {
    const theirs = await rehearsal.undoable.asOwner(async (owner) =>
      sql<{ id: string }>`select id from asked_jobs where person = ${rehearsal.world.people[3]!.id} limit 1`.execute(
        owner,
      ),
    )
    const added = sql`insert into asked_job_parts (job, n, body) values (${theirs.rows[0]!.id}, 98, 'x')`
    return (await writes(rehearsal, added)) ? ['something is added to what another’s work made'] : []
  },
  fails(
    sql`insert into tasks (title, owner) select 'x', m.person from memberships m where m.organisation <> viewer_org() limit 1`,
    'a free task is given to another organisation',
  ),
  brings(
    sql`update asked_jobs set state = 'cancelled', ended_at = now() where state = 'running'`,
    sql`select not exists (select from asked_job_parts p join asked_jobs j on j.id = p.job where j.state = 'cancelled') as holds`,
    'what cancelled work made is kept',
  ),
  brings(
    sql`update asked_jobs set state = 'done', ended_at = now() where state in ('waiting', 'running')`,
    sql`select exists (select from notices where topic = 'jobs.ended') as holds`,
    'who asked for work is not told that it ended',
  ),
  brings(
    sql`update records set version = version + 1 where id in (select record from follows)`,
    sql`select exists (select from notices where topic = 'records.changed') as holds`,
    'who follows a record is not told of its change',
  ),
  brings(
    sql`update tasks set due_on = current_date + 30 where status = 'open'`,
    sql`select bool_and(remind_on = current_date + 27) as holds from tasks where status = 'open'`,
    'nobody is reminded of a task',
  ),
  brings(
    sql`update records set level = 2 where id in (select record from copies where due is null and level < 2)`,
    sql`select count(*) > 0 and bool_and(due is not null) as holds from copies where destroyed_at is null and level < 2`,
    'a copy whose record was raised may be kept as it is',
  ),
  brings(
    sql`delete from records where id in (select record from copies where due is null) and sources = '{}' and not record_held(id)
          and not exists (select from records d where records.id = any (d.sources))`,
    sql`select not exists (select from copies c where c.due is null and not exists (select from records r where r.id = c.record)) as holds`,
    'a copy of a record that was removed may be kept',
  ),
  brings(
    sql`update asked_jobs set first_part = 2, parts = 2 where state = 'done'`,
    sql`select not exists (select from asked_job_parts p join asked_jobs j on j.id = p.job where p.n < j.first_part) as holds`,
    'what a file was written from is kept beside it',
  ),
  ofOlderTerms,
  failsForAll(
    sql`update programmes set status = 'ongoing', source = '' where status <> 'ongoing' and level = 0`,
    'a programme is under way without its safeguards',
  ),
  brings(
    sql`update programmes set beneficiaries = '{"original": "en", "texts": {"en": "Other people"}}'`,
    sql`select bool_and(changed <> '{}') as holds from safeguard_checks where latest and outcome = 'signed'`,
    'a programme is for others and its checks do not know',
  ),
  brings(
    sql`insert into safeguard_checks (record, kind, version, review_on, recorded_by, recorded_org)
        select record, kind, version + 1, current_date + 9, recorded_by, recorded_org from safeguard_checks where latest limit 1`,
    sql`select not exists (select from safeguard_checks group by record, kind having count(*) filter (where latest) <> 1) as holds`,
    'an older version of a check still counts',
  ),
  brings(
    sql`insert into safeguard_checks (record, kind, version, review_on, recorded_by, recorded_org)
        select record, kind, version + 1, current_date + 9, recorded_by, recorded_org from safeguard_checks where latest limit 1`,
    sql`select exists (select from audit_events e join safeguard_checks c on c.id = e.subject
          where e.action = 'safeguard_checks.insert' and c.review_on = current_date + 9) as holds`,
    'a check that is recorded leaves no trace',
  ),
  fails(sql`update safeguard_checks set review_on = current_date + 300`, 'a check is made to hold longer'),
  fails(sql`update safeguard_reasons set answer = 'not_applicable'`, 'what a check says is made another'),
  fails(sql`update legal_holds set reason = 'Another case altogether'`, 'a hold is made another', 0),
  failsForAll(sql`delete from records where kind = 'directory.nomination'`, 'a nomination is removed by someone'),
  brings(
    sql`update records set level = 2 where sources = '{}'`,
    sql`select not exists (select from records d join records s on s.id = any (d.sources) where s.level > d.level) as holds`,
    'what is made from a record does not rise with it',
  ),
  brings(
    sql`update organisations set left_on = current_date where id in (select owner_org from nominations where state = 'active')`,
    sql`select exists (select from nominations where state = 'ended' and ended_at = now()) as holds`,
    'a State that left still has a focal point',
  ),
  brings(
    sql`with invited as (update nominations set state = 'invited', confirm_by = null where state = 'active' returning person)
        update persons set terms_version = terms_version where id in (select person from invited)`,
    sql`select exists (select from nominations where state = 'active') as holds`,
    'who was nominated and accepts the terms speaks for nobody',
  ),
  brings(
    sql`update memberships set ends_on = current_date - 1 where person in (select person from nominations where state = 'active')`,
    sql`select exists (select from nominations where state = 'ended' and ended_at = now()) as holds`,
    'a focal point who leaves still speaks for the State',
  ),
  brings(
    sql`update group_members set starts_on = starts_on - 1`,
    sql`select count(*) > 0 and bool_and(opened_at >= now()) as holds from group_members`,
    'a membership opens more of the past than it did, and nobody knows since when',
  ),
]
