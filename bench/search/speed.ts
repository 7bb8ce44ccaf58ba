import pg from 'pg'
import type { World } from '../../apps/demonstration/world.ts'
import { query } from '../../platform/search/actions/query.ts'
import { suggest } from '../../platform/search/actions/suggest.ts'
import * as contract from '../../platform/search/contract.ts'
import { backendOf, type Cost, costOf } from '../cost.ts'
import { read } from './quality.ts'

const COUNT = 200_000
const VIEWER = 'programme@unodc.un.example'

/**
 * Adds records until there are 200,000, of which the viewer's organisation may read a fifth. Each has the title of one
 * record of the demonstration and the texts of another, so that words are as common as there; audiences are written as
 * the triggers would write them, which would take an hour.
 */
export async function addRecords(superuserUrl: string, organisation: string): Promise<void> {
  const client = new pg.Client(superuserUrl)
  await client.connect()
  await client.query('set session_replication_role = replica')
  await client.query(
    'create temp table bases as select row_number() over (order by e.record) - 1 as n, e.*, c.title, c.summary from search_entries e join (select id, title, summary from programmes union all select id, title, summary from activities) c on c.id = e.record',
  )
  await client.query(`create temp table sets as select i as n, (select array_agg(id) from (
      select id from organisations where id <> '${organisation}' and kind <> 'installation' order by md5(id::text || i) limit 3) o) as others from generate_series(0, 96) i`)
  await client.query(`create temp table made as select i, gen_random_uuid() as id, abs(hashint4(i)) as h, i % 5 = 0 as seen, case when i % 10 = 3 then 1 else 0 end as level, others
     from generate_series(1, ${COUNT} - (select count(*) from records)::integer) i join sets on n = i % 97`)
  await client.query(`insert into records (id, kind, owner_org, level, created_by, discoverers, readers, commenters, contributors, audience_until)
    select id, 'programmes.programme', others[1], level, null, r, r, others[1:1], others[1:1], case when i % 50 = 0 then now() + interval '1 day' end
      from made, lateral (select case when seen then others || '${organisation}'::uuid else others end as r) r`)
  await client.query(`insert into programmes (id, title, summary, type, status, leads, owner_org, level, sources, readers, contributors, excluded, audience_until)
    select m.id, a.title, b.summary, 'training', 'ongoing', r.readers[1:1], r.owner_org, r.level, '{}', r.readers, r.contributors, '{}', r.audience_until
      from made m join records r on r.id = m.id join bases a on a.n = m.h % 188 join bases b on b.n = m.h / 188 % 188`)
  await client.query("set maintenance_work_mem = '1GB'")
  // An index is built at once much faster than row by row.
  await client.query('drop index search_entries_words')
  await client.query(`insert into search_entries (record, kind, words, subjects, years, owner_org, level, sources, readers, contributors, excluded, audience_until)
    select m.id, r.kind, a.words || array_to_tsvector(array(select w from unnest(tsvector_to_array(b.words)) w where left(w, 1) <> '^')), array(select distinct unnest(a.subjects || b.subjects)), a.years,
           r.owner_org, r.level, '{}', r.readers, r.contributors, '{}', r.audience_until
      from made m join records r on r.id = m.id join bases a on a.n = m.h % 188 join bases b on b.n = m.h / 188 % 188`)
  await client.query('create index search_entries_words on search_entries using gin (words, readers)')
  await client.query('vacuum analyze search_entries')
  await client.query('vacuum analyze records')
  await client.query('vacuum analyze programmes')
  await client.end()
}

/**
 * Each query of the labelled set, three times; and suggestions after each letter of every fourth. Beside the time on the
 * clock stands that of the processors, of this process and of the one connection to the database together: it says what a
 * query costs also where the machine is busy with other things.
 */
export async function measureSpeed(world: World): Promise<string[][]> {
  const queries = read<{ q: string }[]>('queries.json').map(({ q }) => q)
  const ask = (q: string) => () => world.as(VIEWER, (tx, call) => query(tx, contract.query.input.parse({ q }), call))
  const type = (q: string) => () =>
    world.as(VIEWER, (tx, call) => suggest(tx, contract.suggest.input.parse({ q }), call))
  const pid = await world.as(VIEWER, backendOf)
  for (const q of queries) await ask(q)()
  const searches: Cost[] = []
  for (let n = 0; n < 3; n++) for (const q of queries) searches.push(await costOf(pid, ask(q)))
  const suggestions: Cost[] = []
  for (const q of queries.filter((_, n) => n % 4 === 0))
    for (let typed = 1; typed <= q.length; typed++) suggestions.push(await costOf(pid, type(q.slice(0, typed))))
  return [row('search', searches), row('suggestions', suggestions)]
}

function row(name: string, costs: readonly Cost[]): string[] {
  const wall = costs.map((cost) => cost.wall).sort((a, b) => a - b)
  const cpu = costs.map((cost) => cost.cpu).sort((a, b) => a - b)
  const at = (sorted: readonly number[], part: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]!.toFixed(0)
  return [name, String(costs.length), at(wall, 0.5), at(wall, 0.95), at(wall, 1), at(cpu, 0.5), at(cpu, 0.95)]
}
