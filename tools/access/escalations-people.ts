import { sql } from 'kysely'
import { ADMINISTRATOR, FOCAL_POINT, OFFICER, OTHER_FOCAL_POINT, SECOND, SECRETARIAT } from './acts.ts'
import type { Escalation, Means } from './escalation.ts'

/** Who tries to take more of persons, their places, proofs and keys. */
export const escalationsOfPeople = ({
  id,
  home,
  rows,
  officer,
  administrator,
  secretariat,
  act,
  emergency,
  settledInvitation,
  listed,
  membership,
}: Means): Escalation[] => [
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
    sql`insert into requests (person, request, digest) values (${id(3)}, gen_random_uuid(), '')`,
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
  // erasures
  ...rows('persons', (r) => r['service'] === true || r['erased_at'] !== null).map((r) =>
    secretariat(
      `the erasure of ${r['mail']}`,
      sql`insert into erasures (person, reference) values (${r['id']}, 'Letter 1')`,
    ),
  ),
  act(OTHER_FOCAL_POINT, 'an erasure is antedated', sql`insert into erasures (asked_at) values ('2020-01-01')`),
]
