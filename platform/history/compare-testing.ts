import fc from 'fast-check'
import type pg from 'pg'
import { CIRCLES } from '../access/refs.ts'
import { type World, world } from '../access/world.ts'
import { audiencesOf, grantsOf, type Ids, newIds, previewedOf, readerOf, sourcesOf } from '../access/world-audiences.ts'
import { tablesOf } from '../access/world-testing.ts'
import { type KeptAudience, mayCompare, type PastReader } from './compare.ts'

/** Minutes before now at which every record of a world was edited. */
const EDITS = [-4000, -45, -3] as const

/**
 * A world with a past: when each grant was given and taken away and each membership entered, in minutes from now, and what
 * the level of each record was at each edit. The lists are longer than any world needs, and read from their beginning.
 */
export type PastWorld = World & { given: number[]; taken: number[]; opened: number[]; levels: number[] }

const some = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: 60, maxLength: 60 })
export const pastWorld: fc.Arbitrary<PastWorld> = fc
  .record({
    w: world,
    given: some(fc.constantFrom(-5000, -5000, -60, -20, -1)),
    taken: some(fc.constantFrom(-4500, -50, -10, 0)),
    opened: some(fc.constantFrom(-900_000, -900_000, -60, -20)),
    levels: some(fc.constantFrom(0, 0, 0, 1, 2)),
    starts: some(fc.constantFrom(-5000, -5000, -60, -20)),
    ends: some(fc.constantFrom(null, null, null, -50, -1, 30)),
    groups: some(fc.nat({ max: 3 })),
    /** Everyone is who they say, so that grants and memberships alone decide. */
    isPlain: fc.boolean(),
  })
  .map(({ w, given, taken, opened, levels, starts, ends, groups, isPlain }) => {
    let n = 0
    const grantIn = (grant: World['records'][number]['grants'][number]) => {
      const [from, end, group] = [starts[n % 60]!, ends[n % 60]!, groups[n % 60]!]
      n++
      // Circle 3 is that of the Compact.
      const to =
        group === 3 ? { ...grant.to, kind: 'circle' as const, index: 3 } : { ...grant.to, kind: 'group' as const }
      return {
        ...grant,
        ...(isPlain && group > 1 && { to }),
        from,
        lasts: end === null ? null : Math.max(1, end - from),
      }
    }
    const people = w.people.map((p) =>
      isPlain ? { ...p, until: null, from: -400, clearance: 2, second: true, active: true, terms: true } : p,
    )
    return {
      ...w,
      stale: 0,
      preview: isPlain ? null : w.preview,
      people,
      organisations: isPlain ? w.organisations.map((o) => ({ ...o, left: null })) : w.organisations,
      records: w.records.map((r) => ({ ...r, ...(isPlain && { level: 0 }), grants: r.grants.map(grantIn) })),
      ...{ given, taken, opened, levels: isPlain ? levels.map(() => 0) : levels },
    }
  })

/** What the database and `mayCompare` disagree on; empty when they are one. */
export async function compareDisagreements(client: pg.Client, w: PastWorld): Promise<string[]> {
  await client.query('begin')
  try {
    await client.query("set local time zone 'UTC'")
    const ids = newIds()
    const { rows } = await client.query<{ at: Date }>("select date_trunc('milliseconds', now()) as at")
    const now = rows[0]!.at
    const tables = tablesOf(w, ids)
    await client.query('select worlds.build($1)', [
      JSON.stringify({
        ...tables,
        grants: tables.grants.map((grant, i) => ({ ...grant, given: w.given[i], taken: w.taken[i] })),
        members: tables.members.map((member, i) => ({ ...member, opened: w.opened[i] })),
      }),
    ])
    const edits = await keepEdits(client, w, ids)
    const records = pastOf(w, ids, now)
    const found: string[] = []
    for (const person of [...w.people.keys(), null]) {
      const reader = pastReaderOf(w, ids, now, person)
      const seen = await seenBy(client, w, ids, person)
      for (const { id, record, minutes, level } of edits) {
        const difference = { at: new Date(now.getTime() + minutes * 60_000), level }
        if (mayCompare(reader, records[record]!, difference, now) !== seen.has(id))
          found.push(`person ${person}, record ${record}, edit ${minutes}, level ${level}: ${seen.has(id)}`)
      }
    }
    return found
  } finally {
    await client.query('rollback')
  }
}

