import { type RawBuilder, sql } from 'kysely'
import { type Act, ADMINISTRATOR, FOCAL_POINT, OFFICER, SECRETARIAT } from './acts.ts'
import type { World } from './build-world.ts'
import { SELDOM } from './seldom-ids.ts'
import type { Row, Snapshot } from './snapshot.ts'

/** One statement that writes no more than `most` rows, by default none, whatever slipped in before it. */
export type Escalation = Act & { most?: bigint }

/** What escalations of a world are made of: whom and what they name, and statements that several of them use. */
export function meansOf(world: World, snapshot: Snapshot) {
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
  return {
    world,
    snapshot,
    id,
    home,
    rows,
    ofOfficer,
    foreign,
    own,
    other,
    content,
    officer,
    administrator,
    secretariat,
    act,
    emergency,
    settledInvitation,
    denial,
    listed,
    title,
    grant,
    membership,
  }
}
export type Means = ReturnType<typeof meansOf>
