import { type RawBuilder, sql } from 'kysely'
import type { Narrowing } from '../../programmes/contract.ts'
import { narrowed } from '../../programmes/index.ts'
import { DEFINITIONS, FIGURES, type Period } from '../rules.ts'

/** What the figures are asked of: any years in it are those in which things were done. */
export type Asked = Omit<Narrowing, 'aggregates' | 'programme' | 'hosts' | 'on'>

/** Days, both included. */
export type Days = { first: RawBuilder<unknown>; last: RawBuilder<unknown> }
export const daysOf = ({ from, until }: Period): Days => ({
  first: sql`make_date(${from}, 1, 1)`,
  last: sql`make_date(${until}, 12, 31)`,
})

/** Types by the figure in which they count or to which they are near. */
const TYPES = sql.join(
  FIGURES.filter((figure) => DEFINITIONS[figure].of === figure).flatMap((figure) => {
    const { types, near } = DEFINITIONS[figure]
    return [
      ...types.map((type) => sql`(${type}, ${figure}, false)`),
      ...near.map((type) => sql`(${type}, ${figure}, true)`),
    ]
  }),
)

/**
 * The head of a statement: `standing (record, code, figure, standing, starts_on, ends_on)` holds what becomes of each
 * record of any year in a figure of events (STANDINGS in rules.ts). `also` leaves out more than the narrowing does.
 *
 * A part is counted with its whole: with any it leads to, over however many steps. Of a circle, which may close behind a
 * hidden record, the first stands for all.
 */
export const standing = (by: Asked, also: RawBuilder<unknown> = sql`true`): RawBuilder<unknown> => {
  const { from: _, until: __, ...rest } = by
  const meant = sql`${narrowed('activity', { ...rest, aggregates: true })} and ${also}`
  return sql`with recursive found as materialized (
      select p.record, p.code, k.figure, p.starts_on, p.ends_on,
             case when p.aggregate then 'total' when k.near then 'near' when p.status = 'completed' then 'counted' else p.status end as standing
        from presence p join (values ${TYPES}) k (type, figure, near) on k.type = p.type
       where ${meant} and (not k.near or (p.status = 'completed' and not p.aggregate))
      union
      select p.record, p.code, case a.total_of when 'people_trained' then 'trainings' else a.total_of end, p.starts_on, p.ends_on, 'total'
        from presence p join activities a on a.id = p.record
       where ${meant} and p.aggregate and a.total_of is not null),
    above (record, whole) as (
      select l.record, l.other from links l
       where l.kind = 'part_of' and l.record in (select f.record from found f where f.standing = 'counted')
      union
      select a.record, l.other from above a join links l on l.record = a.whole and l.kind = 'part_of'),
    inside as (
      select distinct a.record from above a
        join found part on part.record = a.record and part.standing = 'counted'
        join found whole on whole.record = a.whole and whole.standing = 'counted' and whole.figure = part.figure
       where a.whole <> a.record
         and (a.whole < a.record or not exists (select from above b where b.record = a.whole and b.whole = a.record))),
    standing as (
      select f.record, f.code, f.figure, f.starts_on, f.ends_on,
             case when f.standing = 'counted' and f.record in (select i.record from inside i) then 'part' else f.standing end as standing
        from found f)`
}

/** Done in these days; or planned, under way or a total of them. */
export const within = ({ first, last }: Days): RawBuilder<boolean> => sql<boolean>`(
  case when s.standing in ('counted', 'part', 'near') then s.ends_on between ${first} and ${last}
       else s.starts_on <= ${last} and s.ends_on >= ${first} end)`
