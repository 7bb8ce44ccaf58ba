import { sql } from 'kysely'
import { organisationRefs } from '../../../platform/access/organisations.ts'
import type { OrganisationRef } from '../../../platform/access/refs.ts'
import type { Call, Tx } from '../../../platform/database.ts'
import type { Amount } from '../../programmes/fields.ts'
import { activityRows, programmeRows } from '../../programmes/index.ts'
import type { KnownDate } from '../../programmes/rules.ts'
import type { Pair, Reason, Side } from '../contract.ts'
import { likeness, type Reason as Ruled, type Side as RuledSide } from '../rules.ts'
import type { Candidate, Kind } from './candidates.ts'

/** Of each record what is shown of it, and what the rule looks at. */
export type Sides = ReadonlyMap<string, { side: Side; ruled: RuledSide }>

/** These records, as far as the viewer reads them. */
export async function sidesOf(tx: Tx, kind: Kind, ids: readonly string[], call: Call): Promise<Sides> {
  const wanted = [...new Set(ids)]
  const shown = new Map((await rowsOf(tx, kind, wanted, call)).map((row) => [row.id, row]))
  const ruled = await ruledSides(tx, kind, wanted)
  return new Map(
    wanted.flatMap((id) => {
      const [row, rule] = [shown.get(id), ruled.get(id)]
      if (!row || !rule) return []
      const { code, title, type, status, leads, partners, states, start, end, head } = row
      const { originator, level, invented } = head
      const side = {
        id,
        kind,
        code,
        title,
        type,
        status,
        leads,
        partners,
        states,
        start,
        end,
        originator,
        level,
        invented,
      }
      return [[id, { side, ruled: rule }] as const]
    }),
  )
}

const rowsOf = async (tx: Tx, kind: Kind, ids: readonly string[], call: Call) =>
  kind === 'programme' ? programmeRows(tx, ids, call) : activityRows(tx, ids, call)

type Row = Omit<RuledSide, 'start' | 'amounts'> & {
  id: string
  start: KnownDate | null
  reached: Amount | null
  took_part: Amount | null
}

/** What the rule looks at: of all that it is asked about, by one query. */
export async function ruledSides(tx: Tx, kind: Kind, ids: readonly string[]): Promise<Map<string, RuledSide>> {
  if (ids.length === 0) return new Map()
  const table = sql.table(kind === 'programme' ? 'programmes' : 'activities')
  const took = kind === 'programme' ? sql`null` : amountIn('participants')
  const { rows } = await sql<Row>`
    select c.id, c.code, c.title, i.identifier, c.leads, c.partners, c.states, ${start} as start, nullif(p.starts_on, '-infinity')::text as starts, nullif(p.ends_on, 'infinity')::text as ends,
           ${amountIn('states_reached')} as reached, ${took} as took_part,
           case when c.source <> '' and c.paragraphs <> '{}' then concat(c.source, ', ', array_to_string(c.paragraphs, ', ')) else '' end as source
      from ${table} c join presence p on p.record = c.id left join iati_identifiers i on i.id = c.id where c.id = any (${[...ids]}::uuid[])`.execute(
    tx,
  )
  return new Map(rows.map(({ id, reached, took_part, ...rest }) => [id, { ...rest, amounts: { reached, took_part } }]))
}

const start = sql`case when c.start_on is not null then jsonb_build_object('date', c.start_on, 'precision', c.start_precision) end`
const amountIn = (column: string) => {
  const [n, comparator] = [sql.ref(`c.${column}`), sql.ref(`c.${column}_is`)]
  return sql`case when ${n} is not null then jsonb_build_object('n', ${n}, 'comparator', ${comparator}) end`
}

export type Likely = Candidate & { reasons: Ruled[]; score: number }

/** Those of the candidates that the rule finds likely, the likeliest first. */
export function likely(candidates: readonly Candidate[], ruled: ReadonlyMap<string, RuledSide>): Likely[] {
  return candidates
    .flatMap(({ one, other }) => {
      const [a, b] = [ruled.get(one), ruled.get(other)]
      const found = a && b ? likeness(a, b) : null
      return found ? [{ one, other, ...found }] : []
    })
    .sort((a, b) => b.score - a.score || (a.one + a.other < b.one + b.other ? -1 : 1))
}

/** Pairs as they are shown. */
export async function pairsOf(tx: Tx, found: readonly Likely[], sides: Sides, call: Call): Promise<Pair[]> {
  const names = await namesIn(
    tx,
    found.flatMap(({ reasons }) => reasons),
    call,
  )
  return found.flatMap(({ one, other, reasons, score }) => {
    const [a, b] = [sides.get(one), sides.get(other)]
    return a && b
      ? [{ one: a.side, other: b.side, reasons: reasons.map((reason) => reasonOf(reason, names)), score }]
      : []
  })
}

type Names = ReadonlyMap<string, OrganisationRef>

export const namesIn = (tx: Tx, reasons: readonly Ruled[], { language }: Call): Promise<Names> =>
  organisationRefs(
    tx,
    reasons.flatMap((reason) => ('organisations' in reason ? reason.organisations : [])),
    language,
  )

export const reasonOf = (reason: Ruled, names: Names): Reason => ({
  kind: reason.kind,
  said: 'said' in reason ? reason.said : '',
  language: reason.kind === 'title' ? reason.language : null,
  percent: reason.kind === 'title' ? reason.percent : null,
  organisations: 'organisations' in reason ? reason.organisations.flatMap((id) => names.get(id) ?? []) : [],
  isAll: 'isAll' in reason && reason.isAll,
})
