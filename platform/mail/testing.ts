import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

/** A mail server of the tests: a real one, that keeps what it is given. */
export async function testMailServer(options: SMTPServerOptions = {}) {
  const taken: { to: string[]; words: string; encrypted: boolean }[] = []
  const { key, cert } = selfSigned('localhost')
  const server = new SMTPServer({
    key,
    cert,
    authOptional: true,
    disableReverseLookup: true,
    onData(stream, session, done) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address)
        taken.push({ to, words: Buffer.concat(parts).toString(), encrypted: session.secure })
        done()
      })
    },
    ...options,
  })
  // A client that refuses the certificate breaks the line; that is what some tests are about.
  server.on('error', () => undefined)
  const port = await new Promise<number>((listening) => {
    const { server: socket } = server
    server.listen(0, 'localhost', () => listening((socket.address() as { port: number }).port))
  })
  return {
    port,
    /** What a client must trust to speak with it. */
    ca: cert,
    taken,
    stop: () => new Promise<void>((stopped) => server.close(() => stopped())),
  }
}

/** A certificate for `host`, signed by itself, good for a day: X.509 in DER, as short as it can be written (RFC 5280). */
function selfSigned(host: string): { key: string; cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const sequence = (...parts: Buffer[]) => der(0x30, ...parts)
  const oid = (hex: string) => der(0x06, Buffer.from(hex, 'hex'))
  const algorithm = sequence(oid('2a8648ce3d040302')) // ecdsa-with-SHA256
  const name = sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(host))))) // CN
  const time = (at: number) => der(0x18, Buffer.from(`${new Date(at).toISOString().replace(/[-:T]|\.\d+/g, '')}`))
  const altName = sequence(oid('551d11'), der(0x04, sequence(der(0x82, Buffer.from(host))))) // dNSName
  const content = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))), // version 3
    der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    algorithm,
    name,
    sequence(time(Date.now() - 3_600_000), time(Date.now() + 86_400_000)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(altName)),
  )
  const signature = der(0x03, Buffer.from([0]), sign('sha256', content, privateKey))
  const base64 = sequence(content, algorithm, signature).toString('base64').replace(/.{64}/g, '$&\n')
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`,
  }
}

/** One element of DER: tag, length, content. */
function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  const { length } = content
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}
