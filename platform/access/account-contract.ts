import { z } from 'zod'
import { endpoint, Level } from '../contract.ts'
import { Language } from '../text.ts'
import { PasskeyAnswer, PasskeyQuestion } from './contract.ts'
import { OrganisationRef } from './refs.ts'

/** What people do with their own account. All of it needs a browser's session: no API token reaches it. */

const Password = z.string().min(1).max(512)
const Code = z.string().trim().min(4).max(40)
const Instant = z.iso.datetime()

export const Account = z.object({
  id: z.uuid(),
  name: z.string(),
  mail: z.string(),
  title: z.string(),
  language: Language,
  organisation: OrganisationRef.nullable(),
  roles: z.array(z.string()),
  clearance: Level,
  termsVersion: z.string().nullable(),
  termsAt: Instant.nullable(),
  /** Whether the session in use proved a second factor. */
  secondFactor: z.boolean(),
  /** Whether adding a second factor first needs the code that is mailed. */
  mailboxProven: z.boolean(),
  hasPassword: z.boolean(),
  /** The password alone signs nobody in any more. */
  enrolled: z.boolean(),
  hasApp: z.boolean(),
  recoveryCodesLeft: z.number().int(),
  passkeys: z.array(z.object({ id: z.uuid(), name: z.string(), addedAt: Instant.nullable() })),
  /** Single sign-on, where it is offered. */
  signOn: z.object({ name: z.string(), linked: z.boolean() }).nullable(),
})

export const readAccount = endpoint({
  method: 'GET',
  path: '/api/access/account',
  access: 'signed-in',
  audit: 'access.account',
  cli: 'account',
  summary: 'Your own account and how you sign in',
  input: z.object({}),
  output: Account,
})

export const changeAccount = endpoint({
  method: 'POST',
  path: '/api/access/account/change',
  access: 'signed-in',
  audit: 'access.change_account',
  cli: 'account change',
  summary: 'Change your name or language',
  input: z.object({
    name: z.string().trim().min(2).max(200).optional(),
    language: Language.optional(),
  }),
  output: z.object({}),
})

export const changePassword = endpoint({
  method: 'POST',
  path: '/api/access/password/change',
  access: 'signed-in',
  audit: 'access.change_password',
  cli: 'password change',
  summary: 'Change your password; your other sessions end',
  input: z.object({ current: Password, password: Password }),
  output: z.object({}),
})

export const mailCode = endpoint({
  method: 'POST',
  path: '/api/access/mailbox/code',
  access: 'signed-in',
  audit: 'access.mail_code',
  cli: 'mailbox code',
  summary: 'Have a code mailed to you, which shows that you read this mailbox',
  input: z.object({}),
  output: z.object({}),
})

export const proveMailbox = endpoint({
  method: 'POST',
  path: '/api/access/mailbox/prove',
  access: 'signed-in',
  audit: 'access.prove_mailbox',
  cli: 'mailbox prove',
  summary: 'Give the mailed code',
  input: z.object({ code: Code }),
  output: z.object({}),
})

export const beginApp = endpoint({
  method: 'POST',
  path: '/api/access/app/begin',
  access: 'signed-in',
  audit: 'access.begin_app',
  cli: 'app begin',
  summary: 'Begin to set up an authenticator app; one set up before works until the new one is confirmed',
  input: z.object({ password: Password.optional() }),
  output: z.object({
    /** otpauth:// address for the app, its secret for typing, and the same as a picture (SVG). */
    address: z.string(),
    secret: z.string(),
    picture: z.string(),
  }),
})

export const confirmApp = endpoint({
  method: 'POST',
  path: '/api/access/app/confirm',
  access: 'signed-in',
  audit: 'access.confirm_app',
  cli: 'app confirm',
  summary:
    'Confirm the authenticator app with its first code; the first second factor brings recovery codes, shown this once',
  input: z.object({ code: Code }),
  output: z.object({ recoveryCodes: z.array(z.string()).nullable() }),
})

export const removeApp = endpoint({
  method: 'POST',
  path: '/api/access/app/remove',
  access: 'signed-in',
  audit: 'access.remove_app',
  cli: 'app remove',
  summary: 'Stop using the authenticator app, where a passkey remains',
  input: z.object({}),
  output: z.object({}),
})

export const beginPasskey = endpoint({
  method: 'POST',
  path: '/api/access/passkeys/begin',
  access: 'signed-in',
  audit: 'access.begin_passkey',
  cli: 'passkeys begin',
  summary: 'What a new passkey has to answer',
  input: z.object({}),
  output: z.object({ question: PasskeyQuestion }),
})

