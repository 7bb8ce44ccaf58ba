import { sql } from 'kysely'
import type { z } from 'zod'
import type { Call, Tx } from '../../database.ts'
import { Problem } from '../../problem.ts'
import { type Language, show } from '../../text.ts'
import { browserOf } from '../browser.ts'
import type * as contract from '../contract.ts'
import type { Exchange } from '../exchange.ts'
import { requireStrong } from '../passwords.ts'
import { isInDomain } from '../sign-on.ts'
import { TERMS_VERSION } from '../terms.ts'
import { accountKey, admit, networkOf } from '../throttle.ts'

type Open = {
  organisation: string
  mail: string | null
  name: string
  language: Language
  invited_by: string | null
  expires_at: Date
  taken: boolean
}

export async function readInvitation(
  tx: Tx,
  { secret }: z.output<typeof contract.readInvitation.input>,
  call: Call,
): Promise<z.input<typeof contract.Invitation>> {
  const exchange = browserOf(call)
  const found = await openInvitation(tx, exchange, secret)
  const { signOn } = exchange.signIn
  const { names } = await tx
    .selectFrom('organisations')
    .select('names')
    .where('id', '=', found.organisation)
    .executeTakeFirstOrThrow()
  return {
    organisation: { name: show(names, call.language) },
    mail: found.mail,
    name: found.name,
    language: found.language,
    invitedBy: found.invited_by,
    expiresAt: found.expires_at.toISOString(),
    taken: found.taken,
    signOn: signOn && (found.mail === null || isInDomain(found.mail, signOn)) ? signOn.name : null,
  }
}

async function openInvitation(tx: Tx, { signIn, address }: Exchange, secret: string): Promise<Open> {
  await admit(signIn, [[`invitation ${networkOf(address)}`, 100]])
  const { rows } = await sql<Open>`select * from open_invitation(${Buffer.from(secret)})`.execute(tx)
  if (!rows[0]) throw new Problem('access.invitation_ended', 410)
  return rows[0]
}

export async function acceptInvitation(
  tx: Tx,
  input: z.output<typeof contract.acceptInvitation.input>,
  call: Call,
): Promise<{ mail: string }> {
  const exchange = browserOf(call)
  const { mail, name } = await expected(tx, exchange, input)
  await requireStrong(input.password, { name, mail })
  const { hash } = (await exchange.signIn.auth.$context).password
  await accept(tx, input, mail, { password: await hash(input.password) })
  return { mail }
}

type Acceptance = Omit<z.output<typeof contract.acceptInvitation.input>, 'password'>

/** Who an acceptance makes: the address the link was sent to, or for the first administrator the one they give. */
export async function expected(tx: Tx, exchange: Exchange, input: Acceptance): Promise<{ mail: string; name: string }> {
  if (input.terms !== TERMS_VERSION) throw new Problem('access.other_terms', 409, { version: TERMS_VERSION })
  const invitation = await openInvitation(tx, exchange, input.secret)
  const mail = invitation.mail ?? input.mail
  if (mail === undefined) throw new Problem('access.mail_missing', 400)
  return { mail: accountKey(mail), name: input.name }
}

/** Makes the person, with a password or with a subject that the provider vouched for. The link is then used up. */
export async function accept(
  tx: Tx,
  { secret, name, language, terms }: Acceptance,
  mail: string,
  proof: { password: string } | { subject: string },
): Promise<void> {
  const { rows } = await sql<{ person: string | null }>`
    select accept_invitation(${Buffer.from(secret)}, ${mail}, ${name}, ${language},
      ${'password' in proof ? proof.password : null}, ${'subject' in proof ? proof.subject : null}, ${terms}) as person`.execute(
    tx,
  )
  if (!rows[0]?.person) throw new Problem('access.invitation_ended', 410)
}
