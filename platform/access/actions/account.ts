import type { z } from 'zod'
import type { Call, Tx } from '../../database.ts'
import { Problem } from '../../problem.ts'
import { Language } from '../../text.ts'
import type * as contract from '../account-contract.ts'
import { asBrowser, ownBrowser } from '../browser.ts'
import { recoveryCodesLeft } from '../factors.ts'
import { mailCodeTo, proveMailboxOf } from '../mailbox.ts'
import { notifyOwn } from '../notices.ts'
import { organisationRefs } from '../organisations.ts'
import { requireStrong } from '../passwords.ts'
import { makeMailCode } from '../secrets.ts'
import { isInDomain, SIGN_ON } from '../sign-on.ts'
import { admit, forget } from '../throttle.ts'
import { currentMembership } from './session.ts'

export async function readAccount(tx: Tx, _input: unknown, call: Call): Promise<z.input<typeof contract.Account>> {
  const browser = ownBrowser(call)
  const { signIn, person } = browser
  const own = await tx
    .selectFrom('persons')
    .select(['id', 'name', 'mail', 'language', 'clearance', 'terms_version', 'terms_at'])
    .where('id', '=', person)
    .executeTakeFirstOrThrow()
  const membership = await currentMembership(tx, person)
  const refs = await organisationRefs(tx, membership ? [membership.organisation] : [], call.language)
  const { signOn } = signIn
  const passkeys = await signIn.db
    .selectFrom('passkey')
    .select(['id', 'name', 'createdAt'])
    .where('userId', '=', person)
    .orderBy('createdAt')
    .execute()
  const ways = await signIn.db
    .selectFrom('user as u')
    .leftJoin('twoFactor as t', 't.userId', 'u.id')
    .leftJoin('proven_mailboxes as p', 'p.person', 'u.id')
    .select((where) => [
      't.verified',
      'u.twoFactorEnabled',
      'p.until',
      where
        .exists(
          where.selectFrom('account').select('id').whereRef('userId', '=', 'u.id').where('password', 'is not', null),
        )
        .as('password'),
      where
        .exists(
          where.selectFrom('account').select('id').whereRef('userId', '=', 'u.id').where('providerId', '=', SIGN_ON),
        )
        .as('linked'),
    ])
    .where('u.id', '=', person)
    .executeTakeFirstOrThrow()
  return {
    id: own.id,
    name: own.name,
    mail: own.mail,
    title: membership?.title ?? '',
    language: Language.parse(own.language),
    organisation: (membership && refs.get(membership.organisation)) ?? null,
    roles: membership?.roles ?? [],
    clearance: own.clearance,
    termsVersion: own.terms_version,
    termsAt: own.terms_at?.toISOString() ?? null,
    secondFactor: call.viewer.secondFactor,
    mailboxProven: ways.until !== null && ways.until > call.at,
    hasPassword: Boolean(ways.password),
    enrolled: ways.twoFactorEnabled,
    hasApp: ways.verified === true,
    recoveryCodesLeft: await recoveryCodesLeft(browser, person),
    passkeys: passkeys.map(({ id, name, createdAt }) => ({
      id,
      name: name ?? '',
      addedAt: createdAt?.toISOString() ?? null,
    })),
    signOn:
      signOn && (ways.linked || isInDomain(own.mail, signOn))
        ? { name: signOn.name, linked: Boolean(ways.linked) }
        : null,
  }
}

export async function changeAccount(
  tx: Tx,
  change: z.output<typeof contract.changeAccount.input>,
  call: Call,
): Promise<Record<string, never>> {
  const { person } = ownBrowser(call)
  const { name, language } = change
  if (name === undefined && language === undefined) return {}
  await tx
    .updateTable('persons')
    .set({
      ...(name !== undefined && { name }),
      ...(language !== undefined && { language }),
    })
    .where('id', '=', person)
    .execute()
  return {}
}

export async function changePassword(
  tx: Tx,
  { current, password }: z.output<typeof contract.changePassword.input>,
  call: Call,
): Promise<Record<string, never>> {
  const browser = ownBrowser(call)
  const { signIn, person } = browser
  const own = await tx.selectFrom('persons').select(['name', 'mail']).where('id', '=', person).executeTakeFirstOrThrow()
  await requireStrong(password, own)
  await admit(signIn, [[`confirm ${person}`, 10]])
  await asBrowser(browser, (headers) =>
    signIn.auth.api.changePassword({
      body: { currentPassword: current, newPassword: password, revokeOtherSessions: true },
      headers,
      returnHeaders: true,
    }),
  )
  await forget(signIn, [`confirm ${person}`])
  await notifyOwn(tx, person, 'password_changed')
  return {}
}

export async function mailCode(tx: Tx, _input: unknown, call: Call): Promise<Record<string, never>> {
  const { signIn, person } = ownBrowser(call)
  await admit(signIn, [[`mailbox ${person}`, 5]])
  const code = makeMailCode()
  await mailCodeTo(tx, person, code)
  await notifyOwn(tx, person, 'mailbox_code', { code: `${code.slice(0, 4)} ${code.slice(4)}` })
  return {}
}

export async function proveMailbox(
  tx: Tx,
  { code }: z.output<typeof contract.proveMailbox.input>,
  call: Call,
): Promise<Record<string, never>> {
  const { signIn, person } = ownBrowser(call)
  await admit(signIn, [[`mailbox-code ${person}`, 10]])
  if (!(await proveMailboxOf(tx, person, code.replace(/\D/g, '')))) throw new Problem('access.wrong_code', 403)
  return {}
}
