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

const EVERYONE = '00000000-0000-4000-8000-000000000001'

/**
 * Whether `reader` holds `right` on a record at `at`: level reached, covered by a grant in force, not denied, and
 * reader of every source. Row-level security decides the same in SQL; a property test holds the two together.
 */
export function decide(reader: Reader, record: Audience, right: Right, at: Date): boolean {
  const mine = record.grants.filter((g) => reader.principals.includes(g.principal) && inForce(g, at))
  return (
    record.level <= reader.level &&
    mine.some((g) => g.gives !== 'deny' && RIGHTS.indexOf(g.gives) >= RIGHTS.indexOf(right)) &&
    !mine.some((g) => g.gives === 'deny') &&
    record.sources.every((source) => decide(reader, source, 'read', at))
  )
}

/**
 * The same while an originator views as another organisation: only what is its own or public, only what both may see.
 * `as.level` is the highest, so that the originator sees what a cleared colleague there would.
 */
export function decidePreview(reader: Reader, as: Reader, record: Audience, right: Right, at: Date): boolean {
  const openOrOwn =
    record.ownerOrg === reader.organisation ||
    record.grants.some(
      (g) => g.principal === EVERYONE && g.gives !== 'deny' && g.gives !== 'discover' && inForce(g, at),
    )
  return openOrOwn && decide(reader, record, right, at) && decide(as, record, right, at)
}

function inForce(grant: Grant, at: Date): boolean {
  return grant.revokedAt === null && grant.startsAt <= at && (grant.endsAt === null || grant.endsAt > at)
}
