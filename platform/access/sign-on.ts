import { AsyncLocalStorage } from 'node:async_hooks'
import { genericOAuth } from 'better-auth/plugins/generic-oauth'

/** Single sign-on with one OpenID provider, as the configuration says; for addresses in its domain alone. */
export type SignOn = { issuer: string; clientId: string; clientSecret: string; name: string; domain: string }

/** Whether this address lies in the provider's domain itself; an address below it is another's. */
export const isInDomain = (mail: string, { domain }: Pick<SignOn, 'domain'>): boolean =>
  mail.slice(mail.lastIndexOf('@') + 1).toLowerCase() === domain.toLowerCase()

/** The provider's name among a person's ways to sign in. */
export const SIGN_ON = 'sign-on'

/** The page to which the provider sends the browser back. */
export const RETURN_PATH = '/sign-in/returned'

/** Who the provider vouched for in the exchange under way, after its token was verified. */
export const vouched = new AsyncLocalStorage<{ subject?: string }>()

/**
 * The provider as better-auth knows it. Of what the provider says only the subject counts: its mail is replaced by one
 * that no account can have, so that no account is ever found by mail.
 */
export function signOnPlugin(signOn: SignOn, origin: string) {
  return genericOAuth({
    config: [
      {
        providerId: SIGN_ON,
        name: signOn.name,
        clientId: signOn.clientId,
        clientSecret: signOn.clientSecret,
        discoveryUrl: `${signOn.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
        redirectURI: `${origin}${RETURN_PATH}`,
        scopes: ['openid'],
        pkce: true,
        requireIdTokenVerification: true,
        disableSignUp: true,
        // Runs after the signature, issuer, audience and nonce of the token were checked, which happens only if there is one.
        getUserInfo: async ({ idToken }) => {
          if (!idToken) return null
          const { sub } = claimsOf(idToken)
          if (typeof sub !== 'string' || sub.trim() === '') return null
          const box = vouched.getStore()
          if (box) box.subject = sub
          return { id: sub, sub, name: '', email: 'nobody@sign-on.invalid', emailVerified: false }
        },
      },
    ],
  })
}

const claimsOf = (token: string): { sub?: unknown } =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'))
