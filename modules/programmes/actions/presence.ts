import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { Call, Tx } from '../../../platform/database.ts'
import { type Language, type Shown, show, type Written } from '../../../platform/text.ts'
import type * as contract from '../contract/presence.ts'
import type { Axis, Presence } from '../contract/presence.ts'
import { narrowed, organisationIds, rolesOf } from './narrowing.ts'

type Input = z.output<typeof contract.readPresence.input>
/** What decides which things a record has on an axis. */
type On = Pick<Input, 'roles' | 'entities' | 'states' | 'themes' | 'pillars' | 'regions'>

export const readPresence = (tx: Tx, input: Input, call: Call): Promise<Presence> => presenceOf(tx, input, call)

/** The matrix; `also` narrows it further. */
export async function presenceOf(
  tx: Tx,
  input: Input,
  call: Call,
  also: RawBuilder<unknown> = sql`true`,
): Promise<Presence> {
  const which = sql`${narrowed(input.kind, { ...input, aggregates: false })} and ${also}`
  const groups = await groupsOf(tx, input, which)
  const placed = groups.filter(isPlaced)
  const rows = await axisItems(tx, input.rows, placed, 'row', call.language)
  const columns = await axisItems(tx, input.columns, placed, 'column', call.language)
  const [rowIds, columnIds] = [codes(rows), codes(columns)]
  const sum = (some: readonly Group[]) => some.reduce((n, group) => n + group.once, 0)
  return {
    rows: rows.map(({ item }) => item),
    columns: columns.map(({ item }) => item),
    cells: placed.map(({ row, column, count, planned, led, joined }) => ({
      ...{ row: rowIds.get(row)!, column: columnIds.get(column)!, count, planned },
      ...partsOf(count, led, joined),
    })),
    coverage: {
      records: sum(groups),
      unplaced: sum(groups.filter((group) => !isPlaced(group))),
      entities: entitiesAmong(groups, input) ?? (await entitiesIn(tx, input, which)),
      aggregates: input.kind === 'activity' ? await aggregatesIn(tx, input, also) : 0,
      asOf: call.at.toISOString(),
    },
  }
}

type Placed = Group & { row: string; column: string }
const isPlaced = (group: Group): group is Placed => group.row !== null && group.column !== null

const partsOf = (count: number, led: number | null, joined: number | null) =>
  led === null || joined === null
    ? { led: null, joined: null, funded: null }
    : { led, joined, funded: count - led - joined }

/** Records by what they have on both axes, null where they have nothing there. */
type Group = {
  row: string | null
  column: string | null
  count: number
  planned: number
  led: number | null
  joined: number | null
  /** Of the records, those that stand here first in their row: adding them up along a row counts each record once. */
  once_in_row: number
  once_in_column: number
  once: number
}

/**
 * One pass over `presence`. A record with two entities and three themes stands in six cells but comes only once to each,
 * so counting rows counts distinct records; the places in its own lists (`i`, `j`) tell which of the six is the first.
 */
async function groupsOf(tx: Tx, input: Input, which: RawBuilder<unknown>): Promise<Group[]> {
  // Row-level security lets the planner expect a few rows where many come, and it would sort them on disk to group them.
  await sql`select set_config('enable_sort', 'off', true)`.execute(tx)
  const { led, joined } = parts(input)
  const { rows } = await sql<Group>`
    select a::text as row, b::text as column, count(*)::int as count, count(*) filter (where planned)::int as planned,
           ${led} as led, ${joined} as joined,
           count(*) filter (where j = 1)::int as once_in_row, count(*) filter (where i = 1)::int as once_in_column,
           count(*) filter (where i = 1 and j = 1)::int as once
      from (select unnest(first) as a, generate_subscripts(first, 1) as i, b, j, planned, leads, partners
              from (select first, unnest(second) as b, generate_subscripts(second, 1) as j, planned, leads, partners
                      from (select ${onAxis(input, input.rows)} as first, ${onAxis(input, input.columns)} as second,
                                   p.status in ('proposed', 'planned') as planned, p.leads, p.partners
                              from presence p where ${which}) counted) by_column) by_both
     group by a, b`.execute(tx)
  return rows
}

/** What a record has on an axis, or one null where it has nothing there; of an axis that is narrowed, only what was chosen. */
export function onAxis(input: On, axis: Axis): RawBuilder<unknown> {
  switch (axis) {
    case 'entity':
      return something('uuid', taking(input), input.entities && organisationIds(input.entities))
    case 'state':
      return something('uuid', sql`p.states`, input.states && organisationIds(input.states))
    case 'theme':
      return something('text', sql`p.themes`, input.themes && sql`${input.themes}::text[]`)
    case 'pillar':
      return something('text', sql`p.pillars`, input.pillars && sql`${input.pillars}::text[]`)
    case 'region':
      return something('text', sql`p.regions`, input.regions && sql`${input.regions}::text[]`)
  }
}

