import { generateRandomString, symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto'
import { sql } from 'kysely'
import type { Call } from '../database.ts'
import { Problem } from '../problem.ts'
import { ownBrowser } from './browser.ts'
import type { Exchange } from './exchange.ts'
import { newRecoveryCodes } from './secrets.ts'

/** Minutes after signing in during which a person may change how they sign in. */
const RECENT = 60

/**
 * The browser of someone who may change how they sign in: who has a second factor must have proved it in this session;
 * who has none must just have shown that the mailbox is theirs. And either recently.
 */
export async function provenBrowser(call: Call): Promise<ReturnType<typeof ownBrowser>> {
  const browser = ownBrowser(call)
  const { rows } = await sql<{ enrolled: boolean; proven: boolean; recent: boolean }>`
    select u."twoFactorEnabled" as enrolled, s."createdAt" > now() - make_interval(mins => ${RECENT}) as recent,
           exists (select from auth.proven_mailboxes p where p.person = u.id and p.until > now()) as proven
      from auth."user" u join auth.session s on s."userId" = u.id and s.id = ${browser.session} where u.id = ${browser.person}`.execute(
    browser.signIn.db,
  )
  const state = rows[0]
  if (!state) throw new Problem('access.sign_in', 401)
  if (state.enrolled && !call.viewer.secondFactor) throw new Problem('access.second_factor', 403)
  if (!state.recent) throw new Problem('access.sign_in_again', 403)
  if (!state.enrolled && !state.proven) throw new Problem('access.prove_mailbox', 403)
  return browser
}

/** Makes new recovery codes, keeps them encrypted, and answers them for their one showing. Those before are void. */
export async function makeRecoveryCodes({ signIn }: Pick<Exchange, 'signIn'>, person: string): Promise<string[]> {
  const { secretConfig } = await signIn.auth.$context
  const codes = newRecoveryCodes()
  const encrypt = (data: string) => symmetricEncrypt({ key: secretConfig, data })
  const backupCodes = await encrypt(JSON.stringify(codes))
  await signIn.db
    .insertInto('twoFactor')
    // Someone with passkeys alone: a secret that no app knows, never verified.
    .values({ userId: person, backupCodes, secret: await encrypt(generateRandomString(32)), verified: false })
    .onConflict((conflict) => conflict.column('userId').doUpdateSet({ backupCodes }))
    .execute()
  return codes
}

/** Makes the secret of an app that waits for its first code; the app in use stays until then. */
export async function pendApp({ signIn }: Pick<Exchange, 'signIn'>, person: string): Promise<string> {
  const { secretConfig } = await signIn.auth.$context
  const made = generateRandomString(32)
  const pending = {
    secret: await symmetricEncrypt({ key: secretConfig, data: made }),
    until: sql<Date>`now() + interval '15 minutes'`,
  }
  await signIn.db
    .insertInto('pending_apps')
    .values({ person, ...pending })
    .onConflict((conflict) => conflict.column('person').doUpdateSet(pending))
    .execute()
  return made
}

/** The secret that waits, if it still does. */
export async function pendingApp({ signIn }: Pick<Exchange, 'signIn'>, person: string): Promise<string | undefined> {
  const found = await signIn.db
    .selectFrom('pending_apps')
    .select('secret')
    .where('person', '=', person)
    .where('until', '>', sql<Date>`now()`)
    .executeTakeFirst()
  const { secretConfig } = await signIn.auth.$context
  return found && symmetricDecrypt({ key: secretConfig, data: found.secret })
}

/** The app that waited is the app from now on. There is a row already: recovery codes are made first. */
export async function takeApp({ signIn }: Pick<Exchange, 'signIn'>, person: string): Promise<void> {
  await sql`
    with taken as (delete from auth.pending_apps where person = ${person} returning secret)
    update auth."twoFactor" set secret = taken.secret, verified = true, "failedVerificationCount" = 0, "lockedUntil" = null
      from taken where "userId" = ${person}`.execute(signIn.db)
}

export async function recoveryCodesLeft({ signIn }: Pick<Exchange, 'signIn'>, person: string): Promise<number> {
  const found = await signIn.db
    .selectFrom('twoFactor')
    .select('backupCodes')
    .where('userId', '=', person)
    .executeTakeFirst()
  if (!found) return 0
  const { secretConfig } = await signIn.auth.$context
  return (JSON.parse(await symmetricDecrypt({ key: secretConfig, data: found.backupCodes })) as unknown[]).length
}
