import { CIRCLES } from './refs.ts'

/** The rights a grant may give, each including those before it; `deny` overrides them all. */
export const RIGHTS = ['discover', 'read', 'comment', 'contribute'] as const
export type Right = (typeof RIGHTS)[number]

/** Who asks, as far as audiences are concerned. */
export type Reader = {
  organisation: string | null
  /** Highest level now: clearance, 0 without a second factor. */
  level: number
  /** Person, organisation, its roles, groups, broad circles. */
  principals: readonly string[]
}

export type Grant = {
  principal: string
  gives: Right | 'deny'
  startsAt: Date
  endsAt: Date | null
  revokedAt: Date | null
}

/** A record as far as its audience is concerned. */
export type Audience = { ownerOrg: string; level: number; grants: readonly Grant[]; sources: readonly Audience[] }

/**
 * Whether `reader` holds `right` on a record at `at`: level reached, covered by a grant in force, not denied, and
 * reader of every source. Row-level security decides the same in SQL; a property test holds the two together.
 */
export function decide(reader: Reader, record: Audience, right: Right, at: Date): boolean {
  return (
    record.level <= reader.level &&
    covers(record, reader.principals, right, at) &&
    record.sources.every((source) => decide(reader, source, 'read', at))
  )
}

/**
 * The same while an originator views as another organisation, whose `principals` these are: of what is its own, what the
 * other sees, too, and a cleared colleague there would; of what is not, what is open to everyone. So it learns nothing of
 * what third parties share with the other, or keep from it.
 */
export function decidePreview(
  reader: Reader,
  { principals }: Pick<Reader, 'principals'>,
  record: Audience,
  right: Right,
  at: Date,
): boolean {
  const own = record.ownerOrg === reader.organisation
  const eyes = principals.filter((p) => own || p === CIRCLES.everyone)
  return (
    decide(reader, record, right, at) &&
    covers(record, eyes, right, at) &&
    record.sources.every((source) => decidePreview(reader, { principals }, source, 'read', at))
  )
}

function covers(record: Audience, principals: readonly string[], right: Right, at: Date): boolean {
  const theirs = record.grants.filter((g) => principals.includes(g.principal) && inForce(g, at))
  return (
    theirs.some((g) => g.gives !== 'deny' && RIGHTS.indexOf(g.gives) >= RIGHTS.indexOf(right)) &&
    !theirs.some((g) => g.gives === 'deny')
  )
}

function inForce(grant: Grant, at: Date): boolean {
  return grant.revokedAt === null && grant.startsAt <= at && (grant.endsAt === null || grant.endsAt > at)
}
