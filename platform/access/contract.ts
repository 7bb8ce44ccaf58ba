import { z } from 'zod'
import { endpoint, Level } from '../contract.ts'
import { Language, Shown } from '../text.ts'
import { OrganisationRef } from './refs.ts'

/** Who is reading, as the server sees them; `person` is absent for the public and for whoever belongs nowhere any more. */
export const Session = z.object({
  person: z
    .object({
      id: z.uuid(),
      name: z.string(),
      organisation: OrganisationRef,
      roles: z.array(z.string()),
      language: Language,
      /** What this session may use now: nothing before the terms are accepted, less without a second factor. */
      permissions: z.array(z.string()),
      clearance: Level,
      /** Whether this session proved one. */
      secondFactor: z.boolean(),
      termsAccepted: z.boolean(),
    })
    .optional(),
  demonstration: z.boolean(),
  today: z.iso.date(),
  /** Version of the terms of use in force. */
  terms: z.string(),
  /** Name of the provider of single sign-on, where there is one. */
  signOn: z.string().nullable(),
})
export type Session = z.output<typeof Session>

export const readSession = endpoint({
  method: 'GET',
  path: '/api/access/session',
  access: 'public',
  audit: 'access.session',
  cli: 'session',
  summary: 'Who is signed in, and what they may use',
  input: z.object({}),
  output: Session,
})

const Mail = z.string().trim().min(3).max(254)
/** Longer than any password may be: a long one is refused with words, not cut. */
const Password = z.string().min(1).max(512)
const Code = z.string().trim().min(4).max(40)
const Secret = z.string().regex(/^[\w-]{43}$/)
/** What a browser's passkey says (WebAuthn, JSON); the library that checks it knows what is in `response`. */
export const PasskeyAnswer = z.object({
  id: z.string().max(2000),
  rawId: z.string().max(2000),
  type: z.literal('public-key'),
  response: z.record(z.string(), z.unknown()),
  clientExtensionResults: z.record(z.string(), z.unknown()).default({}),
  authenticatorAttachment: z.string().max(50).optional(),
})
/** What a browser's passkey is asked. */
export const PasskeyQuestion = z.record(z.string(), z.unknown())

/** `second_factor`: the password is right and the ways named prove the rest; `done`: signed in. */
export const Step = z.object({
  next: z.enum(['done', 'second_factor']),
  ways: z.array(z.enum(['app', 'passkey', 'recovery_code'])),
})

export const signIn = endpoint({
  method: 'POST',
  path: '/api/access/sign-in',
  access: 'public',
  audit: 'access.sign_in',
  cli: 'sign-in',
  summary: 'Begin to sign in with mail and password',
  input: z.object({ mail: Mail, password: Password }),
  output: Step,
})

export const giveCode = endpoint({
  method: 'POST',
  path: '/api/access/sign-in/code',
  access: 'public',
  audit: 'access.sign_in_code',
  cli: 'sign-in code',
  summary: 'Go on signing in with a code of the authenticator app',
  input: z.object({ code: Code }),
  output: Step,
})

export const giveRecoveryCode = endpoint({
  method: 'POST',
  path: '/api/access/sign-in/recovery-code',
  access: 'public',
  audit: 'access.sign_in_recovery',
  cli: 'sign-in recovery-code',
  summary: 'Go on signing in with a recovery code, which is then used up',
  input: z.object({ code: Code }),
  output: Step.extend({ left: z.number().int() }),
})

export const askPasskey = endpoint({
  method: 'POST',
  path: '/api/access/sign-in/passkey-question',
  access: 'public',
  audit: 'access.passkey_question',
  cli: 'sign-in passkey-question',
  summary: 'What a passkey has to answer to sign in',
  input: z.object({}),
  output: z.object({ question: PasskeyQuestion }),
})

export const givePasskey = endpoint({
  method: 'POST',
  path: '/api/access/sign-in/passkey',
  access: 'public',
  audit: 'access.sign_in_passkey',
  cli: 'sign-in passkey',
  summary: 'Sign in with a passkey',
  input: z.object({ answer: PasskeyAnswer }),
  output: Step,
})

