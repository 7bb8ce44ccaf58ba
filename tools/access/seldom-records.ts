import { sql } from 'kysely'
import type { Database } from '../../platform/database.ts'
import { SELDOM } from './seldom-ids.ts'

type Named = { person: (n: number) => string; home: (n: number) => string; names: string }

/** Of the register: what is reported and said seldom. */
export async function addRegister(owner: Database, { person, home, names }: Named): Promise<void> {
  // A visit without recommendations, and recommendations of which nothing was said yet but a redaction, or a refusal.
  await sql`insert into records (id, kind, owner_org, controller, level) values
    (${SELDOM.visit}, 'recommendations.assessment', ${home(0)}, ${home(2)}, 1), (${SELDOM.bare}, 'recommendations.recommendation', ${home(0)}, ${home(2)}, 1),
    (${SELDOM.redacted}, 'recommendations.recommendation', ${home(0)}, ${home(2)}, 1), (${SELDOM.refused}, 'recommendations.recommendation', ${home(0)}, ${home(2)}, 1),
    (${SELDOM.revoked}, 'recommendations.recommendation', ${home(0)}, ${home(2)}, 1),
    (${SELDOM.ownForm}, 'recommendations.recommendation', ${home(2)}, ${home(2)}, 1)`.execute(owner)
  await sql`insert into assessments (id, title, type, states, starts_on, ends_on)
    values (${SELDOM.visit}, ${names}::jsonb, 'remote', ${[home(2)]}::uuid[], '2026-03-01', '2026-03-02')`.execute(
    owner,
  )
  for (const id of [SELDOM.bare, SELDOM.redacted, SELDOM.refused, SELDOM.revoked])
    await sql`insert into recommendations (id, kind, originator, states, themes, title, body)
      values (${id}, 'assessment', ${home(0)}, ${[home(2)]}::uuid[], '{border}', ${names}::jsonb, ${names}::jsonb)`.execute(
      owner,
    )
  await sql`insert into redactions (record, title, body, made_by) values (${SELDOM.redacted}, ${names}::jsonb, ${names}::jsonb, ${person(3)})`.execute(
    owner,
  )
  await sql`insert into consents (record, to_kind, reference, given_by, given_org) values (${SELDOM.refused}, 'nobody', 'Note verbale', ${person(3)}, ${home(2)})`.execute(
    owner,
  )
  // Whose receipts one of the State is kept from, by the State itself.
  await sql`insert into grants (record, grantee_kind, grantee, gives, granted_org, granted_by)
    values (${SELDOM.revoked}, 'person', ${person(6)}, 'deny', ${home(2)}, ${person(3)})`.execute(owner)
  await sql`with said as (
      insert into consents (record, to_kind, reference, given_by, given_org) values (${SELDOM.revoked}, 'nobody', 'Note verbale', ${person(3)}, ${home(2)}) returning id)
    insert into consent_receipts (consent, record, holder, people, copies) select id, ${SELDOM.revoked}, ${home(1)}, 1, 0 from said`.execute(
    owner,
  )
  // A form of a recommendation of the State's own, which it controls and cannot edit.
  await sql`insert into recommendations (id, kind, form, originator, states, themes, title, body)
    values (${SELDOM.ownForm}, 'assessment', 'redacted', ${home(2)}, ${[home(2)]}::uuid[], '{border}', ${names}::jsonb, ${names}::jsonb)`.execute(
    owner,
  )
  await sql`insert into consents (record, to_kind, reference, given_by, given_org) values (${SELDOM.ownForm}, 'nobody', 'Note verbale', ${person(3)}, ${home(2)})`.execute(
    owner,
  )
  // What only the originator or nobody says of clocks and steps, and what the State may.
  await sql`insert into clock_events (record, clock, event, on_day, reason, stage, by) values
    (${SELDOM.visit}, 'comments', 'reminded', current_date, '', 1, ${person(1)}), (${SELDOM.visit}, 'steps', 'answered', current_date, '', null, ${person(3)}),
    (${SELDOM.visit}, 'comments', 'paused', current_date + 9, 'Asked for', null, ${person(1)})`.execute(owner)
  await sql`insert into recommendation_steps (record, status, on_day, organisation, said_by) values
    (${SELDOM.bare}, 'withdrawn', current_date, ${home(0)}, ${person(1)}), (${SELDOM.bare}, 'under_way', current_date, ${home(2)}, ${person(3)}),
    (${SELDOM.bare}, 'under_way', current_date + 9, ${home(0)}, ${person(1)})`.execute(owner)
}

