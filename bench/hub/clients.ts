import { randomUUID } from 'node:crypto'
import { Agent, type IncomingHttpHeaders, request } from 'node:http'
import { Secret, TOTP } from 'otpauth'

// The clients, in a process of their own: each asks, waits for the whole answer, and asks again.

/** One request; a body's `request` is a new number each time it is sent. */
export type Sent = { method: 'GET' | 'POST'; path: string; body?: Record<string, unknown> }
/** What a client asks for at once, as a page does. */
export type Asking = readonly Sent[]
export type Job = {
  origin: string
  /** How many ask at the same time. */
  clients: number
  /** Asks until this many milliseconds are over, but no less than `least` times in all. */
  milliseconds: number
  least: number
  /** Asked in turn; or each client signs in as the next of `people`. */
  askings: readonly Asking[]
  /** Cookies of the clients' sessions. */
  cookies: readonly string[]
  people?: readonly { mail: string; password: string; totpSecret: string }[]
}
/** Milliseconds of each asking, and of all together; bytes that came; cookies of the sessions that were begun. */
export type Done = { times: number[]; wall: number; bytes: number; cookies: string[] }

const agent = new Agent({ keepAlive: true, maxSockets: 256 })
let next = 0
/** A code is taken once: people sign in in turn, whatever else is asked between. */
let nextPerson = 0

async function work({ origin, clients, milliseconds, least, askings, cookies, people }: Job): Promise<Done> {
  const times: number[] = []
  const begunSessions: string[] = []
  let bytes = 0
  let asked = 0
  const begun = performance.now()
  const client = async (n: number) => {
    while (performance.now() - begun < milliseconds || asked < least) {
      asked++
      const start = performance.now()
      if (people) {
        const turn = nextPerson++
        const session = await signIn(origin, people[turn % people.length]!, turn)
        bytes += session.bytes
        begunSessions.push(session.cookie)
      } else {
        const headers = { cookie: cookies[n % cookies.length] ?? '' }
        const answers = await Promise.all(
          askings[next++ % askings.length]!.map((sent) => send(origin, sent, { ...headers })),
        )
        for (const answer of answers) bytes += answer.bytes
      }
      times.push(performance.now() - start)
    }
  }
  await Promise.all(Array.from({ length: clients }, (_, n) => client(n)))
  return { times, wall: performance.now() - begun, bytes, cookies: begunSessions }
}

/** Password and code of the authenticator app, from an address of its own: many people do not sign in from one. */
async function signIn(origin: string, person: NonNullable<Job['people']>[number], turn: number) {
  const { mail, password, totpSecret } = person
  const headers = { 'x-forwarded-for': `10.${turn % 250}.${Math.floor(turn / 250) % 250}.1` }
  const first = await send(origin, { method: 'POST', path: '/api/access/sign-in', body: { mail, password } }, headers)
  const code = new TOTP({ secret: Secret.fromBase32(totpSecret) }).generate()
  const cookie = cookiesIn(first.headers)
  const second = await send(
    origin,
    { method: 'POST', path: '/api/access/sign-in/code', body: { code } },
    { ...headers, cookie },
  )
  return { bytes: first.bytes + second.bytes, cookie: cookiesIn(second.headers) }
}

const cookiesIn = (headers: IncomingHttpHeaders): string =>
  (headers['set-cookie'] ?? []).map((line) => line.split(';')[0]!).join('; ')

/** Sends as browsers do, and reads the answer to its end. */
function send(
  origin: string,
  { method, path, body }: Sent,
  given: Record<string, string>,
): Promise<{ bytes: number; headers: IncomingHttpHeaders }> {
  const text = body && JSON.stringify('request' in body ? { ...body, request: randomUUID() } : body)
  const headers = {
    ...{ 'accept-encoding': 'gzip, deflate, br', 'x-concord': '1', 'x-language': 'en' },
    ...(text && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
    ...given,
  }
  return new Promise((done, failed) => {
    const asked = request(origin + path, { method, agent, headers }, (reply) => {
      let bytes = 0
      let said = ''
      reply.on('data', (chunk: Buffer) => {
        bytes += chunk.length
        if (reply.statusCode! >= 400) said += chunk
      })
      reply.once('error', failed)
      reply.once('end', () =>
        reply.statusCode! < 400
          ? done({ bytes, headers: reply.headers })
          : failed(new Error(`${method} ${path} answered ${reply.statusCode}: ${said}`)),
      )
    })
    asked.once('error', failed)
    asked.end(text)
  })
}

process.on('message', (job: Job) => {
  work(job).then(
    (done) => process.send!({ done }),
    (error: Error) => process.send!({ failed: error.message }),
  )
})
