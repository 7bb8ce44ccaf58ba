import { hkdfSync } from 'node:crypto'

let sealing: Uint8Array | undefined

/**
 * Takes the audit key of the configuration, once at start. Two keys are made from it: the one that this answers hashes
 * values inside the database (`Entry.auditKey`); the one that seals never leaves the program, so that whoever rules the
 * database, and could read the first there, still makes no seal.
 */
export function openAudit({ key }: { key: Uint8Array }): string {
  sealing = derive(key, 'seals')
  return Buffer.from(derive(key, 'hashes')).toString('base64')
}

/** @throws Error when `openAudit` has not been called */
export function sealingKey(): Uint8Array {
  if (!sealing) throw new Error('openAudit has not been called')
  return sealing
}

const derive = (key: Uint8Array, purpose: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', key, new Uint8Array(), `concord audit ${purpose}`, 32))