function something(
  type: 'uuid' | 'text',
  all: RawBuilder<unknown>,
  wanted: RawBuilder<unknown> | undefined,
): RawBuilder<unknown> {
  const chosen = wanted ? sql`array(select x from unnest(${all}) x where x = any (${wanted}))` : all
  return sql`coalesce(nullif(${chosen}, '{}'), array[null::${sql.raw(type)}])`
}

/** Who takes part in a record in one of the roles meant, each once. */
function taking(input: On): RawBuilder<unknown> {
  const roles = rolesOf(input)
  const doing = roles.includes('lead')
    ? roles.includes('partner')
      ? sql`(p.leads || p.partners)`
      : sql`p.leads`
    : roles.includes('partner')
      ? sql`p.partners`
      : sql`'{}'::uuid[]`
  return roles.includes('funder')
    ? sql`(${doing} || array(select unnest(p.funders) except select unnest(${doing})))`
    : doing
}

/** How many of a cell's records its entity, or one of those meant, leads; and how many of the rest it joins. */
function parts(input: Input): { led: RawBuilder<unknown>; joined: RawBuilder<unknown> } {
  const roles = rolesOf(input)
  const among = partTest(input)
  if (!among) return { led: sql`null::int`, joined: sql`null::int` }
  const leads = roles.includes('lead') ? among(sql`leads`) : sql`false`
  const joins = roles.includes('partner') ? among(sql`partners`) : sql`false`
  return {
    led: sql`count(*) filter (where ${leads})::int`,
    joined: sql`count(*) filter (where ${joins} and not ${leads})::int`,
  }
}

function partTest(input: Input): ((who: RawBuilder<unknown>) => RawBuilder<unknown>) | undefined {
  if (input.rows === 'entity') return (who) => sql`a = any (${who})`
  if (input.columns === 'entity') return (who) => sql`b = any (${who})`
  const { entities } = input
  return entities && ((who) => sql`${who} && ${organisationIds(entities)}`)
}

type Named = { key: string; item: Presence['rows'][number] }
const codes = (items: readonly Named[]): Map<string, string> => new Map(items.map(({ key, item }) => [key, item.id]))

/** What stands on an axis, in the axis's own order, with its distinct records. */
async function axisItems(
  tx: Tx,
  axis: Axis,
  groups: readonly Placed[],
  side: 'row' | 'column',
  language: Language,
): Promise<Named[]> {
  const totals = new Map<string, number>()
  for (const group of groups) {
    const once = side === 'row' ? group.once_in_row : group.once_in_column
    totals.set(group[side], (totals.get(group[side]) ?? 0) + once)
  }
  const names = await namesOnAxis(tx, axis, [...totals.keys()], language)
  return names.map(({ key, id, name }) => ({ key, item: { id, name, total: totals.get(key)! } }))
}

type Name = { key: string; id: string; name: Shown }

/** States stand in the order of the United Nations (English names), organisations in that of their codes. */
export async function namesOnAxis(tx: Tx, axis: Axis, keys: string[], language: Language): Promise<Name[]> {
  if (keys.length === 0) return []
  if (axis === 'entity' || axis === 'state') {
    const organisations = await tx
      .selectFrom('organisations')
      .select(['id', 'code', 'names'])
      .where('id', 'in', keys)
      .orderBy(axis === 'state' ? sql`un_order(names)` : sql`code`)
      .execute()
    return organisations.map(({ id, code, names }) => ({ key: id, id: code, name: show(names, language) }))
  }
  const { rows } = await sql<{ code: string; names: Written }>`
    select code, names from ${sql.table(TERMS[axis].table)} where code = any (${keys}::text[]) order by ${sql.ref(TERMS[axis].order)}`.execute(
    tx,
  )
  return rows.map(({ code, names }) => ({ key: code, id: code, name: show(names, language) }))
}

const TERMS = {
  theme: { table: 'themes', order: 'sort' },
  pillar: { table: 'pillars', order: 'number' },
  region: { table: 'named_regions', order: 'sort' },
}

/** Who takes part in the records, where entities are an axis. */
function entitiesAmong(groups: readonly Group[], input: Input): number | undefined {
  const side = input.rows === 'entity' ? 'row' : input.columns === 'entity' ? 'column' : undefined
  return side && new Set(groups.flatMap((group) => group[side] ?? [])).size
}

async function entitiesIn(tx: Tx, input: Input, which: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(distinct who)::int as n from presence p, unnest(${taking(input)}) who where ${which}`.execute(tx)
  return rows[0]!.n
}

async function aggregatesIn(tx: Tx, input: Input, also: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from presence p
     where p.aggregate and ${narrowed(input.kind, { ...input, aggregates: true })} and ${also}`.execute(tx)
  return rows[0]!.n
}