/** Two records that everybody reads, said to be one: in force, undone since, declined, and only asked for; and said to be two. */
export async function addMerges(owner: Database, { person, home, names }: Named): Promise<void> {
  for (const [id, at] of [
    [SELDOM.stays, 0],
    [SELDOM.goes, 4],
  ] as const) {
    await sql`insert into records (id, kind, owner_org, level) values (${id}, 'programmes.programme', ${home(at)}, 0)`.execute(
      owner,
    )
    await sql`insert into programmes (id, title, type, status, leads) values (${id}, ${names}::jsonb, 'project', 'planned', ${[home(at)]}::uuid[])`.execute(
      owner,
    )
    await sql`insert into grants (record, grantee_kind, grantee, gives, granted_org, granted_by)
      values (${id}, 'circle', circle_id('everyone'), 'read', ${home(at)}, ${person(at + 1)})`.execute(owner)
  }
  // Somebody contributes to what is another's, where comments were answered by its originator alone.
  await sql`insert into grants (record, grantee_kind, grantee, gives, granted_org, granted_by)
    values (${SELDOM.stays}, 'organisation', ${home(2)}, 'contribute', ${home(0)}, ${person(1)})`.execute(owner)
  await sql`insert into factual_comments (record, field, passage, version, words, given_by)
    values (${SELDOM.stays}, 'body', 'Name', 1, ${names}::jsonb, ${person(3)})`.execute(owner)
  await sql`insert into merges (kept, other, reason, asked_by, asked_org, done_at, ended, ended_at) select
    ${SELDOM.stays}, ${SELDOM.goes}, 'One and the same', ${person(2)}, ${home(1)}, done, ended, case when ended is not null then now() end
    from (values (now(), null), (now(), 'undone'), (null, 'declined'), (null, null)) as m(done, ended)`.execute(owner)
  await sql`insert into distinctions (one, other, said_by, said_org) values (${SELDOM.stays}, ${SELDOM.goes}, ${person(1)}, ${home(0)})`.execute(
    owner,
  )
}

/** Reasons under checks that wait: one's own, another's, an earlier one, and of a programme that one no longer contributes to; and under one that is returned. */
export async function addChecks(owner: Database, { person, home }: Named): Promise<void> {
  const reason = JSON.stringify({ original: 'en', texts: { en: 'Reason of the world' }, outdated: [] })
  await sql`with recorded as (
      insert into safeguard_checks (record, kind, version, review_on, recorded_by, recorded_org) values
        (${SELDOM.stays}, 'legality', 1, current_date + 30, ${person(1)}, ${home(0)}), (${SELDOM.stays}, 'legality', 2, current_date + 30, ${person(1)}, ${home(0)}),
        (${SELDOM.stays}, 'gender', 1, current_date + 30, ${person(3)}, ${home(2)}), (${SELDOM.goes}, 'legality', 1, current_date + 30, ${person(1)}, ${home(0)})
      returning id, record)
    insert into safeguard_reasons (id, record, answer, reason) select id, record, 'no_risk', ${reason}::jsonb from recorded`.execute(
    owner,
  )
  await sql`with returned as (
      insert into safeguard_checks (record, kind, version, review_on, recorded_by, recorded_org, outcome, decided_by, decided_at)
      values (${SELDOM.stays}, 'humanitarian', 1, current_date + 30, ${person(3)}, ${home(2)}, 'returned', ${person(1)}, now()) returning id, record)
    insert into safeguard_reasons (id, record, answer, reason) select id, record, 'no_risk', ${reason}::jsonb from returned`.execute(
    owner,
  )
}