export const signOut = endpoint({
  method: 'POST',
  path: '/api/access/sign-out',
  access: 'public',
  audit: 'access.sign_out',
  cli: 'sign-out',
  summary: 'End this session',
  input: z.object({}),
  output: z.object({}),
})

export const readTerms = endpoint({
  method: 'GET',
  path: '/api/access/terms',
  access: 'public',
  audit: 'access.terms',
  cli: 'terms',
  summary: 'The terms of use in force, in the language of the reader',
  input: z.object({}),
  output: z.object({ version: z.string(), language: Language, text: z.string() }),
})

export const acceptTerms = endpoint({
  method: 'POST',
  path: '/api/access/terms/accept',
  access: 'public',
  audit: 'access.accept_terms',
  cli: 'terms accept',
  summary: 'Accept the terms of use in force',
  input: z.object({ version: z.string().max(40) }),
  output: z.object({}),
})

export const askReset = endpoint({
  method: 'POST',
  path: '/api/access/password/forgotten',
  access: 'public',
  audit: 'access.ask_reset',
  cli: 'password forgotten',
  summary: 'Have a link for a new password mailed; the answer is the same whether the account exists or not',
  input: z.object({ mail: Mail }),
  output: z.object({}),
})

export const resetPassword = endpoint({
  method: 'POST',
  path: '/api/access/password/reset',
  access: 'public',
  audit: 'access.reset_password',
  cli: 'password reset',
  summary: 'Set a new password with a mailed link; all sessions end',
  input: z.object({ secret: Secret, password: Password }),
  output: z.object({ mail: z.string() }),
})

export const Invitation = z.object({
  organisation: z.object({ name: Shown }),
  /** Null in the link of the first administrator: they say it themselves. */
  mail: z.string().nullable(),
  name: z.string(),
  language: Language,
  invitedBy: z.string().nullable(),
  expiresAt: z.iso.datetime(),
  /** The address already has an account; nothing can be accepted. */
  taken: z.boolean(),
  /** Name of the provider of single sign-on, where it may vouch for the address. */
  signOn: z.string().nullable(),
})

export const readInvitation = endpoint({
  method: 'POST',
  path: '/api/access/invitation',
  access: 'public',
  audit: 'access.read_invitation',
  cli: 'invitation read',
  summary: 'What a link of invitation is for; reading it does not use it up',
  input: z.object({ secret: Secret }),
  output: Invitation,
})

export const acceptInvitation = endpoint({
  method: 'POST',
  path: '/api/access/invitation/accept',
  access: 'public',
  audit: 'access.accept_invitation',
  cli: 'invitation accept',
  summary: 'Accept an invitation: makes the account, with which to sign in then',
  input: z.object({
    secret: Secret,
    mail: z.email().max(254).optional(),
    name: z.string().trim().min(2).max(200),
    language: Language,
    password: Password,
    terms: z.string().max(40),
  }),
  output: z.object({ mail: z.string() }),
})

export const beginSignOn = endpoint({
  method: 'POST',
  path: '/api/access/sign-on/begin',
  access: 'public',
  audit: 'access.begin_sign_on',
  cli: 'sign-on begin',
  summary: 'Where the browser goes to sign on with the provider; `link` adds it to the account that is signed in',
  input: z.object({ link: z.boolean().default(false) }),
  output: z.object({ url: z.url() }),
})

export const finishSignOn = endpoint({
  method: 'POST',
  path: '/api/access/sign-on/finish',
  access: 'public',
  audit: 'access.finish_sign_on',
  cli: 'sign-on finish',
  summary: 'What the provider answered; with an invitation, accepts it for the person it vouches for',
  input: z.object({
    state: z.string().max(2000),
    code: z.string().max(4000).optional(),
    iss: z.string().max(2000).optional(),
    invitation: acceptInvitation.input.omit({ password: true }).optional(),
  }),
  output: z.object({ outcome: z.enum(['signed_in', 'linked', 'accepted']) }),
})
