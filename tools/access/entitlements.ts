import { type RawBuilder, sql } from 'kysely'
import {
  type Act,
  ADMINISTRATOR,
  FOCAL_POINT,
  OFFICER,
  OTHER_FOCAL_POINT,
  outcomeOf,
  SECOND,
  SECRETARIAT,
} from './acts.ts'
import type { World } from './build-world.ts'
import type { Installation } from './installation.ts'
import { SELDOM } from './seldom-ids.ts'
import type { Snapshot } from './snapshot.ts'

/** What people and jobs must be able to do by plain SQL: a policy that is gone or narrower lets them do it no longer. */
function entitlements(world: World, snapshot: Snapshot): Act[] {
  const id = (n: number) => world.people[n]!.id
  const home = (n: number) => world.people[n]!.home
  const act =
    (as: number | string) =>
    (name: string, statement: RawBuilder<unknown>): Act => ({ name, as, statement })
  const [secretariat, officer, administrator] = [act(SECRETARIAT), act(OFFICER), act(ADMINISTRATOR)]
  const invitation = (organisation: string, hash: string) =>
    sql`insert into invitations (organisation, mail, roles, hash, expires_at) values (${organisation}, 'new@x.example', '{reader}', ${hash}, now() + interval '1 day')`
  const withdrawsDenial = sql`update grants set revoked_at = now() where record = ${SELDOM.record} and gives = 'deny' and revoked_at is null`
  return [
    officer(
      'an officer makes a token',
      sql`insert into api_tokens (name, hash, scopes, expires_at) values ('T', '\\x01', '{programmes:read}', now() + interval '1 day')`,
    ),
    officer(
      'an officer revokes a token',
      sql`update api_tokens set revoked_at = now() where person = ${id(OFFICER)} and revoked_at is null`,
    ),
    officer(
      'a mail is queued',
      sql`insert into mails (address, subject, text, language) values ('a@b.example', 'S', 'T', 'en')`,
    ),
    secretariat(
      'the secretariat asks in an emergency',
      sql`insert into emergencies (about, reason, hours) values (gen_random_uuid(), 'An emergency in the test world', 2)`,
    ),
    secretariat(
      'the secretariat asks for a second factor to be taken off',
      sql`insert into factor_resets (person, reason) values (${id(OTHER_FOCAL_POINT)}, 'Telephone lost')`,
    ),
    act(SECOND)(
      'a second person refuses to take off a second factor',
      sql`update factor_resets set outcome = 'refused', decided_by = ${id(SECOND)}, decided_at = now() where person = ${id(OFFICER)}`,
    ),
    secretariat('the secretariat invites into any organisation', invitation(home(FOCAL_POINT), '\\x03')),
    administrator('an administrator invites into their own', invitation(home(ADMINISTRATOR), '\\x04')),
    administrator(
      'an administrator withdraws an invitation into their own',
      sql`update invitations set settled_at = now(), outcome = 'withdrawn' where organisation = ${home(ADMINISTRATOR)} and settled_at is null`,
    ),
    secretariat('the secretariat adds a person', sql`insert into persons (name, mail) values ('N', 'n@x.example')`),
    secretariat(
      'the secretariat appoints',
      sql`insert into memberships (person, organisation, roles) values (${id(OFFICER)}, ${home(FOCAL_POINT)}, '{reader}')`,
    ),
    act(FOCAL_POINT)(
      'a receiver keeps a record from one of their own people',
      sql`insert into grants (record, grantee_kind, grantee, gives) values (${SELDOM.record}, 'person', ${id(ADMINISTRATOR)}, 'deny')`,
    ),
    act(FOCAL_POINT)('a receiver withdraws that again', withdrawsDenial),
    officer('an originator withdraws what a receiver added', withdrawsDenial),
    {
      name: 'with a token to sign off, why a check is returned is written',
      as: OFFICER,
      scopes: ['safeguards:sign'],
      statement: sql`update safeguard_reasons set returned = 'Mend it' where id in (
        select id from safeguard_checks where record = ${SELDOM.stays} and outcome = 'returned')`,
    },
    act('jobs.clean')('work that nobody will finish is ended', sql`update asked_jobs set changed_at = changed_at`),
    act('tasks.remind')('the next reminder is set', sql`update tasks set remind_on = remind_on`),
    act('mail.send')('mails are settled', sql`update mails set reason = reason`),
    act('mail.clean')('mails are given up', sql`update mails set reason = reason`),
    act('files.clean')(
      'all files are looked through',
      sql`select from files having count(*) = ${snapshot.get('files')!.length}`,
    ),
    act('audit.seal')('the trail is read for its seals', sql`select id from audit_events limit 1`),
    act('audit.seal')('seals are read', sql`select to_id from audit_seals`),
  ]
}

/** Names of the entitlements that were refused. */
export async function findRefused(server: Installation, world: World, snapshot: Snapshot): Promise<string[]> {
  const refused: string[] = []
  for (const act of entitlements(world, snapshot))
    if ((await outcomeOf(server, world, snapshot, act)).rows === 0n) refused.push(`${act.name}: refused`)
  return refused
}
