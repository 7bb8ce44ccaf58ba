/** The little of `oidc-provider` that the tests use; it comes without types. */
declare module 'oidc-provider' {
  import type { RequestListener } from 'node:http'

  type Grant = { addOIDCScope(scope: string): void; save(): Promise<string> }
  type Context = {
    oidc: {
      client?: { clientId: string }
      session?: { accountId?: string }
      provider: { Grant: new (of: { clientId: string; accountId: string }) => Grant }
    }
  }
  type Configuration = {
    clients: readonly { client_id: string; client_secret: string; redirect_uris: readonly string[] }[]
    cookies: { keys: readonly string[] }
    pkce: { required: () => boolean }
    claims: Readonly<Record<string, readonly string[]>>
    conformIdTokenClaims: boolean
    findAccount: (context: Context, id: string) => { accountId: string; claims: () => Record<string, unknown> }
    loadExistingGrant: (context: Context) => Promise<Grant>
  }

  export default class Provider {
    constructor(issuer: string, configuration: Configuration)
    callback(): RequestListener
  }
}
