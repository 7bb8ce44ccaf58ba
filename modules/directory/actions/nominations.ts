import { sql } from 'kysely'
import type { z } from 'zod'
import { invite } from '../../../platform/access/actions/invites.ts'
import type { Call, Tx } from '../../../platform/database.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { once } from '../../../platform/records/once.ts'
import { reassignTasks } from '../../../platform/tasks/index.ts'
import { LANGUAGES, type Language } from '../../../platform/text.ts'
import type * as contract from '../contract/nominations.ts'
import type { Moved } from '../contract/nominations.ts'
import { tellOfNomination } from '../telling.ts'
import { organisationId } from './names.ts'
import { readNomination } from './nominations-reading.ts'

// What may become of a nomination is decided by the functions of schema/0010_focal_points.sql, each under the lock of its row.

type Facts = Omit<z.output<typeof contract.nominate.input>, 'request' | 'organisation'>

export async function nominate(tx: Tx, input: z.output<typeof contract.nominate.input>, call: Call) {
  const id = await once(tx, input, async ({ organisation: code, ...facts }) => {
    const organisation = code ? await organisationId(tx, code) : call.viewer.organisation
    const given = await checked(tx, facts, call)
    const { rows } = await sql<{ id: string }>`select nominate(${organisation}, ${given}::jsonb) as id`.execute(tx)
    await tellOfNomination(tx, rows[0]!.id, 'nominated', ['secretariat'])
    return rows[0]!.id
  })
  return readNomination(tx, { id }, call)
}

export async function correctNomination(
  tx: Tx,
  { id, version, ...facts }: z.output<typeof contract.correctNomination.input>,
  call: Call,
) {
  await sql`select correct_nomination(${id}, ${version}, ${await checked(tx, facts, call)}::jsonb)`.execute(tx)
  return readNomination(tx, { id }, call)
}

/** The facts as the database takes them; titled by the person's name, which is the same in every language. */
async function checked(tx: Tx, { datedOn, mail, themes, ...facts }: Facts, call: Call): Promise<string> {
  if (datedOn > call.at.toISOString().slice(0, 10)) throw new Problem('directory.not_yet', 409)
  const known = await tx
    .selectFrom('themes')
    .select('code')
    .where('code', 'in', [...themes, ''])
    .execute()
  const unknown = themes.filter((code) => known.every((theme) => theme.code !== code))
  if (unknown.length > 0) throw new Problem('directory.no_such_theme', 409, { themes: unknown.join(', ') })
  const title = { original: 'en', texts: Object.fromEntries(LANGUAGES.map((l) => [l, facts.name])), outdated: [] }
  return JSON.stringify({
    ...facts,
    title,
    themes: [...new Set(themes)],
    mail: mail.trim().toLowerCase(),
    dated_on: datedOn,
  })
}

export async function verifyNomination(tx: Tx, { id }: { id: string }, call: Call) {
  await sql`select verify_nomination(${id})`.execute(tx)
  return readNomination(tx, { id }, call)
}

export async function inviteNominee(
  tx: Tx,
  { id, clearance, request }: z.output<typeof contract.inviteNominee.input>,
  call: Call,
) {
  const nominee = await tx
    .selectFrom('nominations')
    .select(['owner_org', 'name', 'post', 'mail', 'language', 'state', 'person'])
    .select((eb) => eb.fn<string>('nominated_role', ['owner_org']).as('role'))
    .where('id', '=', id)
    .executeTakeFirst()
  if (!nominee) throw notFound()
  if (nominee.state !== 'verified' && !(nominee.state === 'invited' && nominee.person === null))
    throw new Problem('directory.nomination_step', 409)
  const { owner_org: organisation, role, mail } = nominee
  const invitation = (await giveRole(tx, organisation, mail, role))
    ? null
    : await invite(
        tx,
        {
          ...{ organisation, mail, clearance, request, name: nominee.name, title: nominee.post },
          language: nominee.language as Language,
          roles: [role as 'focal_point'],
        },
        call,
      )
  await sql`select nominee_invited(${id}, ${invitation?.id ?? null})`.execute(tx)
  return readNomination(tx, { id }, call)
}

