import { sql } from 'kysely'
import type { Tx } from '../../database.ts'
import { foundBy } from './found.ts'

/** For each word, in their order, the condition that a record holds it, and that its title does. */
export type Concepts = readonly { anywhere: string; inTitle: string }[]

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
  /** Records among them, before they are narrowed down. */
  records: number
  page: { id: string; kind: string; record: boolean }[]
  facets: { facet: 'kind' | 'originator' | 'state' | 'theme' | 'year'; value: string; n: number }[]
  /** Positions of words, from 0, that were needed and that nothing holds; then there is nothing else here. */
  unheard: number[]
}

/** A word in the text says this much of what it says in the title. */
const IN_TEXT = 0.6
/** So many records that hold every word are enough: who finds them did not look for those that hold a part. */
const ENOUGH_RECORDS = 100
/** Otherwise a record is found when the words it holds weigh at least this much of all. */
const ENOUGH_WEIGHT = 0.5

/**
 * Finds, ranks and counts, unless nothing holds one of the words at the positions `needed`. A word weighs more the fewer of the viewer's own matches hold it, so that order and counts
 * depend on nothing that the viewer may not see.
 */
export async function findMatches(
  tx: Tx,
  concepts: Concepts,
  subjects: readonly SubjectMatch[],
  by: Filters,
  page: { page: number; size: number },
  needed: readonly number[] = [],
): Promise<Matches> {
  const every = await matchesOf(tx, holdingAll(concepts), subjects, by, page, needed)
  if (concepts.length === 1 || every.records >= ENOUGH_RECORDS) return every
  return matchesOf(tx, holdingAny(concepts), subjects, by, page, needed)
}

/** What is asked of the index; word n is held where bit `held[n]` is set, and in the title where bit `titled[n]` is. */
type Asked = { isAll: boolean; questions: string[]; held: number[]; titled: number[] }

function holdingAll(concepts: Concepts): Asked {
  const all = concepts.map(({ anywhere }) => `(${anywhere})`)
  const titles = concepts.map(({ inTitle }, n) => all.with(n, `(${inTitle})`).join(' & '))
  return {
    isAll: true,
    questions: [all.join(' & '), ...titles],
    held: concepts.map(() => 0),
    titled: concepts.map((_, n) => n + 1),
  }
}

const holdingAny = (concepts: Concepts): Asked => ({
  isAll: false,
  questions: [...concepts.map(({ anywhere }) => anywhere), ...concepts.map(({ inTitle }) => inTitle)],
  held: concepts.map((_, n) => n),
  titled: concepts.map((_, n) => concepts.length + n),
})

async function matchesOf(
  tx: Tx,
  { isAll, questions, held, titled }: Asked,
  subjects: readonly SubjectMatch[],
  by: Filters,
  { page, size }: { page: number; size: number },
  needed: readonly number[],
): Promise<Matches> {
  const { rows } = await sql<{ answer: Matches }>`
    with ${foundBy(questions)},
    -- Records that hold the same words at the same places rank alike: counted together.
    sorts as (select held, count(*)::int as n from hits group by held),
    words as (select * from unnest(${held}::int[], ${titled}::int[]) with ordinality w(held_bit, title_bit, concept)),
    counts as (
      select concept, held_bit, title_bit, sum(n) filter (where held >> held_bit & 1 = 1)::int as n,
             coalesce(sum(n) filter (where held >> title_bit & 1 = 1), 0) as in_titles
        from words cross join sorts group by concept, held_bit, title_bit),
    -- Where all hold every word, what tells these apart is in how many titles each stands.
    weights as (
      select c.*, ln(1 + sum(told) over ()::float / told) as weight
        from counts c, lateral (select case when ${isAll} then in_titles + 1 else n end as told) t where n > 0),
    ranks as (
      select held, sum(weight * case when held >> title_bit & 1 = 1 then 1 else ${IN_TEXT}::float end) / (select sum(weight) from weights) as score
        from sorts join weights on held >> held_bit & 1 = 1
       group by held having sum(weight) >= ${ENOUGH_WEIGHT}::float * (select sum(weight) from weights)),
    unheard as (select array(select n from unnest(${[...needed]}::int[]) n where n + 1 not in (select concept from weights) order by n) as words),
    judged as materialized (
      select f.*,
             ${among(sql`array[kind]`, by.kinds)} as k, ${among(sql`array[originator::text]`, by.originators)} as o,
             ${aboutAny('organisation', by.states)} as s, ${aboutAny('theme', by.themes)} as t,
             ${among(sql`years::text[]`, by.years)} as y
        from (
          select hit as id, kind, originator, subjects, years, true as record, score from hits join ranks using (held)
          union all
          select m.id, m.kind, null, '{}', '{}', false, m.score
            from jsonb_to_recordset(${JSON.stringify(subjects)}::jsonb) m(id uuid, kind text, score float)) f
       where (select words from unheard) = '{}'),
    alike as (
      select kind, originator, years, record, k, o, s, t, y, count(*)::int as n from judged group by kind, originator, years, record, k, o, s, t, y),
    facets as (
      select 'kind' as facet, kind as value, sum(n)::int as n from alike where o and s and t and y group by 2
      union all select 'originator', originator::text, sum(n)::int from alike where record and k and s and t and y group by 2
      union all select 'year', year::text, sum(n)::int from alike, unnest(years) year where k and o and s and t group by 2
      union all select case kind when 'organisation' then 'state' else kind end, subject, case kind when 'organisation' then n_states else n_themes end
        from (select about, sum(in_themes)::int as n_states, sum(in_states)::int as n_themes
                from (select subjects, count(*) filter (where t) as in_themes, count(*) filter (where s) as in_states
                        from judged where k and o and y group by subjects) same, unnest(subjects) about group by about) c
        join search_subjects on search_subjects.n = about where case kind when 'organisation' then n_states else n_themes end > 0)
    select jsonb_build_object(
      'total', (select coalesce(sum(n), 0) from alike where k and o and s and t and y),
      'page', (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'kind', kind, 'record', record)), '[]') from (
        select id, kind, record from judged where k and o and s and t and y
         order by score desc, years desc, id limit ${size} offset ${(page - 1) * size}) p),
      'facets', (select coalesce(jsonb_agg(f order by n desc, value), '[]') from facets f),
      'records', (select coalesce(sum(n), 0) from sorts),
      'unheard', (select to_jsonb(words) from unheard)) as answer`.execute(tx)
  return rows[0]!.answer
}

const among = (values: ReturnType<typeof sql>, wanted: readonly string[] | undefined) =>
  wanted?.length ? sql`coalesce(${values} && ${[...wanted]}::text[], false)` : sql`true`

/** Whether it is about one of these; `organisation` for States. */
const aboutAny = (kind: 'organisation' | 'theme', wanted: readonly string[] | undefined) =>
  wanted?.length
    ? sql`subjects && array(select n from search_subjects where kind = ${kind} and subject = any (${[...wanted]}::text[]))`
    : sql`true`
