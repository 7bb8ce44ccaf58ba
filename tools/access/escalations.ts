import { type RawBuilder, sql } from 'kysely'
import {
  type Act,
  ADMINISTRATOR,
  DONOR,
  FOCAL_POINT,
  OFFICER,
  OTHER_FOCAL_POINT,
  outcomeOf,
  SECOND,
  SECRETARIAT,
} from './acts.ts'
import type { World } from './build-world.ts'
import type { Installation } from './installation.ts'
import type { Form, Row, Snapshot } from './snapshot.ts'
import type { Rehearsal } from './trials.ts'
import { SELDOM } from './world-seldom.ts'

/** One statement that writes no more than `most` rows, by default none, whatever slipped in before it. */
type Escalation = Act & { most?: bigint }

function escalations(world: World, snapshot: Snapshot): Escalation[] {
  const id = (n: number) => world.people[n]!.id
  const home = (n: number) => world.people[n]!.home
  const rows = (table: string, of: (row: Row) => boolean) => snapshot.get(table)!.filter(of)
  const ofOfficer = rows('records', (r) => r['owner_org'] === home(OFFICER) && r['level'] === 0)
  const foreign = rows('records', (r) => r['owner_org'] !== home(OFFICER))
  const [own, other] = [ofOfficer[0]!['id'], foreign[0]!['id']]
  const content = rows('activities', (r) => r['owner_org'] === home(OFFICER))[0]?.['id']
  const officer = (name: string, statement: RawBuilder<unknown>): Escalation => ({ name, as: OFFICER, statement })
  const administrator = (name: string, statement: RawBuilder<unknown>): Escalation => ({
    name,
    as: ADMINISTRATOR,
    statement,
  })
  const secretariat = (name: string, statement: RawBuilder<unknown>): Escalation => ({
    name,
    as: SECRETARIAT,
    statement,
  })
  const act = (as: number, name: string, statement: RawBuilder<unknown>): Escalation => ({ name, as, statement })
  const emergency = (column: string, value: RawBuilder<unknown>) =>
    sql`insert into emergencies (about, reason, hours, ${sql.raw(column)}) values (gen_random_uuid(), 'An emergency in the test world', 2, ${value})`
  const settledInvitation = (organisation: string) =>
    sql`insert into invitations (organisation, mail, roles, hash, expires_at, settled_at, outcome) values (${organisation}, 'new@x.example', '{reader}', '\\x03', now() + interval '1 day', now(), 'withdrawn')`
  const denial = (who: string, gives: string) =>
    sql`insert into grants (record, grantee_kind, grantee, gives) values (${SELDOM.record}, 'person', ${who}, ${gives})`
  // Whom the receiver cannot see they cannot name either.
  const listed = world.people.find((p) => p.listed && p.home !== home(FOCAL_POINT)) ?? world.people[OFFICER]!
  const title = sql`'{"original": "en", "texts": {"en": "New"}, "outdated": []}'`
  const grant = (column: string, value: unknown) =>
    sql`insert into grants (record, grantee_kind, grantee, gives, ${sql.ref(column)}) values (${own}, 'organisation', ${home(3)}, 'read', ${value})`
  const membership = (who: number, roles: string) =>
    sql`update memberships set roles = ${roles}::text[] where person = ${id(who)}`
  return [
    // persons
    ...[SECRETARIAT, OFFICER, ADMINISTRATOR].map((n) => ({
      name: `person ${n} raises the own clearance`,
      as: n,
      statement: sql`update persons set clearance = clearance + 1 where id = ${id(n)} and clearance < 2`,
    })),
    officer(
      'an officer takes another address',
      sql`update persons set mail = 'other@una.example' where id = ${id(OFFICER)}`,
    ),
    officer(
      'an officer suspends a colleague',
      sql`update persons set status = 'suspended' where id = ${id(SECRETARIAT)}`,
    ),
    { ...officer('an officer renames whoever there is', sql`update persons set name = 'X'`), most: 1n },
    administrator(
      'an administrator renames someone elsewhere',
      sql`update persons set name = 'X' where id = ${listed.id}`,
    ),
    administrator(
      'an administrator lists a colleague',
      sql`update persons set listed = not listed where id = ${id(FOCAL_POINT)}`,
    ),
    administrator(
      'an administrator accepts terms for a colleague',
      sql`update persons set terms_at = now() where id = ${id(FOCAL_POINT)}`,
    ),
    administrator(
      'an administrator gives a colleague another address',
      sql`update persons set mail = 'x@xaa.example' where id = ${id(FOCAL_POINT)}`,
    ),
    secretariat(
      'the secretariat adds someone who may sign in at once',
      sql`insert into persons (name, mail, status) values ('N', 'n@x.example', 'active')`,
    ),
    secretariat('the secretariat changes the actor of a job', sql`update persons set clearance = 2 where service`),
    secretariat('the secretariat removes a person', sql`delete from persons where id = ${id(OFFICER)}`),
    // memberships
    secretariat('the secretariat gives itself a role', membership(SECRETARIAT, '{secretariat,officer}')),
    administrator(
      'an administrator gives a colleague a role they do not hold',
      membership(FOCAL_POINT, '{focal_point,officer,donor}'),
    ),
    officer('an officer retitles whoever there is', sql`update memberships set title = 'X'`),
    administrator(
      'an administrator retitles someone elsewhere',
      sql`update memberships set title = 'X' where person = ${listed.id}`,
    ),
    administrator('an administrator makes a colleague secretariat', membership(FOCAL_POINT, '{secretariat}')),
    administrator(
      'an administrator brings in someone of another organisation',
      sql`insert into memberships (person, organisation, roles) values (${id(OFFICER)}, ${home(ADMINISTRATOR)}, '{reader}')`,
    ),
    secretariat('the secretariat makes an auditor an administrator too', membership(7, '{auditor,org_admin}')),
    secretariat(
      'a membership moves to another organisation',
      sql`update memberships set organisation = ${home(1)} where person = ${id(4)}`,
    ),
    officer('an officer adds a person', sql`insert into persons (name, mail) values ('N', 'n@x.example')`),
    administrator(
      'an administrator adds a membership',
      sql`insert into memberships (person, organisation, roles, starts_on) values (${id(FOCAL_POINT)}, ${home(ADMINISTRATOR)}, '{reader}', '2090-01-01')`,
    ),
    // records and what belongs to them
    act(
      OTHER_FOCAL_POINT,
      'a programme is added to a record of others',
      sql`insert into programmes (id, title, type, status, leads) values (${SELDOM.record}, ${title}, 'project', 'planned', array[${home(OTHER_FOCAL_POINT)}]::uuid[])`,
    ),
    act(
      OTHER_FOCAL_POINT,
      'an activity is added to a record of others',
      sql`insert into activities (id, title, type, status, leads, start_on, start_precision) values (${SELDOM.record}, ${title}, 'training', 'planned', array[${home(OTHER_FOCAL_POINT)}]::uuid[], '2020-01-01', 'day')`,
    ),
    act(
      OTHER_FOCAL_POINT,
      'presence is added to a record of others',
      sql`insert into presence (record, kind, code, leads, partners, funders, themes, pillars, states, regions, type, status, aggregate, starts_on, ends_on)
        values (${SELDOM.record}, 'programme', '', array[${home(OTHER_FOCAL_POINT)}]::uuid[], '{}', '{}', '{}', '{}', '{}', '{}', 'project', 'planned', false, '2020-01-01', '2020-01-01')`,
    ),
    act(
      OTHER_FOCAL_POINT,
      'an item of a plan is added to a record of others',
      sql`insert into plan_items (id, group_id, title) values (${SELDOM.record}, ${SELDOM.open}, ${title})`,
    ),
    act(
      DONOR,
      'who is not in a group plans for it',
      sql`insert into plan_items (id, group_id, title) select id, ${SELDOM.open}, ${title} from records where owner_org = viewer_org() and level = 0 limit 1`,
    ),
    officer('a record changes its originator', sql`update records set owner_org = ${home(2)} where id = ${own}`),
    officer('a record forgets its sources', sql`update records set sources = '{}' where id = ${own}`),
    officer('a record has another author', sql`update records set created_by = ${id(3)} where id = ${own}`),
    officer(
      'a record is made in the name of another organisation',
      sql`insert into records (kind, owner_org) values ('programmes.programme', ${home(3)})`,
    ),
    officer(
      'a record is made from one that is not there',
      sql`insert into records (kind, sources) values ('programmes.programme', ${[crypto.randomUUID()]}::uuid[])`,
    ),
    officer(
      'an audience is written by hand',
      sql`update records set readers = readers || ${home(3)}::uuid where id = ${own}`,
    ),
    officer(
      'the audience of a content is written by hand',
      sql`update activities set readers = readers || ${home(3)}::uuid where id = ${content}`,
    ),
    officer('the level of a content is written by hand', sql`update activities set level = 0 where id = ${content}`),
    officer('an audience is read', sql`select readers from records where id = ${own}`),
    officer('a content moves to another record', sql`update activities set id = ${other} where id = ${content}`),
    // grants
    officer('a grant in the name of another person', grant('granted_by', id(3))),
    officer('a grant in the name of another organisation', grant('granted_org', home(3))),
    officer('a grant of an originator', grant('basis', 'originator')),
    officer('a grant as if by two persons', grant('basis', 'break_glass')),
    officer('a grant begun before', grant('granted_at', '2020-01-01')),
    officer(
      'a record of others is shared',
      sql`insert into grants (record, grantee_kind, grantee, gives) values (${other}, 'organisation', ${home(4)}, 'read')`,
    ),
    officer(
      'the originator loses a record',
      sql`update grants set revoked_at = now() where record = ${own} and basis = 'originator'`,
    ),
    officer(
      'a withdrawn grant comes back',
      sql`update grants set revoked_at = null where record = ${own} and revoked_at is not null`,
    ),
    officer('a grant names someone else', sql`update grants set grantee = ${home(4)} where record = ${own}`),
    officer('a grant is removed without trace', sql`delete from grants where record = ${own}`),
    act(
      SECOND,
      'a receiver withdraws what was given',
      sql`update grants set revoked_at = now() where record = ${SELDOM.record} and grantee = ${home(SECOND)} and revoked_at is null`,
    ),
    act(FOCAL_POINT, 'a receiver gives to their own people', denial(id(ADMINISTRATOR), 'read')),
    act(FOCAL_POINT, 'a receiver denies people of others', denial(listed.id, 'deny')),
    // tokens, drafts, requests, mail
    {
      ...officer('tokens of others are revoked', sql`update api_tokens set revoked_at = now()`),
      most: BigInt(rows('api_tokens', (r) => r['person'] === id(OFFICER)).length),
    },
    officer(
      'a draft for another organisation',
      sql`insert into drafts (organisation, key, value) values (${home(SECOND)}, 'k', '{}')`,
    ),
    officer(
      'a mail that was dropped for a reason',
      sql`insert into mails (address, subject, text, language, reason) values ('a@b.example', 'S', 'T', 'en', 'late')`,
    ),
    officer(
      'a token for another person',
      sql`insert into api_tokens (person, name, hash, scopes, expires_at) values (${id(3)}, 'T', '\\x01', '{}', now() + interval '1 day')`,
    ),
    officer(
      'a token with more than its maker holds',
      sql`insert into api_tokens (name, hash, scopes, expires_at) values ('T', '\\x01', '{directory:administer}', now() + interval '1 day')`,
    ),
    officer(
      'a token for ever',
      sql`insert into api_tokens (name, hash, scopes, expires_at) values ('T', '\\x01', '{}', now() + interval '10 years')`,
    ),
    officer(
      'a token lasts longer',
      sql`update api_tokens set expires_at = now() + interval '300 days' where person = ${id(OFFICER)}`,
    ),
    officer('a token gets another key', sql`update api_tokens set hash = '\\x02' where person = ${id(OFFICER)}`),
    officer('a draft for another person', sql`insert into drafts (person, key, value) values (${id(3)}, 'k', '{}')`),
    officer(
      'a draft above the own level',
      sql`insert into drafts (key, value, level) values ('k', '{}', 1 + (select coalesce(viewer_level(), 0)))`,
    ),
    officer(
      'a request of another person',
      sql`insert into requests (person, request) values (${id(3)}, gen_random_uuid())`,
    ),
    officer(
      'a mail that was never sent',
      sql`insert into mails (address, subject, text, language, status, settled_at) values ('a@b.example', 'S', 'T', 'en', 'sent', now())`,
    ),
    // invitations and second factors
    administrator(
      'an invitation to more than is held',
      sql`insert into invitations (mail, roles, hash, expires_at) values ('new@x.example', '{secretariat}', '\\x03', now() + interval '1 day')`,
    ),
    administrator(
      'an invitation into another organisation',
      sql`insert into invitations (organisation, mail, roles, hash, expires_at) values (${home(1)}, 'new@x.example', '{reader}', '\\x03', now() + interval '1 day')`,
    ),
    administrator(
      'an invitation above the own clearance',
      sql`insert into invitations (mail, roles, hash, expires_at, clearance) values ('new@x.example', '{reader}', '\\x03', now() + interval '1 day', 3)`,
    ),
    officer('an invitation by an officer', settledInvitation(home(OFFICER))),
    administrator('an invitation that was withdrawn elsewhere', settledInvitation(home(OFFICER))),
    officer('an officer withdraws invitations', sql`update invitations set settled_at = now(), outcome = 'withdrawn'`),
    {
      ...administrator(
        'an administrator withdraws invitations elsewhere',
        sql`update invitations set settled_at = now(), outcome = 'withdrawn'`,
      ),
      most: BigInt(rows('invitations', (r) => r['organisation'] === home(ADMINISTRATOR)).length),
    },
    officer(
      'someone answers the request about the own second factor',
      sql`update factor_resets set outcome = 'refused', decided_by = ${id(OFFICER)}, decided_at = now() where person = ${id(OFFICER)}`,
    ),
    // emergencies
    officer('an officer asks in an emergency', emergency('ends_at', sql`null`)),
    secretariat('an emergency in the name of another', emergency('asked_by', sql`${id(SECOND)}`)),
    secretariat('an emergency asked for before', emergency('asked_at', sql`now() - interval '1 hour'`)),
    secretariat(
      'an emergency that is approved already',
      emergency('approved_by, approved_at, ends_at', sql`${id(SECOND)}, now(), now() + interval '1 hour'`),
    ),
    secretariat(
      'an emergency that was withdrawn already',
      emergency('withdrawn_by, withdrawn_at', sql`${id(SECRETARIAT)}, now()`),
    ),
    secretariat(
      'the one who asked takes off a second factor',
      sql`update factor_resets set outcome = 'approved', decided_by = ${id(3)}, decided_at = now() where requested_by = ${id(SECRETARIAT)}`,
    ),
    secretariat(
      'someone takes off the own second factor',
      sql`insert into factor_resets (person, reason) values (${id(SECRETARIAT)}, 'I lost it')`,
    ),
    // requests and comments
    act(
      FOCAL_POINT,
      'a record out of sight is asked for',
      sql`insert into access_requests (record, gives, reason) values (${SELDOM.ofDissolved}, 'read', 'Needed for the work')`,
    ),
    act(
      FOCAL_POINT,
      'a request is antedated',
      sql`insert into access_requests (record, gives, reason, asked_at) values (${SELDOM.told}, 'comment', 'Needed for the work', '2020-01-01')`,
    ),
    officer(
      'a comment is antedated',
      sql`insert into comments (record, written_at) values (${SELDOM.record}, '2020-01-01')`,
    ),
    officer(
      'an answer moves to a comment out of sight',
      sql`update comments set parent = ${SELDOM.unheard} where person = viewer_person()`,
    ),
    // erasures
    ...rows('persons', (r) => r['service'] === true || r['erased_at'] !== null).map((r) =>
      secretariat(
        `the erasure of ${r['mail']}`,
        sql`insert into erasures (person, reference) values (${r['id']}, 'Letter 1')`,
      ),
    ),
    act(OTHER_FOCAL_POINT, 'an erasure is antedated', sql`insert into erasures (asked_at) values ('2020-01-01')`),
    // groups
    secretariat(
      'an unconfirmed membership is confirmed by who is in it',
      sql`update group_members set organisation = ${home(SECRETARIAT)} where not verified`,
    ),
    secretariat('what a membership was is rewritten', sql`update group_members set role = 'observer'`),
    secretariat('a group becomes another', sql`update groups set kind = 'ad_hoc' where kind = 'working_group'`),
    secretariat(
      'a group that hid its members shows them',
      sql`update groups set hidden_members = false where hidden_members`,
    ),
    secretariat(
      'who proposed a rule confirms it',
      sql`update group_rules set confirmed_at = now() where proposed_by = ${id(SECRETARIAT)} and confirmed_at is null`,
    ),
    // what is nobody's
    officer('the trail is written', sql`insert into audit_events (action) values ('nothing.happened')`),
    officer('the trail is changed', sql`update audit_events set person = null`),
    officer('the trail is cut', sql`delete from audit_events`),
    secretariat(
      'a role gets a permission',
      sql`insert into role_permissions values ('secretariat', 'programmes:write')`,
    ),
    secretariat(
      'a merge is confirmed by who proposed it',
      sql`update organisation_merges set outcome = 'merged', settled_at = now() where proposed_by = ${id(SECRETARIAT)} and outcome is null`,
    ),
    secretariat(
      'an entry is merged by one person',
      sql`update organisations set merged_into = ${home(OFFICER)}, merged_on = current_date where code = 'REG'`,
    ),
    officer(
      'an officer proposes a merge',
      sql`insert into organisation_merges (absorbed, kept, reason) select id, ${home(OFFICER)}, 'Twice' from organisations where code = 'REG'`,
    ),
    secretariat('a setting is written', sql`insert into settings values ('k', 'true')`),
    secretariat('a table ceases to be shareable', sql`delete from shareable_tables`),
    officer(
      'a viewer establishes another',
      sql`select enter(null, null, ${id(SECRETARIAT)}, true, null, 'test-1', '')`,
    ),
    officer('a viewer reads sessions', sql`select token from auth.session`),
    officer('a viewer enqueues a job by itself', sql`select jobs.add_job('mail.send')`),
    officer('a viewer asks for the roles of anyone', sql`select roles_of(${id(SECRETARIAT)})`),
    officer('a viewer asks for the principals of anyone', sql`select principals_of(${id(3)}, ${home(3)}, '{}')`),
    officer('a viewer asks whether anyone may', sql`select may(array[${home(3)}]::uuid[], 2, 'read', ${other})`),
    officer(
      'a viewer asks whether a record covers anyone',
      sql`select covered_now(${other}, 'read', array[${home(3)}]::uuid[])`,
    ),
    officer('a viewer makes a table', sql`create table mine (id uuid)`),
    officer('a viewer reads a file of the host', sql`select pg_read_file('PG_VERSION')`),
    officer(
      'a viewer reads the plans of others',
      sql`select query from pg_stat_activity where query is not null and usename is distinct from current_user and query <> '<insufficient privilege>'`,
    ),
  ]
}