/** Writes differences as the trigger would have written them at the time. */
async function keepEdits(client: pg.Client, w: PastWorld, ids: Ids) {
  const edits = ids.records.flatMap((_, record) =>
    EDITS.map((minutes, i) => ({
      id: crypto.randomUUID(),
      record,
      minutes,
      level: w.levels[record * EDITS.length + i]!,
    })),
  )
  await client.query(
    `insert into record_history (id, record, table_name, at, version, level, standing, changed)
     select e.id, r.id, 'things', at, 1, e.level, grants_standing(r.id || r.sources, at), '{}'
       from jsonb_to_recordset($1) as e(id uuid, record uuid, minutes integer, level smallint) join records r on r.id = e.record,
            lateral (select date_trunc('milliseconds', now()) + make_interval(mins => e.minutes) as at) moment`,
    [JSON.stringify(edits.map((edit) => ({ ...edit, record: ids.records[edit.record] })))],
  )
  return edits
}

async function seenBy(client: pg.Client, w: World, ids: Ids, person: number | null): Promise<Set<string>> {
  const preview = w.preview && [ids.organisations[w.preview.organisation], w.preview.role].filter(Boolean).join('/')
  await client.query('savepoint looking')
  await client.query("select enter(null, null, $1, $2, $3, 'worlds', '')", [
    person === null ? null : ids.people[person],
    person !== null && w.people[person]!.second,
    preview,
  ])
  await client.query("select set_config('role', 'app', true)")
  const { rows } = await client.query<{ id: string }>('select id from record_history')
  await client.query('rollback to savepoint looking')
  return new Set(rows.map(({ id }) => id))
}

/** The records of a world with all that became of their grants. Those of `audiencesOf` begin with the originator's. */
function pastOf(w: PastWorld, ids: Ids, now: Date): KeptAudience[] {
  const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000)
  const made: KeptAudience[] = []
  let place = 0
  for (const [i, { grants, ...audience }] of audiencesOf(w, ids, now).entries()) {
    const [own, ...others] = grants
    const first = place
    place += grantsOf(w, i).length
    made.push({
      ...audience,
      sources: sourcesOf(w, i).map((s) => made[s]!),
      grants: [
        { ...own!, grantedAt: now },
        ...others.map((grant, n) => ({
          ...grant,
          grantedAt: at(w.given[first + n]!),
          revokedAt: grant.revokedAt && at(w.taken[first + n]!),
        })),
      ],
    })
  }
  return made
}

function pastReaderOf(w: PastWorld, ids: Ids, now: Date, person: number | null): PastReader {
  const nobody = { organisation: null, level: 0, principals: [CIRCLES.everyone], memberships: [], isPreviewing: false }
  if (person === null) return nobody
  const me = readerOf(w, ids, person)
  if (!me.member) return nobody
  const day = (from: number) => new Date(now.getTime() + from * 86_400_000).toISOString().slice(0, 10)
  const memberships = w.members.flatMap((m, i) =>
    m.verified && (m.organisation === w.people[person]!.organisation || m.person === person)
      ? [
          {
            principals: [ids.groups[m.group]!, ...(w.groups[m.group]!.kind === 'compact' ? [CIRCLES.compact] : [])],
            openedAt: new Date(now.getTime() + w.opened[i]! * 60_000),
            startsOn: day(m.from),
          },
        ]
      : [],
  )
  return { ...me, memberships, isPreviewing: previewedOf(w, ids, me) !== null }
}
