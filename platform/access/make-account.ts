import { hashPassword, symmetricEncrypt } from 'better-auth/crypto'
import { type Kysely, sql } from 'kysely'
import { Secret } from 'otpauth'
import type { Tables } from '../tables.ts'
import type { Language } from '../text.ts'
import type { Role } from './roles.ts'
import { newRecoveryCodes } from './secrets.ts'
import { TERMS_VERSION } from './terms.ts'

export type NewAccount = {
  /** Given, or made. */
  id?: string
  name: string
  mail: string
  language: Language
  clearance: 0 | 1 | 2
  organisation: string
  roles: readonly Role[]
  title?: string
  invented?: boolean
  listed?: boolean
  password: string
  /** At least 16 letters and digits, as bytes the secret of the authenticator app; without it there is no second factor. */
  totpSecret?: string
}

export type MadeAccount = {
  id: string
  mail: string
  password: string
  /** For an authenticator app: the secret in base32. */
  totpSecret: string | null
}

/**
 * Makes a person who can sign in at once, with terms accepted and a second factor set up: for loading a demonstration and
 * for tests, on the owner's connection. Nobody is invited or told.
 *
 * @param owner connection or transaction of concord_owner
 * @param secret the key of sessions, with which the server reads the secret of the app
 */
export async function makeAccount(
  owner: Kysely<Tables>,
  secret: Uint8Array,
  account: NewAccount,
): Promise<MadeAccount> {
  const { id } = await owner
    .insertInto('persons')
    .values({
      ...(account.id && { id: account.id }),
      name: account.name,
      mail: account.mail.toLowerCase(),
      language: account.language,
      clearance: account.clearance,
      status: 'active',
      listed: account.listed ?? false,
      invented: account.invented ?? false,
      terms_version: TERMS_VERSION,
      terms_at: sql<Date>`now()`,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await owner
    .insertInto('memberships')
    .values({ person: id, organisation: account.organisation, roles: [...account.roles], title: account.title ?? '' })
    .execute()
  await sql`insert into auth.account ("accountId", "providerId", "userId", password)
    values (${id}, 'credential', ${id}, ${await hashPassword(account.password)})`.execute(owner)
  if (account.totpSecret) await enrol(owner, secret, id, account.totpSecret)
  return {
    id,
    mail: account.mail.toLowerCase(),
    password: account.password,
    totpSecret: account.totpSecret ? Secret.fromUTF8(account.totpSecret).base32 : null,
  }
}

async function enrol(owner: Kysely<Tables>, secret: Uint8Array, person: string, totpSecret: string): Promise<void> {
  const encrypt = (data: string) => symmetricEncrypt({ key: Buffer.from(secret).toString('base64'), data })
  await sql`insert into auth."twoFactor" ("userId", secret, "backupCodes", verified)
    values (${person}, ${await encrypt(totpSecret)}, ${await encrypt(JSON.stringify(newRecoveryCodes()))}, true)`.execute(
    owner,
  )
  await sql`update auth."user" set "twoFactorEnabled" = true where id = ${person}`.execute(owner)
}
