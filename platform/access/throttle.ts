import { sql } from 'kysely'
import { log } from '../log.ts'
import { Problem } from '../problem.ts'
import type { SignIn } from './sign-in.ts'

/** What is counted, under which key, and how often it may happen in a quarter of an hour. */
export type Limit = readonly [key: string, most: number]

/** One person's account is the same however its mail is written. */
export const accountKey = (mail: string): string => mail.normalize('NFKC').trim().toLowerCase()

/** Addresses of one network count as one: an IPv6 user has a whole /64. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped) return mapped
  if (!address.includes(':')) return address
  const [head = '', tail] = address.toLowerCase().split('::')
  const before = head.split(':').filter(Boolean)
  const after = (tail ?? '').split(':').filter(Boolean)
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length)
  return [...before, ...Array<string>(zeros).fill('0'), ...after].slice(0, 4).join(':')
}

/**
 * Counts a try before anything is checked, in the database and whatever becomes of the call, so that neither a restart
 * nor another server nor many tries at once gives more of them.
 *
 * @throws Problem `access.too_many_attempts` with the minutes to wait
 */
export async function admit(signIn: SignIn, limits: readonly Limit[]): Promise<void> {
  const [keys, most] = [limits.map(([key]) => key), limits.map(([, n]) => n)]
  const { rows } = await sql<{ wait: number }>`
    select auth.count_attempts(${keys}::text[], ${most}::integer[], interval '15 minutes') as wait`.execute(signIn.db)
  const wait = rows[0]?.wait ?? 0
  if (wait === 0) return
  log.warn('sign-in.throttled', { kind: keys[0]?.split(' ')[0] })
  throw new Problem('access.too_many_attempts', 429, { minutes: Math.ceil(wait / 60) })
}

/** The right answer came: what was counted against this account is no sign of guessing. */
export async function forget(signIn: SignIn, keys: readonly string[]): Promise<void> {
  await sql`delete from auth.attempts where key in (select sha256(convert_to(k, 'UTF8')) from unnest(${keys}::text[]) k)`.execute(
    signIn.db,
  )
}

/** Takes back one try: a network of many people who all sign in well is not slowed down. */
export async function takeBack(signIn: SignIn, key: string): Promise<void> {
  await sql`update auth.attempts set count = greatest(count - 1, 0) where key = sha256(convert_to(${key}, 'UTF8'))`.execute(
    signIn.db,
  )
}
