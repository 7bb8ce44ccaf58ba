import { randomUUID } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import { CIRCLES } from '../access/refs.ts'
import type { TestPerson, TestPlatform } from '../testing.ts'
import { type Attempt, type Cast, given, grant, type Line, run } from './guard-attempts.ts'

/** Letting others in, keeping them out, and taking either back. */
export function ofGrants(
  { officer, receiver, colleague, low, stranger, receiverColleague, groups }: Cast,
  platform: TestPlatform,
): Attempt[] {
  const own = (level = 0) =>
    officer.act(async (tx) => {
      const { rows } = await sql<{
        id: string
      }>`insert into records (kind, level) values ('test.thing', ${level}) returning id`.execute(tx)
      return rows[0]!.id
    })
  const share = (who: TestPerson, record: string, grantee: string, gives = 'read', line: Line = {}) =>
    run(who, () => grant(record, grantee, gives, line))
  const received = async () => {
    const id = await own()
    await share(officer, id, receiver.organisation, 'contribute')
    return id
  }
  const withdraw = (who: TestPerson, id: string, which: RawBuilder<unknown>) =>
    run(who, () => sql`update grants set revoked_at = now() where record = ${id} and ${which}`)
  const everyone = CIRCLES.everyone
  const controlled = () => given(platform, officer.organisation, { controller: receiver.organisation })
  return [
    { name: 'shares', outcome: 1, attempt: async () => share(officer, await own(), stranger.organisation) },
    {
      name: 'shares no record',
      outcome: 'not_found',
      attempt: () => share(officer, randomUUID(), stranger.organisation),
    },
    {
      name: 'shares a hidden record',
      outcome: 'not_found',
      attempt: async () => share(stranger, await own(2), everyone, 'read', { kind: 'circle' }),
    },
    {
      name: 'shares what was received',
      outcome: '42501',
      attempt: async () => share(receiver, await received(), stranger.organisation),
    },
    {
      name: 'shares without the role',
      outcome: '42501',
      attempt: async () => share(colleague, await own(), stranger.organisation),
    },
    ...['originator', 'break_glass'].map(
      (basis): Attempt => ({
        name: `shares as ${basis}`,
        outcome: '42501',
        attempt: async () => share(officer, await own(), stranger.organisation, 'read', { basis }),
      }),
    ),
    {
      name: 'confidential to everyone',
      outcome: 'access.too_wide_for_level',
      attempt: async () => share(officer, await own(1), everyone, 'discover', { kind: 'circle' }),
    },
    {
      name: 'confidential to members',
      outcome: 1,
      attempt: async () => share(officer, await own(1), CIRCLES.members, 'read', { kind: 'circle' }),
    },
    {
      name: 'strictly confidential to members',
      outcome: 'access.too_wide_for_level',
      attempt: async () => share(officer, await own(2), CIRCLES.members, 'read', { kind: 'circle' }),
    },
    ...(
      [
        ['person', randomUUID()],
        ['person', stranger.id],
        ['group', randomUUID()],
        ['group', groups.hidden],
        ['circle', randomUUID()],
        ['organisation', randomUUID()],
      ] as const
    ).map(
      ([kind, id], i): Attempt => ({
        name: `shares with an unknown ${kind} ${i}`,
        outcome: 'access.no_such_grantee',
        attempt: async () => share(officer, await own(), id, 'read', { kind }),
      }),
    ),
    {
      name: 'shares with the installation',
      outcome: 'access.no_such_grantee',
      attempt: async () => {
        const id = await own()
        return run(
          officer,
          () =>
            sql`insert into grants (record, grantee_kind, grantee, gives) select ${id}, 'organisation', id, 'read' from organisations where kind = 'installation'`,
        )
      },
    },
    {
      name: 'denies the own organisation',
      outcome: 'access.would_lock_out',
      attempt: async () => share(officer, await own(), officer.organisation, 'deny'),
    },
    {
      name: 'denies a circle of the own',
      outcome: 'access.would_lock_out',
      attempt: async () => share(officer, await own(), everyone, 'deny', { kind: 'circle' }),
    },
    {
      name: 'denies the own role',
      outcome: 'access.would_lock_out',
      attempt: async () => share(officer, await own(), officer.organisation, 'deny', { kind: 'role', role: 'officer' }),
    },
    {
      name: 'denies another',
      outcome: 1,
      attempt: async () => share(officer, await own(), stranger.organisation, 'deny'),
    },
    {
      name: 'receiver keeps its own out',
      outcome: 1,
      attempt: async () => share(receiver, await received(), receiverColleague.id, 'deny', { kind: 'person' }),
    },
    {
      name: 'receiver lets its own in',
      outcome: '42501',
      attempt: async () => share(receiver, await received(), receiverColleague.id, 'read', { kind: 'person' }),
    },
    {
      name: 'receiver keeps an organisation out',
      outcome: '42501',
      attempt: async () => share(receiver, await received(), stranger.organisation, 'deny'),
    },
    {
      name: 'receiver without the role keeps out',
      outcome: '42501',
      attempt: async () => share(receiverColleague, await received(), receiver.id, 'deny', { kind: 'person' }),
    },
    {
      name: 'withdraws',
      outcome: 1,
      attempt: async () => withdraw(officer, await received(), sql`basis = 'decision'`),
    },
    {
      name: 'withdraws in the own name at that moment',
      outcome: [true],
      attempt: async () => {
        const id = await received()
        await run(
          officer,
          () => sql`update grants set revoked_at = '2000-01-01' where record = ${id} and basis = 'decision'`,
        )
        return run(
          officer,
          () =>
            sql`select revoked_by = ${officer.id} and revoked_at > now() - interval '1 minute' from grants where record = ${id} and basis = 'decision'`,
        )
      },
    },
    {
      name: 'withdraws the originator’s',
      outcome: 'access.fixed',
      attempt: async () => withdraw(officer, await own(), sql`true`),
    },
    { name: 'receiver withdraws', outcome: 0, attempt: async () => withdraw(receiver, await received(), sql`true`) },
    {
      name: 'withdraws without the role',
      outcome: 0,
      attempt: async () => withdraw(colleague, await received(), sql`true`),
    },
    {
      name: 'withdraws what was withdrawn',
      outcome: 'access.fixed',
      attempt: async () => {
        const id = await received()
        await withdraw(officer, id, sql`basis = 'decision'`)
        return run(officer, () => sql`update grants set revoked_at = null where record = ${id} and basis = 'decision'`)
      },
    },
    {
      name: 'receiver takes its own narrowing back',
      outcome: 1,
      attempt: async () => {
        const id = await received()
        await share(receiver, id, receiverColleague.id, 'deny', { kind: 'person' })
        return withdraw(receiver, id, sql`gives = 'deny'`)
      },
    },
    {
      name: 'one of clearance 1 shares above it',
      outcome: 'not_found',
      attempt: async () => share(low, await own(2), stranger.organisation),
    },
    {
      name: 'shares what another controls',
      outcome: 'access.consent_only',
      attempt: async () => share(officer, await controlled(), stranger.organisation),
    },
    {
      name: 'shares what the own organisation controls',
      outcome: 'access.consent_only',
      attempt: async () =>
        share(
          officer,
          await given(platform, officer.organisation, { controller: officer.organisation }),
          stranger.organisation,
          'read',
          { basis: 'consent' },
        ),
    },
    {
      name: 'keeps others out of what another controls, where nobody is let in but by consent',
      outcome: '42501',
      attempt: async () => share(officer, await controlled(), stranger.organisation, 'deny'),
    },
    ...(['decision', 'break_glass', 'consent'] as const).map(
      (basis): Attempt => ({
        name: `even the owner of the database, into what another controls: ${basis}`,
        outcome: 'access.consent_only',
        attempt: async () => {
          await grant(await controlled(), stranger.organisation, 'read', { basis }).execute(platform.owner)
          return 1
        },
      }),
    ),
  ]
}

