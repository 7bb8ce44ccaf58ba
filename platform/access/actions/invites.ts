import { sql } from 'kysely'
import type { z } from 'zod'
import type { Call, Tx } from '../../database.ts'
import { notFound, Problem } from '../../problem.ts'
import { once } from '../../records/once.ts'
import { type Language, show } from '../../text.ts'
import { notify } from '../notices.ts'
import { organisationRefs } from '../organisations.ts'
import type * as contract from '../people-contract.ts'
import { hashOf, makeSecret } from '../secrets.ts'
import { accountKey } from '../throttle.ts'
import { requireOrganisation, tellHolders, tellKeepers } from './keepers.ts'

const DAYS = 7

const expiry = ({ at }: Call): Date => new Date(at.getTime() + DAYS * 86_400_000)

export async function listInvitations(
  tx: Tx,
  { page, size, organisation }: z.output<typeof contract.listInvitations.input>,
  call: Call,
): Promise<z.input<typeof contract.listInvitations.output>> {
  let found = tx.selectFrom('invitations as i').where('i.settled_at', 'is', null).where('i.mail', 'is not', null)
  if (organisation) found = found.where('i.organisation', '=', organisation)
  const { total } = await found.select((where) => where.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await found
    .leftJoin('persons as p', 'p.id', 'i.invited_by')
    .select([
      'i.id',
      'i.organisation',
      'i.mail',
      'i.name',
      'i.roles',
      'i.clearance',
      'i.language',
      'i.invited_at',
      'i.expires_at',
    ])
    .select('p.name as invited_by')
    .orderBy('i.invited_at', 'desc')
    .orderBy('i.id')
    .limit(size)
    .offset((page - 1) * size)
    .execute()
  const refs = await organisationRefs(
    tx,
    rows.map((row) => row.organisation),
    call.language,
  )
  return {
    total,
    items: rows.map((row) => ({
      id: row.id,
      organisation: refs.get(row.organisation)!,
      mail: row.mail!,
      name: row.name,
      roles: row.roles,
      clearance: row.clearance,
      language: row.language as Language,
      invitedBy: row.invited_by,
      invitedAt: row.invited_at.toISOString(),
      expiresAt: row.expires_at.toISOString(),
    })),
  }
}

export async function invite(
  tx: Tx,
  input: z.output<typeof contract.invite.input>,
  call: Call,
): Promise<{ id: string }> {
  const organisation = input.organisation ?? call.viewer.organisation!
  const mail = accountKey(input.mail)
  await requireOrganisation(tx, organisation)
  const id = await once(tx, input, async () => {
    await settleExpired(tx, organisation, mail, call)
    const secret = makeSecret()
    const made = await tx
      .insertInto('invitations')
      .values({
        organisation,
        mail,
        name: input.name,
        title: input.title,
        language: input.language,
        roles: input.roles,
        clearance: input.clearance,
        hash: hashOf(secret),
        expires_at: expiry(call),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await mailLink(tx, { organisation, mail, language: input.language, secret }, call)
    await tellKeepers(tx, organisation, input.name || mail, call)
    await tellHolders(tx, { id: made.id, name: input.name || mail }, input.roles)
    return made.id
  })
  return { id }
}

/** One invitation at a time waits for an answer; who already belongs to the organisation needs none. */
async function settleExpired(tx: Tx, organisation: string, mail: string, { at }: Call): Promise<void> {
  const here = await tx
    .selectFrom('persons as p')
    .innerJoin('memberships as m', 'm.person', 'p.id')
    .select('p.id')
    .where('p.mail', '=', mail)
    .where('m.organisation', '=', organisation)
    .where((where) =>
      where.or([where('m.ends_on', 'is', null), where('m.ends_on', '>=', at.toISOString().slice(0, 10))]),
    )
    .executeTakeFirst()
  if (here) throw new Problem('access.already_here', 409)
  const open = tx
    .updateTable('invitations')
    .set({ settled_at: at, outcome: 'withdrawn' })
    .where('organisation', '=', organisation)
    .where('mail', '=', mail)
    .where('settled_at', 'is', null)
  await open.where('expires_at', '<=', at).execute()
  const waiting = await tx
    .selectFrom('invitations')
    .select('id')
    .where('organisation', '=', organisation)
    .where('mail', '=', mail)
    .where('settled_at', 'is', null)
    .executeTakeFirst()
  if (waiting) throw new Problem('access.already_invited', 409)
}

type Letter = { organisation: string; mail: string; language: Language; secret: string }

/**
 * Mails the link. To an address that already has an account goes a letter that says so instead: the one who invites
 * sees no difference, and learns nothing of who has an account elsewhere.
 */
async function mailLink(tx: Tx, { organisation, mail, language, secret }: Letter, call: Call): Promise<void> {
  const { names } = await tx
    .selectFrom('organisations')
    .select('names')
    .where('id', '=', organisation)
    .executeTakeFirstOrThrow()
  const { rows } = await sql<{ taken: boolean }>`select has_account(${mail}) as taken`.execute(tx)
  const origin = call.exchange?.signIn.origin ?? ''
  await notify(tx, { address: mail }, language, rows[0]?.taken ? 'invitation_taken' : 'invitation', {
    organisation: show(names, language).text,
    by: call.viewer.name ?? '',
    link: `${origin}/welcome#${secret}`,
    days: DAYS,
  })
}

export async function resendInvitation(tx: Tx, { id }: { id: string }, call: Call): Promise<Record<string, never>> {
  const secret = makeSecret()
  const open = await tx
    .updateTable('invitations')
    .set({ hash: hashOf(secret), expires_at: expiry(call) })
    .where('id', '=', id)
    .where('settled_at', 'is', null)
    .where('mail', 'is not', null)
    .returning(['organisation', 'mail', 'language'])
    .executeTakeFirst()
  if (!open) throw notFound()
  await mailLink(tx, { ...open, mail: open.mail!, language: open.language as Language, secret }, call)
  return {}
}

export async function withdrawInvitation(tx: Tx, { id }: { id: string }, call: Call): Promise<Record<string, never>> {
  const withdrawn = await tx
    .updateTable('invitations')
    .set({ settled_at: call.at, outcome: 'withdrawn' })
    .where('id', '=', id)
    .where('settled_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (!withdrawn) throw notFound()
  return {}
}
