import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'

let setup: { key: Uint8Array; origin: string } | undefined

/** Takes the key that signs links in mail, and the public address of this installation, once at start. */
export function openNotices({ key, origin }: { key: Uint8Array; origin: string }): void {
  setup = { key: new Uint8Array(hkdfSync('sha256', key, '', 'concord notices: links that stop mail', 32)), origin }
}

function opened() {
  if (!setup) throw new Error('openNotices has not been called')
  return setup
}

/** The public address of a page or endpoint. */
export const addressOf = (path: `/${string}`): string => `${opened().origin}${path}`

/** Which mail to stop, and whose; a topic of null means all. */
export type Stop = { person: string; topic: string | null }

/** Words for an address that prove that a mail went to this person: good for stopping mail, and for nothing else. */
export function stopToken({ person, topic }: Stop): string {
  const stop = `${person}~${topic ?? ''}`
  return `${stop}~${signed(stop)}`
}

/** What a token stops; undefined for one that was not made here. */
export function readStopToken(token: string): Stop | undefined {
  const [person = '', topic = '', signature = '', more] = token.split('~')
  const right = Buffer.from(signed(`${person}~${topic}`))
  const given = Buffer.from(signature)
  if (more !== undefined || given.length !== right.length || !timingSafeEqual(given, right)) return undefined
  return { person, topic: topic || null }
}

const signed = (stop: string): string => createHmac('sha256', opened().key).update(stop).digest('base64url')
