import { type Audience, decide, type Grant, type Reader } from '../access/decide.ts'

/** A grant with the moment at which it was given: it may be dated back, but lets nobody see what was gone by then. */
type KeptGrant = Grant & { grantedAt: Date }
export type KeptAudience = Omit<Audience, 'grants' | 'sources'> & {
  grants: readonly KeptGrant[]
  sources: readonly KeptAudience[]
}

/** A reader, with the groups among their principals and since when each is open to them. */
export type PastReader = Reader & {
  /** `principals`: the group, and the circle that it makes up. `startsOn`: yyyy-mm-dd. */
  memberships: readonly { principals: readonly string[]; openedAt: Date; startsOn: string }[]
  /** While viewing as another nothing of the past is shown. */
  isPreviewing: boolean
}

/** An edit of a record: when it was made, and what the record's level was. */
export type Difference = { at: Date; level: number }

/**
 * Whether `reader` may see, at `now`, what a record said before a difference: words that were removed before it was shared
 * with them must not reach them through its history. `viewer_compares` decides the same in SQL, and a property test holds
 * the two together.
 */
export function mayCompare(reader: PastReader, record: KeptAudience, difference: Difference, now: Date): boolean {
  return (
    !reader.isPreviewing &&
    difference.level <= reader.level &&
    decide(reader, record, 'read', now) &&
    (record.ownerOrg === reader.organisation || readThen(reader, record, difference.at, now))
  )
}

/**
 * Read this record and all it was made from, by grants that held then and hold still. Of which no grant stood, not even its
 * originator's own, was no source then; what that was made from itself may have been one.
 */
function readThen(reader: PastReader, record: KeptAudience, at: Date, now: Date): boolean {
  const then = principalsAt(reader, at)
  const held = ({ grants }: KeptAudience): boolean => {
    const stood = grants.filter((grant) => stoodAt(grant, at))
    return (
      stood.some((g) => READS.includes(g.gives) && then.includes(g.principal) && standsAt(g, now)) &&
      !stood.some((g) => g.gives === 'deny' && reader.principals.includes(g.principal))
    )
  }
  return held(record) && allSources(record).every((of) => held(of) || !of.grants.some((grant) => stoodAt(grant, at)))
}

const READS: readonly Grant['gives'][] = ['read', 'comment', 'contribute']

const allSources = ({ sources }: KeptAudience): KeptAudience[] => sources.flatMap((of) => [of, ...allSources(of)])

const stoodAt = ({ grantedAt, startsAt, endsAt, revokedAt }: KeptGrant, at: Date): boolean =>
  grantedAt < at && startsAt <= at && (endsAt === null || endsAt > at) && (revokedAt === null || revokedAt >= at)

const standsAt = ({ endsAt, revokedAt }: KeptGrant, now: Date): boolean =>
  revokedAt === null && (endsAt === null || endsAt > now)

/** All that covers the reader now, but for groups they did not belong to then. */
function principalsAt({ principals, memberships }: PastReader, at: Date): string[] {
  const day = at.toISOString().slice(0, 10)
  return principals.filter((principal) => {
    const through = memberships.filter((m) => m.principals.includes(principal))
    return through.length === 0 || through.some((m) => m.openedAt < at && m.startsOn <= day)
  })
}