export const addPasskey = endpoint({
  method: 'POST',
  path: '/api/access/passkeys/add',
  access: 'signed-in',
  audit: 'access.add_passkey',
  cli: 'passkeys add',
  summary: 'Add a passkey; the first second factor brings recovery codes, shown this once',
  input: z.object({ answer: PasskeyAnswer, name: z.string().trim().min(1).max(100) }),
  output: z.object({ recoveryCodes: z.array(z.string()).nullable() }),
})

export const removePasskey = endpoint({
  method: 'POST',
  path: '/api/access/passkeys/remove',
  access: 'signed-in',
  audit: 'access.remove_passkey',
  cli: 'passkeys remove',
  summary: 'Remove a passkey, where another second factor remains',
  input: z.object({ id: z.uuid() }),
  output: z.object({}),
})

export const renewRecoveryCodes = endpoint({
  method: 'POST',
  path: '/api/access/recovery-codes/renew',
  access: 'signed-in',
  audit: 'access.renew_recovery_codes',
  cli: 'recovery-codes renew',
  summary: 'Make new recovery codes, shown this once; the old ones are void',
  input: z.object({}),
  output: z.object({ recoveryCodes: z.array(z.string()) }),
})

export const proveSecondFactor = endpoint({
  method: 'POST',
  path: '/api/access/second-factor',
  access: 'signed-in',
  audit: 'access.second_factor',
  cli: 'second-factor',
  summary: 'Prove your second factor in a session that began without, as with single sign-on',
  input: z.object({ code: Code, recovery: z.boolean().default(false) }),
  output: z.object({}),
})

export const unlinkSignOn = endpoint({
  method: 'POST',
  path: '/api/access/sign-on/unlink',
  access: 'signed-in',
  audit: 'access.unlink_sign_on',
  cli: 'sign-on unlink',
  summary: 'Take single sign-on off your account, where a password remains',
  input: z.object({}),
  output: z.object({}),
})

export const listSessions = endpoint({
  method: 'GET',
  path: '/api/access/sessions',
  access: 'signed-in',
  audit: 'access.sessions',
  cli: 'sessions list',
  summary: 'Where you are signed in',
  input: z.object({}),
  output: z.object({
    items: z.array(
      z.object({
        id: z.uuid(),
        current: z.boolean(),
        beganAt: Instant,
        endsAt: Instant,
        address: z.string().nullable(),
        device: z.string().nullable(),
        secondFactor: z.boolean(),
      }),
    ),
  }),
})

export const endSessions = endpoint({
  method: 'POST',
  path: '/api/access/sessions/end',
  access: 'signed-in',
  audit: 'access.end_sessions',
  cli: 'sessions end',
  summary: 'End one of your sessions, or all but this one',
  input: z.object({ id: z.uuid().optional() }),
  output: z.object({ ended: z.number().int() }),
})

export const Token = z.object({
  id: z.uuid(),
  name: z.string(),
  scopes: z.array(z.string()),
  maxLevel: Level,
  createdAt: Instant,
  expiresAt: Instant,
  usedAt: Instant.nullable(),
  revokedAt: Instant.nullable(),
})

export const listTokens = endpoint({
  method: 'GET',
  path: '/api/access/tokens',
  access: 'access:tokens',
  audit: 'access.tokens',
  cli: 'tokens list',
  summary: 'Your API tokens',
  input: z.object({}),
  output: z.object({ items: z.array(Token) }),
})

export const makeToken = endpoint({
  method: 'POST',
  path: '/api/access/tokens/make',
  access: 'access:tokens',
  audit: 'access.make_token',
  cli: 'tokens make',
  summary: 'Make an API token with some of your own permissions; its key is shown this once',
  input: z.object({
    name: z.string().trim().min(1).max(100),
    scopes: z.array(z.string().max(100)).max(100),
    maxLevel: Level.default(0),
    days: z.number().int().min(1).max(365),
  }),
  output: z.object({ id: z.uuid(), key: z.string(), expiresAt: Instant }),
})

export const revokeToken = endpoint({
  method: 'POST',
  path: '/api/access/tokens/revoke',
  access: 'access:tokens',
  audit: 'access.revoke_token',
  cli: 'tokens revoke',
  summary: 'Revoke one of your API tokens at once',
  input: z.object({ id: z.uuid() }),
  output: z.object({}),
})