/** Which lines of one audience each of them reads. */
export function ofReading(cast: Cast, platform: TestPlatform): Attempt[] {
  const { officer, receiver, colleague, receiverColleague, stranger } = cast
  let id: string
  const build = async () => {
    id = await given(platform, officer.organisation)
    const hours = (n: number) => sql`now() + make_interval(hours => ${n})`
    await grant(id, receiver.organisation, 'read').execute(platform.owner)
    await grant(id, receiver.organisation, 'comment', { starts: hours(1) }).execute(platform.owner)
    await grant(id, receiver.organisation, 'contribute', { starts: hours(-2), ends: hours(-1) }).execute(platform.owner)
    await grant(id, CIRCLES.donors, 'deny', { kind: 'circle' }).execute(platform.owner)
    await grant(id, stranger.organisation, 'deny').execute(platform.owner)
    await grant(id, stranger.organisation, 'read').execute(platform.owner)
    await sql`insert into grants (record, grantee_kind, grantee, gives, granted_org) values (${id}, 'person', ${stranger.id}, 'deny', ${receiver.organisation})`.execute(
      platform.owner,
    )
    await sql`insert into grants (record, grantee_kind, grantee, gives, revoked_at) values (${id}, 'organisation', ${receiver.organisation}, 'discover', now())`.execute(
      platform.owner,
    )
  }
  const lines = async (who: TestPerson) => {
    if (!id) await build()
    const { rows } = await who.act((tx) =>
      sql<{ n: number }>`select count(*)::integer as n from grants where record = ${id}`.execute(tx),
    )
    return rows[0]!.n
  }
  return [
    { name: 'the originator reads all lines', outcome: 9, attempt: () => lines(officer) },
    { name: 'so does its colleague', outcome: 9, attempt: () => lines(colleague) },
    { name: 'a receiver reads what lets it in and what it gave', outcome: 2, attempt: () => lines(receiver) },
    { name: 'so does its colleague there', outcome: 2, attempt: () => lines(receiverColleague) },
    { name: 'who is denied reads none', outcome: 0, attempt: () => lines(stranger) },
  ]
}
