import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'

const REDIRECT = 'http://localhost:8700/sign-in/returned'

/** A real OpenID provider on this machine, where whoever names a subject is that subject. */
export async function startProvider(port = 0) {
  const server = createServer()
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider = new Provider(issuer, {
    clients: [{ client_id: 'concord', client_secret: 'secret of the client, long enough', redirect_uris: [REDIRECT] }],
    cookies: { keys: ['keys of the tests'] },
    pkce: { required: () => true },
    // Every subject says it has the same mail: mail must not matter.
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => ({ sub: id, email: 'victim@example.org', email_verified: true }),
    }),
    claims: { openid: ['sub', 'email', 'email_verified'] },
    conformIdTokenClaims: false,
    loadExistingGrant: async (context) => {
      const grant = new context.oidc.provider.Grant({
        clientId: context.oidc.client!.clientId,
        accountId: context.oidc.session!.accountId!,
      })
      grant.addOIDCScope('openid')
      await grant.save()
      return grant
    },
  })
  server.on('request', provider.callback())

  return {
    issuer,
    signOn: {
      issuer,
      clientId: 'concord',
      clientSecret: 'secret of the client, long enough',
      name: 'UN Identity',
      domain: 'example.org',
    },
    /** Goes through the provider's pages as `subject` and answers what the browser comes back with. */
    async answer(url: string, subject: string): Promise<{ code: string; state: string; iss: string }> {
      const cookies = new Map<string, string>()
      let [next, body]: [string, string | undefined] = [url, undefined]
      for (let step = 0; step < 10; step++) {
        const reply = await fetch(next, {
          redirect: 'manual',
          headers: {
            cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
            ...(body && { 'content-type': 'application/x-www-form-urlencoded' }),
          },
          ...(body && { method: 'POST', body }),
        })
        for (const line of reply.headers.getSetCookie()) {
          const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=')
          cookies.set(name, value)
        }
        const location = reply.headers.get('location')
        if (!location) throw new Error(`the provider stopped at ${next}: ${reply.status}`)
        const target = new URL(location, next)
        if (target.href.startsWith(REDIRECT)) return Object.fromEntries(target.searchParams) as never
        next = target.href
        body = target.pathname.startsWith('/interaction/') ? `prompt=login&login=${subject}&password=x` : undefined
      }
      throw new Error('the provider went in circles')
    },
    stop: () => new Promise<void>((done) => server.close(() => done())),
  }
}
