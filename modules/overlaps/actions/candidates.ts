import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { Tx } from '../../../platform/database.ts'
import { narrowed, organisationIds } from '../../programmes/index.ts'
import { OFFICE_TYPES } from '../../programmes/rules.ts'
import type * as contract from '../contract.ts'
import type { Like } from '../rules.ts'

export type Input = z.output<typeof contract.listOverlaps.input>
type By = Pick<Input, 'themes' | 'pillars' | 'states' | 'regions' | 'from' | 'until'>

/** A programme or an activity as it is compared: organisations and States by id. */
export type Candidate = Like & {
  kind: 'programme' | 'activity'
  themes: readonly string[]
  states: readonly string[]
  regions: readonly string[]
}

/**
 * What can overlap, as the viewer may read it: a total stands for single activities, and an office is a place to work
 * from, not work. Tens of thousands of records: each comes as one line, and the words and lists that many share are
 * kept once.
 */
export async function candidatesOf(tx: Tx, by: By, also: RawBuilder<unknown>): Promise<Candidate[]> {
  const { rows } = await sql<{ id: string; line: string }>`
    select p.record as id, concat(p.kind, E'\t', array_to_string(p.leads || p.partners, ','), E'\t', array_to_string(p.themes, ','), E'\t',
             array_to_string(p.states, ','), E'\t', array_to_string(p.regions, ','), E'\t', nullif(p.starts_on, '-infinity'), E'\t',
             nullif(p.ends_on, 'infinity'), E'\t', p.attendees, E'\t', part.record) as line
      from presence p left join presence part on part.record = p.programme and part.kind = 'programme'
     where (${narrowed('programme', narrowing(by))} or ${narrowed('activity', narrowing(by))})
       and p.type <> all (${[...OFFICE_TYPES]}::text[]) and ${also}`.execute(tx)
  const kept = new Map<string, string>()
  const once = (word: string) => {
    const there = kept.get(word)
    if (there === undefined) kept.set(word, word)
    return there ?? word
  }
  const lists = new Map<string, readonly string[]>([['', []]])
  const all = (words: string) => {
    const there = lists.get(words) ?? words.split(',').map(once)
    lists.set(words, there)
    return there
  }
  return rows.map(({ id, line }) => asCandidate(id, line, once, all))
}

const narrowing = ({ themes, pillars, states, regions, from, until }: By) => ({
  ...{ themes, pillars, states, regions, from, until, roles: [], aggregates: false },
})

function asCandidate(
  id: string,
  line: string,
  once: (word: string) => string,
  all: (words: string) => readonly string[],
): Candidate {
  const [kind, organisations, themes, states, regions, starts, ends, audience, programme] = line.split('\t') as [
    ...[Candidate['kind'], string, string, string, string, string, string, string, string],
  ]
  const orNull = (word: string) => (word === '' ? null : once(word))
  return {
    ...{ id, kind, organisations: all(organisations), themes: all(themes), states: all(states), regions: all(regions) },
    ...{ starts: orNull(starts), ends: orNull(ends), audience: orNull(audience), programme: orNull(programme) },
  }
}

/** Ids of the organisations that these codes name; undefined where none are asked for. */
export async function idsOf(tx: Tx, codes: readonly string[] | undefined): Promise<ReadonlySet<string> | undefined> {
  if (!codes) return undefined
  const { rows } = await sql<{ ids: string[] }>`select ${organisationIds(codes)} as ids`.execute(tx)
  return new Set(rows[0]!.ids)
}

/** Records looked at for one: of more, those that end last. */
const NEAR = 200

/** One record, and others that share a theme and a place with it; undefined where it is not to be read. */
export async function nearOf(tx: Tx, id: string): Promise<{ own: Candidate; others: Candidate[] } | undefined> {
  const [own] = await candidatesOf(tx, {}, sql`p.record = ${id}`)
  if (!own) {
    // A total or an office is like nothing.
    const { rows } = await sql<
      Pick<Candidate, 'id' | 'kind'>
    >`select record as id, kind from presence where record = ${id}`.execute(tx)
    return rows[0] && { own: { ...NOTHING, ...rows[0] }, others: [] }
  }
  const place =
    own.states.length > 0
      ? sql`p.states && ${[...own.states]}::uuid[]`
      : sql`p.states = '{}' and p.regions && ${[...own.regions]}::text[]`
  const others = await candidatesOf(
    tx,
    {},
    sql`${place} and p.themes && ${[...own.themes]}::text[] and p.record <> ${id} order by p.ends_on desc, p.record limit ${NEAR}`,
  )
  return { own, others }
}

const NOTHING: Omit<Candidate, 'id' | 'kind'> = {
  ...{ themes: [], states: [], regions: [], organisations: [] },
  ...{ starts: null, ends: null, audience: null, programme: null },
}
