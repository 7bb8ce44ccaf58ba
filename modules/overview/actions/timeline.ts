import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { Call, Tx } from '../../../platform/database.ts'
import { namesOnAxis, narrowed, onAxis, organisationIds } from '../../programmes/index.ts'
import type * as contract from '../contract.ts'
import { linesOf } from './lines.ts'

type Input = z.output<typeof contract.listTimelineGroups.input>

const KINDS = { both: ['programme', 'activity'], programme: ['programme'], activity: ['activity'] } as const

/** As the lists narrow; totals over single activities would stand there twice. */
const meant = (input: Input): RawBuilder<unknown> =>
  sql`(${sql.join(
    KINDS[input.kind].map((kind) => narrowed(kind, { ...input, aggregates: false })),
    sql` or `,
  )})`

/** First and last year of the days that are said. */
const years = sql`
  extract(year from min(starts_on) filter (where isfinite(starts_on)))::int as first,
  extract(year from greatest(max(ends_on) filter (where isfinite(ends_on)), max(starts_on) filter (where isfinite(starts_on))))::int as last`

export async function listTimelineGroups(
  tx: Tx,
  input: Input,
  call: Call,
): Promise<z.output<typeof contract.listTimelineGroups.output>> {
  type Years = { first: number | null; last: number | null }
  const { rows: groups } = await sql<{ key: string | null; count: number } & Years>`
    select key::text as key, count(*)::int as count, ${years}
      from (select unnest(${onAxis(input, input.by)}) as key, p.starts_on, p.ends_on from presence p where ${meant(input)}) placed
     group by key`.execute(tx)
  const { rows: all } = await sql<{ records: number } & Years>`
    select count(*)::int as records, ${years} from presence p where ${meant(input)}`.execute(tx)
  const keys = groups.flatMap(({ key }) => key ?? [])
  const names = await namesOnAxis(tx, input.by, keys, call.language)
  const none = groups.find(({ key }) => key === null)
  const group = ({ count, first, last }: (typeof groups)[number]) => ({ count, first, last })
  return {
    items: [
      ...names.map(({ key, id, name }) => ({ id, name, ...group(groups.find((one) => one.key === key)!) })),
      ...(none ? [{ id: null, name: null, ...group(none) }] : []),
    ],
    ...all[0]!,
    asOf: call.at.toISOString(),
  }
}

/** What stands in a group, by what `onAxis` gives for it. */
function within(input: Input, group: string): RawBuilder<unknown> {
  const isOfOrganisations = input.by === 'entity' || input.by === 'state'
  const having = onAxis(input, input.by)
  if (group === '-') return sql`array_position(${having}, null) is not null`
  return sql`${having} && ${isOfOrganisations ? organisationIds([group]) : sql`array[${group}]::text[]`}`
}

export async function listTimeline(
  tx: Tx,
  { group, page, size, ...input }: z.output<typeof contract.listTimeline.input>,
  call: Call,
): Promise<z.output<typeof contract.listTimeline.output>> {
  const which = sql`${meant(input)} and ${group === undefined ? sql`true` : within(input, group)}`
  const { rows } = await sql<{ id: string; kind: 'programme' | 'activity' }>`
    select p.record as id, p.kind from presence p where ${which}
     order by p.starts_on, nullif(p.code, '') nulls last, p.record limit ${size} offset ${(page - 1) * size}`.execute(
    tx,
  )
  const counted = await sql<{ n: number }>`select count(*)::int as n from presence p where ${which}`.execute(tx)
  const lines = await linesOf(tx, rows, call)
  return { items: rows.map(({ id }) => lines.get(id)!), total: counted.rows[0]!.n }
}
