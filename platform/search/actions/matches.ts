import { sql } from 'kysely'
import type { Tx } from '../../database.ts'

/** A condition on each word, in the words' order. */
export type Concepts = readonly string[]

export type Filters = {
  kinds?: readonly string[] | undefined
  originators?: readonly string[] | undefined
  states?: readonly string[] | undefined
  themes?: readonly string[] | undefined
  years?: readonly string[] | undefined
}

/** Something found that is no record. */
export type SubjectMatch = { kind: string; id: string; score: number }

/** Ids of a page and counts of everything; `by` names what each facet counts. */
export type Matches = {
  total: number
  page: { id: string; kind: string; record: boolean }[]
  facets: { facet: 'kind' | 'originator' | 'state' | 'theme' | 'year'; value: string; n: number }[]
  /** How many records hold each word, by its position. */
  held: { concept: number; n: number }[]
}

/** A word in the text says this much of what it says in the title. */
const IN_TEXT = 0.6
/** A record is found when the words it holds weigh at least this much of all. */
const ENOUGH = 0.5

/**
 * Finds, ranks and counts. A word weighs more the fewer of the viewer's own matches hold it, so that order and counts
 * depend on nothing that the viewer may not see.
 */
export async function findMatches(
  tx: Tx,
  concepts: Concepts,
  subjects: readonly SubjectMatch[],
  by: Filters,
  { page, size }: { page: number; size: number },
): Promise<Matches> {
  const { rows } = await sql<{ answer: Matches }>`
    with hits as materialized (select * from search_hits(${concepts as string[]}::text[]::tsquery[])),
    held as (select concept, count(*)::int as n from hits group by concept),
    weights as (select concept, ln(1 + (select sum(n) from held)::float / n) as weight from held),
    scored as (
      select hit, sum(weight * case when titled then 1 else ${IN_TEXT}::float end) as score, sum(weight) as held,
             any_value(kind) as kind, any_value(originator) as originator, any_value(subjects) as subjects, any_value(years) as years
        from hits join weights using (concept) group by hit),
    found as (
      select hit as id, kind, originator::text, subjects, years, true as record, score / (select sum(weight) from weights) as score
        from scored where held >= ${ENOUGH}::float * (select sum(weight) from weights)
      union all
      select m.id, m.kind, null, '{}', '{}', false, m.score
        from jsonb_to_recordset(${JSON.stringify(subjects)}::jsonb) m(id uuid, kind text, score float)),
    judged as (
      select f.*,
             ${among(sql`array[kind]`, by.kinds)} as k, ${among(sql`array[originator]`, by.originators)} as o,
             ${among(
               sql`subjects`,
               by.states?.map((id) => `state:${id}`),
             )} as s,
             ${among(
               sql`subjects`,
               by.themes?.map((code) => `theme:${code}`),
             )} as t,
             ${among(sql`years::text[]`, by.years)} as y
        from found f),
    facets as (
      select 'kind' as facet, kind as value, count(*)::int as n from judged where o and s and t and y group by 2
      union all select 'originator', originator, count(*)::int from judged where record and k and s and t and y group by 2
      union all select split_part(about, ':', 1), substr(about, strpos(about, ':') + 1), n from (
        select about, (case when about like 'state:%' then count(*) filter (where t) else count(*) filter (where s) end)::int as n
          from judged, unnest(subjects) about where k and o and y group by about) counted where n > 0
      union all select 'year', year::text, count(*)::int from judged, unnest(years) year where k and o and s and t group by 2)
    select jsonb_build_object(
      'total', (select count(*) from judged where k and o and s and t and y),
      'page', (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'kind', kind, 'record', record)), '[]') from (
        select id, kind, record from judged where k and o and s and t and y
         order by score desc, years desc, id limit ${size} offset ${(page - 1) * size}) p),
      'facets', (select coalesce(jsonb_agg(f order by n desc, value), '[]') from facets f),
      'held', (select coalesce(jsonb_agg(h), '[]') from held h)) as answer`.execute(tx)
  return rows[0]!.answer
}

const among = (values: ReturnType<typeof sql>, wanted: readonly string[] | undefined) =>
  wanted?.length ? sql`coalesce(${values} && ${[...wanted]}::text[], false)` : sql`true`
