import { type Selectable, type SelectQueryBuilder, sql } from 'kysely'
import type { z } from 'zod'
import { organisationRefs } from '../access/organisations.ts'
import type { OrganisationRef, PersonRef } from '../access/refs.ts'
import type { Tx } from '../database.ts'
import { peopleRefs } from '../records/principals.ts'
import type { Tables } from '../tables.ts'
import type { Language } from '../text.ts'
import { MOST, type readOwnTrail } from './contract.ts'

export type Trail = SelectQueryBuilder<Tables, 'audit_events', object>
type Narrowing = Pick<z.output<typeof readOwnTrail.input>, 'since' | 'until' | 'action' | 'outcome'>

/** The lines of a trail that were written in a time, by an action, with an outcome. */
export function narrow(trail: Trail, { since, until, action, outcome }: Narrowing): Trail {
  let of = trail
  if (since) of = of.where('at', '>=', new Date(since))
  if (until) of = of.where('at', '<', isDay(until) ? new Date(Date.parse(until) + DAY) : new Date(until))
  // All of a part's actions: those between `part.` and `part/`, which follows the point in the order of characters.
  if (action?.includes('.')) of = of.where('action', '=', action)
  else if (action) of = of.where('action', '>=', `${action}.`).where('action', '<', `${action}/`)
  if (outcome === 'done') of = of.where('outcome', '=', 'done')
  if (outcome === 'refused') of = of.where('outcome', '<>', 'done')
  return of
}

const DAY = 86_400_000
const isDay = (moment: string): boolean => moment.length === 10

const COLUMNS = [
  'id',
  'at',
  'person',
  'organisation',
  'token',
  'action',
  'outcome',
  'changed',
  'purpose',
  'records',
  'originator',
  'subject',
] as const
export type Line = Pick<Selectable<Tables['audit_events']>, (typeof COLUMNS)[number]>

export type Counted = { total: number; more: boolean }

/** One page of a trail, newest first, and how long the whole is: never counted further than `MOST`. */
export async function pageOf(
  tx: Tx,
  trail: Trail,
  { page, size }: { page: number; size: number },
): Promise<Counted & { lines: Line[] }> {
  const { n } = await tx
    .selectFrom(
      trail
        .select('id')
        .limit(MOST + 1)
        .as('counted'),
    )
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  const skipped = (page - 1) * size
  const counted = { total: Math.min(n, MOST), more: n > MOST }
  if (skipped >= counted.total) return { ...counted, lines: [] }
  const lines = await trail
    .select(COLUMNS)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(Math.min(size, MOST - skipped))
    .offset(skipped)
    .execute()
  return { ...counted, lines }
}

/** What lines have in common, in the words of `language`, with the names that the viewer may know. */
export async function entriesOf(tx: Tx, lines: readonly Line[], language: Language) {
  const people = await actors(tx, lines, language)
  const organisations = await organisationRefs(
    tx,
    lines.flatMap((l) => [l.organisation, l.originator].filter((id) => id !== null)),
    language,
  )
  const organisationOf = (id: string | null): OrganisationRef | null => (id && organisations.get(id)) || null
  return lines.map((line) => ({
    line,
    originator: organisationOf(line.originator),
    entry: {
      at: line.at.toISOString(),
      person: (line.person && people.get(line.person)) || null,
      organisation: organisationOf(line.organisation),
      byToken: line.token !== null,
      action: line.action,
      outcome: line.outcome,
      changed: line.changed,
      purpose: line.purpose,
    },
  }))
}

/** Who acted. Whoever sees a line knows who it was, also where the directory would not say. */
async function actors(tx: Tx, lines: readonly Line[], language: Language): Promise<Map<string, PersonRef>> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from audit_people(${lines.map(({ id }) => id)}::bigint[])`.execute(tx)
  const known = new Map(rows.map(({ id, name }) => [id, { name, organisation: null }]))
  return peopleRefs(
    tx,
    lines.flatMap(({ person }) => person ?? []),
    language,
    known,
  )
}
