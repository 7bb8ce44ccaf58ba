import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { Call, Tx } from '../../../platform/database.ts'
import { activityRows } from '../../programmes/index.ts'
import type * as contract from '../contract.ts'
import type { CountedFigure, Figures } from '../contract.ts'
import { before, DEFINITIONS, FIGURES, type Period, type Standing, split, tally, yearsAround } from '../rules.ts'
import { lotsOf } from './lots.ts'
import { type Asked, daysOf, standing, within } from './standing.ts'
import { totalsOf } from './totals.ts'

export const listFigures = (tx: Tx, input: z.output<typeof contract.listFigures.input>, call: Call): Promise<Figures> =>
  figuresOf(tx, input, call)

/** `also` leaves out more than the narrowing does. */
export async function figuresOf(
  tx: Tx,
  by: Asked,
  call: Call,
  also: RawBuilder<unknown> = sql`true`,
): Promise<Figures> {
  const period = await periodOf(tx, by, call, also)
  const earlier = before(period)
  const years = yearsAround(period)
  const shown = { from: Math.min(earlier.from, years[0]!), until: period.until }
  const { counted, left } = await lotsOf(tx, by, { shown: daysOf(shown), period: daysOf(period) }, also)
  return {
    period,
    before: earlier,
    figures: FIGURES.map((figure): CountedFigure => {
      const { adds, of, types, near } = DEFINITIONS[figure]
      const mine = counted.get(of) ?? []
      const within = ({ from, until }: Period) => mine.filter(({ year }) => year >= from && year <= until)
      const count = (standing: Standing) => left.get(`${of} ${standing}`) ?? 0
      return {
        ...{ figure, adds, types: [...types], near: [...near] },
        now: tally(adds, within(period)),
        before: tally(adds, within(earlier)),
        years: years.map((year) => ({ year, ...tally(adds, within({ from: year, until: year })) })),
        split: adds === 'people' ? split(within(period)) : null,
        left: {
          ...{ part: count('part'), total: count('total') },
          ...{ ongoing: count('ongoing'), planned: count('planned'), near: count('near') },
        },
      }
    }),
    totals: await totalsOf(tx, by, daysOf(period), call, also),
    asOf: call.at.toISOString(),
  }
}

/** The years asked for; of one end, that year alone; of none, the latest in which anything was done or stated. */
async function periodOf(tx: Tx, by: Asked, { at }: Call, also: RawBuilder<unknown>): Promise<Period> {
  const one = by.from ?? by.until
  if (one !== undefined) return { from: by.from ?? one, until: by.until ?? one }
  const { rows } = await sql<{ year: number | null }>`${standing(by, also)}
    select extract(year from max(s.ends_on))::int as year from standing s
     where s.standing in ('counted', 'total') and isfinite(s.ends_on)`.execute(tx)
  const year = rows[0]!.year ?? at.getUTCFullYear()
  return { from: year, until: year }
}

export async function listFigureRecords(
  tx: Tx,
  { figure, standing: which, page, size, ...by }: z.output<typeof contract.listFigureRecords.input>,
  call: Call,
): Promise<z.output<typeof contract.listFigureRecords.output>> {
  const period = await periodOf(tx, by, call, sql`true`)
  const meant = sql`s.figure = ${DEFINITIONS[figure].of} and s.standing = ${which} and ${within(daysOf(period))}`
  const { rows } = await sql<{ record: string }>`${standing(by)}
    select s.record from standing s where ${meant}
     order by s.ends_on desc, nullif(s.code, '') nulls last, s.record limit ${size} offset ${(page - 1) * size}`.execute(
    tx,
  )
  const counted = await sql<{ n: number }>`${standing(by)}
    select count(*)::int as n from standing s where ${meant}`.execute(tx)
  const ids = rows.map(({ record }) => record)
  const found = await activityRows(tx, ids, call)
  return {
    period,
    total: counted.rows[0]!.n,
    items: found.map(({ head, ...row }) => ({
      ...{ id: row.id, code: row.code, title: row.title, type: row.type, status: row.status, leads: row.leads },
      ...{ states: row.states, start: row.start, end: row.end, level: head.level, invented: head.invented },
      ...{ events: row.events, participants: row.participants },
    })),
  }
}