/** Gives the role to someone who works for the nominating side already; answers whether there is such a person. */
async function giveRole(tx: Tx, organisation: string, mail: string, role: string): Promise<boolean> {
  const membership = await tx
    .selectFrom('memberships as m')
    .innerJoin('persons as p', 'p.id', 'm.person')
    .select(['m.id', 'm.roles'])
    .where('p.mail', '=', mail)
    .where('m.organisation', '=', organisation)
    .where(sql<boolean>`current_date between m.starts_on and coalesce(m.ends_on, 'infinity')`)
    .executeTakeFirst()
  if (!membership) return false
  if (!membership.roles.includes(role))
    await tx
      .updateTable('memberships')
      .set({ roles: [...membership.roles, role] })
      .where('id', '=', membership.id)
      .execute()
  return true
}

export async function reconfirmNomination(
  tx: Tx,
  { id, note }: z.output<typeof contract.reconfirmNomination.input>,
  call: Call,
) {
  await sql`select reconfirm_nomination(${id}, ${note})`.execute(tx)
  return readNomination(tx, { id }, call)
}

export async function handOver(
  tx: Tx,
  { id, to, reason }: z.output<typeof contract.handOver.input>,
  call: Call,
): Promise<z.input<typeof contract.handOver.output>> {
  const both = await tx
    .selectFrom('nominations')
    .select(['id', 'person', 'owner_org', 'state'])
    .where('id', 'in', [id, to])
    .execute()
  const [here, next] = [id, to].map((of) => both.find((nomination) => nomination.id === of))
  if (!here || !next || id === to) throw notFound()
  const [from, successor] = [here.person, next.person]
  if (!from || !successor || here.owner_org !== next.owner_org || here.state !== 'active' || next.state !== 'active')
    throw new Problem('directory.successor', 409)
  // Before the account ends: what moves is moved with the rights of who hands over.
  const tasks = await reassignTasks(tx, from, successor)
  const also: Moved = {
    ...(tasks.moved > 0 && { tasks: tasks.moved }),
    ...(tasks.left.length > 0 && { tasks_kept: tasks.left.length }),
    ...(await leftBehind(tx, from)),
  }
  await sql`select hand_over_nomination(${id}, ${to}, ${reason}, ${JSON.stringify(also)}::jsonb)`.execute(tx)
  await tellOfNomination(tx, id, 'focal_point_ended', ['own', 'secretariat'])
  await tellOfNomination(tx, to, 'took_over', [successor])
  // Who ended their own account still sees in this last answer what became of it: they entered with their rights.
  return readNomination(tx, { id }, call)
}

/** What stays with the predecessor, as far as the caller may know of it: counted under the caller's own rights. */
async function leftBehind(tx: Tx, person: string): Promise<Moved> {
  const { rows } = await sql<{ shares: number; groups: number; drafts: number }>`
    select (select count(distinct record)::int from grants where grantee_kind = 'person' and grantee = ${person} and gives <> 'deny'
              and revoked_at is null and (ends_at is null or ends_at > now())) as shares,
           (select count(*)::int from group_members where person = ${person} and current_date between starts_on and coalesce(ends_on, 'infinity')) as groups,
           (select count(*)::int from drafts where person = ${person}) as drafts`.execute(tx)
  const { shares, groups, drafts } = rows[0]!
  return {
    ...(shares > 0 && { shares_kept: shares }),
    ...(groups > 0 && { groups_kept: groups }),
    ...(drafts > 0 && { drafts_kept: drafts }),
  }
}

export async function withdrawNomination(
  tx: Tx,
  { id, outcome, reason }: z.output<typeof contract.withdrawNomination.input>,
  call: Call,
) {
  await sql`select withdraw_nomination(${id}, ${outcome}, ${reason})`.execute(tx)
  await tellOfNomination(tx, id, 'focal_point_ended', ['own', 'secretariat'])
  return readNomination(tx, { id }, call)
}
