import { createHash, randomBytes, randomInt } from 'node:crypto'

/** SHA-256 of a secret: what the database keeps of it. */
export const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest()

/** 256 random bits for a link or a key, as 43 letters that may stand in an address. */
export const makeSecret = (): string => randomBytes(32).toString('base64url')

/** Eight digits that a person reads in a mail and types. */
export const makeMailCode = (): string => String(randomInt(100_000_000)).padStart(8, '0')

/** Letters and digits that cannot be taken for one another. */
const READABLE = '23456789abcdefghjkmnpqrstuvwxyz'
const readable = (length: number): string => Array.from({ length }, () => READABLE[randomInt(READABLE.length)]).join('')

/** Ten codes of 49 bits, such as `k7w2m-9xq4d`, for the day the second factor is lost. */
export const newRecoveryCodes = (): string[] => Array.from({ length: 10 }, () => `${readable(5)}-${readable(5)}`)

/** A recovery code as it was made, however it is typed. */
export function asRecoveryCode(typed: string): string {
  const bare = typed.toLowerCase().replace(/[^a-z0-9]/g, '')
  return `${bare.slice(0, 5)}-${bare.slice(5)}`
}