/** Names of the escalations that went through. */
export async function findEscalations(server: Installation, world: World, snapshot: Snapshot): Promise<string[]> {
  const went: string[] = []
  for (const act of escalations(world, snapshot))
    if ((await outcomeOf(server, world, snapshot, act)).rows > (act.most ?? 0n)) went.push(act.name)
  return went
}

/** How each escalation fares: which of several protections it is that holds. */
export async function faresOf(server: Installation, world: World, snapshot: Snapshot): Promise<string[]> {
  const fares: string[] = []
  for (const act of escalations(world, snapshot)) {
    const { rows, refusal } = await outcomeOf(server, world, snapshot, act)
    fares.push(`${act.name}: ${rows > (act.most ?? 0n) ? 'went through' : (refusal ?? 'nothing there to be changed')}`)
  }
  return fares
}

/** How it fares to refer, from a new row of a table, to a record or content that is nowhere. */
export async function danglingFaresOf({ server, world, snapshot, form }: Rehearsal, table: string): Promise<string[]> {
  const fares: string[] = []
  for (const { column } of form.references.filter((r) => r.table === table && isRecord(form, r.target))) {
    const statement = sql`insert into ${sql.table(table)} (${sql.ref(column)}) values (${'eeeeeeee-1000-4000-8000-00000000ffff'})`
    const { refusal } = await outcomeOf(server, world, snapshot, { name: `${table}.${column}`, as: OFFICER, statement })
    fares.push(`${table}.${column} refers to nothing: ${refusal}`)
  }
  return fares
}
const isRecord = (form: Form, target: string) => target === 'records' || form.shareable.has(target)
