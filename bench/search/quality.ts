import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import type { World } from '../../apps/demonstration/world.ts'
import type { Call, Tx } from '../../platform/database.ts'
import { query } from '../../platform/search/actions/query.ts'
import * as contract from '../../platform/search/contract.ts'
import { LANGUAGES, type Language } from '../../platform/text.ts'

type Query = { language: Language; q: string; form: string; need: string }
type Grades = Readonly<Record<string, number>>
/** The codes found, best first, at most 20. */
type Ways = Readonly<Record<string, (tx: Tx, q: Query, call: Call) => Promise<string[]>>>

const VIEWER = 'programme@unodc.un.example'
export const read = <T>(name: string): T => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8')) as T

/** Everything that may be found with all its texts, once: what the baselines search. */
const DOCUMENTS = sql`(
  select code, concat_ws(' ', code, mandates::text, jsonb_path_query_array(title, '$.texts.*')::text) as title,
         concat_ws(' ', jsonb_path_query_array(summary, '$.texts.*')::text, jsonb_path_query_array(beneficiaries, '$.texts.*')::text) as body from programmes
  union all
  select code, concat_ws(' ', code, jsonb_path_query_array(title, '$.texts.*')::text), jsonb_path_query_array(summary, '$.texts.*')::text from activities
  union all
  select o.code, concat_ws(' ', o.code, (select string_agg(jsonb_path_query_array(n.names, '$.texts.*')::text, ' ') from organisation_names n where n.organisation = o.id)), ''
    from organisations o where o.kind <> 'installation'
  union all
  select code, concat_ws(' ', code, jsonb_path_query_array(names, '$.texts.*')::text), '' from groups) d`

const ways: Ways = {
  search: async (tx, { q, language }, call) => {
    const found = await query(tx, contract.query.input.parse({ q }), { ...call, language })
    return found.items.map(({ code }) => code)
  },
  simple: async (tx, { q }) =>
    codes(
      await sql<{ code: string }>`
    select code from ${DOCUMENTS}, plainto_tsquery('simple', ${q}) asked,
           lateral (select setweight(to_tsvector('simple', coalesce(title, '')), 'A') || setweight(to_tsvector('simple', coalesce(body, '')), 'D') as words) w
     where words @@ asked order by ts_rank(words, asked) desc, code limit 20`.execute(tx),
    ),
  ILIKE: async (tx, { q }) => {
    const like = `%${q.replace(/[\\%_]/g, '\\$&')}%`
    return codes(
      await sql<{ code: string }>`
      select code from ${DOCUMENTS} where title ilike ${like} or body ilike ${like} order by title ilike ${like} desc, code limit 20`.execute(
        tx,
      ),
    )
  },
}

const codes = ({ rows }: { rows: { code: string }[] }) => rows.map(({ code }) => code)

const gain = (grades: readonly number[]) =>
  grades.slice(0, 10).reduce((sum, grade, n) => sum + (2 ** grade - 1) / Math.log2(n + 2), 0)

function ndcg(found: readonly string[], grades: Grades): number {
  const best = Object.values(grades).sort((a, b) => b - a)
  return gain(found.map((code) => grades[code] ?? 0)) / gain(best)
}

function recall(found: readonly string[], grades: Grades): number {
  const wanted = Object.keys(grades).filter((code) => grades[code]! >= 2)
  return wanted.filter((code) => found.slice(0, 20).includes(code)).length / Math.min(20, wanted.length)
}

/** Both measures of each way for each language, as rows of a table; `detail` prints each query. */
export async function measureQuality(world: World, detail: boolean): Promise<string[][]> {
  const queries = read<Query[]>('queries.json')
  const needs = read<Record<string, Grades>>('needs.json')
  const scores = new Map<string, { ndcg: number[]; recall: number[] }>()
  for (const asked of queries)
    for (const [name, way] of Object.entries(ways)) {
      const found = [...new Set(await world.as(VIEWER, (tx, call) => way(tx, asked, call)))]
      const grades = needs[asked.need]!
      const score = scores.get(`${asked.language} ${name}`) ?? { ndcg: [], recall: [] }
      score.ndcg.push(ndcg(found, grades))
      score.recall.push(recall(found, grades))
      scores.set(`${asked.language} ${name}`, score)
      if (detail)
        console.log(
          asked.language,
          asked.q,
          name,
          ndcg(found, grades).toFixed(2),
          recall(found, grades).toFixed(2),
          found.slice(0, 10).join(' '),
        )
    }
  const mean = (all: readonly number[]) => (all.reduce((sum, one) => sum + one, 0) / all.length).toFixed(3)
  return LANGUAGES.map((language) => [
    language,
    ...(['ndcg', 'recall'] as const).flatMap((measure) =>
      Object.keys(ways).map((name) => mean(scores.get(`${language} ${name}`)![measure])),
    ),
  ])
}
