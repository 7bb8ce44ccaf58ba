import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto'

/**
 * A passkey in software, for tests: an ES256 key that answers what a browser's authenticator would (WebAuthn level 2,
 * attestation `none`). `verifies: false` makes one that does not ask who holds it.
 */
export function softPasskey({ origin, rpId, verifies = true }: { origin: string; rpId: string; verifies?: boolean }) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const id = randomBytes(32)
  let counter = 0
  const client = (type: string, challenge: string) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))

  /** Hash of the site, flags (present, verified, credential inside), counter. */
  const head = (more: number) => {
    const count = Buffer.alloc(4)
    count.writeUInt32BE(++counter)
    return Buffer.concat([
      createHash('sha256').update(rpId).digest(),
      Buffer.from([0x01 | (verifies ? 0x04 : 0) | more]),
      count,
    ])
  }

  return {
    id: id.toString('base64url'),
    /** What is sent back to register this passkey. */
    register({ challenge }: { challenge: string }) {
      const { x, y } = publicKey.export({ format: 'jwk' })
      const key = cbor(
        new Map<number, unknown>([
          [1, 2],
          [3, -7],
          [-1, 1],
          [-2, bytes(x!)],
          [-3, bytes(y!)],
        ]),
      )
      const length = Buffer.from([id.length >> 8, id.length & 255])
      const authData = Buffer.concat([head(0x40), Buffer.alloc(16), length, id, key])
      const attestationObject = cbor(
        new Map<string, unknown>([
          ['fmt', 'none'],
          ['attStmt', new Map()],
          ['authData', authData],
        ]),
      )
      return answer({
        clientDataJSON: client('webauthn.create', challenge),
        attestationObject,
      })
    },
    /** What is sent back to sign in. */
    authenticate({ challenge }: { challenge: string }) {
      const authenticatorData = head(0)
      const clientDataJSON = client('webauthn.get', challenge)
      const signed = Buffer.concat([authenticatorData, createHash('sha256').update(clientDataJSON).digest()])
      const signature = createSign('sha256').update(signed).sign(privateKey)
      return answer({ clientDataJSON, authenticatorData, signature })
    },
  }

  function answer(parts: Record<string, Buffer>) {
    const response = Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, part.toString('base64url')]))
    return {
      id: id.toString('base64url'),
      rawId: id.toString('base64url'),
      type: 'public-key' as const,
      response,
      clientExtensionResults: {},
    }
  }
}

const bytes = (text: string) => Buffer.from(text, 'base64url')

/** The little of CBOR (RFC 8949) that a passkey speaks: integers, texts, bytes and maps. */
function cbor(value: unknown): Buffer {
  if (typeof value === 'number') return value < 0 ? counted(1, -1 - value) : counted(0, value)
  if (typeof value === 'string') return Buffer.concat([counted(3, Buffer.byteLength(value)), Buffer.from(value)])
  if (Buffer.isBuffer(value)) return Buffer.concat([counted(2, value.length), value])
  const pairs = [...(value as Map<unknown, unknown>)]
  return Buffer.concat([counted(5, pairs.length), ...pairs.flat().map(cbor)])
}

function counted(kind: number, n: number): Buffer {
  if (n < 24) return Buffer.from([(kind << 5) | n])
  return n < 256 ? Buffer.from([(kind << 5) | 24, n]) : Buffer.from([(kind << 5) | 25, n >> 8, n & 255])
}
