import { type RawBuilder, sql } from 'kysely'
import type { World } from './build-world.ts'
import type { Asker, Installation } from './installation.ts'
import { actAs } from './raw-sight.ts'
import type { Row, Snapshot } from './snapshot.ts'

/** One statement that nobody may succeed with, whatever slipped in before it: tried as the person named by place. */
type Escalation = { name: string; as: number; statement: RawBuilder<unknown> }

/** Places of people in a world's cast. */
const [SECRETARIAT, OFFICER, , FOCAL_POINT, , , ADMINISTRATOR] = [0, 1, 2, 3, 4, 5, 6] as const

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
    // records and what belongs to them
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
    // tokens, drafts, requests, mail
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
    secretariat(
      'the one who asked takes off a second factor',
      sql`update factor_resets set outcome = 'approved', decided_by = ${id(3)}, decided_at = now() where requested_by = ${id(SECRETARIAT)}`,
    ),
    secretariat(
      'someone takes off the own second factor',
      sql`insert into factor_resets (person, reason) values (${id(SECRETARIAT)}, 'I lost it')`,
    ),
    // groups
    secretariat(
      'an unconfirmed membership is confirmed by who is in it',
      sql`update group_members set organisation = ${home(SECRETARIAT)} where not verified`,
    ),
    // what is nobody's
    officer('the trail is written', sql`insert into audit_events (action) values ('nothing.happened')`),
    officer('the trail is changed', sql`update audit_events set person = null`),
    officer('the trail is cut', sql`delete from audit_events`),
    secretariat(
      'a role gets a permission',
      sql`insert into role_permissions values ('secretariat', 'programmes:write')`,
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
  for (const { name, as, statement } of escalations(world, snapshot)) {
    const asker: Asker = { id: world.people[as]!.id, secondFactor: true }
    const done = await actAs(server, asker, async (tx) => {
      await sql`savepoint trial`.execute(tx)
      try {
        const { numAffectedRows, rows } = await statement.execute(tx)
        return (numAffectedRows ?? BigInt(rows.length)) > 0n
      } catch (error) {
        // A statement that PostgreSQL does not understand would prove nothing.
        if (/^(42(?!501|P17)|22)/.test(String((error as { code?: string }).code)))
          throw new Error(name, { cause: error })
        return false
      } finally {
        await sql`rollback to savepoint trial`.execute(tx)
      }
    })
    if (done) went.push(name)
  }
  return went
}
