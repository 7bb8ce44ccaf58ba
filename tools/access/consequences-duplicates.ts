import { sql } from 'kysely'
import { brings, writes } from './consequences-parts.ts'
import type { Check } from './trials.ts'

/** Two of one originator become one in a trial: then this, which its officer may do before, is refused. */
const refusedOnceMerged =
  (
    table: 'programmes' | 'activities',
    taken: string,
    act: (id: string) => ReturnType<typeof sql>,
    words: string,
  ): Check =>
  async (rehearsal) => {
    const { undoable, world } = rehearsal
    const una = world.organisations[0]!.id
    const pairs = sql<{ kept: string; other: string }>`
      select a.id as kept, b.id as other from ${sql.table(table)} a join ${sql.table(table)} b on a.id <> b.id and a.owner_org = ${una} and b.owner_org = ${una}
       where not record_held(b.id) and not exists (select from records d where b.id = any (d.sources)) order by b.level, b.sources, a.id, b.id limit 12`
    const found = await undoable.asOwner(async (owner) => {
      await sql`delete from merges`.execute(owner)
      return (await pairs.execute(owner)).rows
    })
    const may = (id: string) => undoable.trial(() => writes(rehearsal, act(id)))
    let pair: (typeof found)[number] | undefined
    for (const one of found) if (!pair && (await may(one.kept)) && (await may(one.other))) pair = one
    if (!pair) return [`${words}: there is none that may be written in otherwise`]
    await undoable.asOwner((owner) =>
      sql`insert into merges (kept, other, taken, reason, asked_by, asked_org, kept_agreed, other_agreed, done_at)
        values (${pair.kept}, ${pair.other}, ${taken}::text[], 'Twice', ${world.people[1]!.id}, ${una}, ${world.people[1]!.id}, ${world.people[1]!.id}, now())`.execute(
        owner,
      ),
    )
    return (await writes(rehearsal, act(pair.other))) ? [words] : []
  }

/** Those of a table that all say the same have a number in common. */
const alike = (table: string) => sql<{ holds: boolean }>`
  select exists (select b.block from twin_blocks b join ${sql.table(table)} t on t.id = b.record group by b.block
    having count(*) = (select count(*) from ${sql.table(table)})) as holds`

/** What triggers of duplicates must do: said without looking at them. */
export const DUPLICATES_CONSEQUENCES: readonly Check[] = [
  ...(['programmes', 'activities'] as const).flatMap((table) => [
    refusedOnceMerged(
      table,
      '{}',
      (id) => sql`update ${sql.table(table)} set code = 'AFTER' where id = ${id}`,
      `what leads to another of the ${table} is written in`,
    ),
    brings(
      sql`update ${sql.table(table)} set code = 'ALIKE-75729'`,
      alike(table),
      `twins among the ${table} are not found`,
    ),
  ]),
  refusedOnceMerged(
    'programmes',
    '{title}',
    (id) => sql`delete from records where id = ${id}`,
    'a record whose words another has is removed',
  ),
  brings(
    sql`update iati_identifiers set identifier = 'XM-ALIKE-75729'`,
    alike('iati_identifiers'),
    'twins with one identifier are not found',
  ),
]
