import { sql } from 'kysely'
import type { Database } from '../../platform/database.ts'
import type { World } from './build-world.ts'
import type { Dice } from './dice.ts'

/** Comments on the records of a world, edits of them, what people keep of lists, and what they ask for. */
export async function fillComments(owner: Database, world: World, chance: Dice): Promise<void> {
  for (const [n, record] of world.records.entries()) {
    await edit(owner, record.id, n)
    if (n % 3 !== 2) await discuss(owner, world, record.id, n, chance)
  }
  await keepViews(owner, world, chance)
  for (const [m, person] of world.people.entries())
    for (const [n, record] of world.records.entries())
      if ((n + m) % 3 === 0 && record.author.home !== person.home)
        await sql`
          insert into access_requests (id, record, person, organisation, gives, reason, asked_at, answer, answered_at, answered_by, words)
          select ${chance.uuid()}, ${record.id}, ${person.id}, ${person.home}, 'read', ${`Needed by ${m} for ${n}`}, now() - ${n} * interval '1 hour',
                 a.answer, case when a.answer is not null then now() end, case when a.answer is not null then ${record.author.id}::uuid end, ''
            from (select case when ${(n + m) % 2 === 0} then 'refused' end as answer) a`.execute(owner)
}

/** What a record said before; made by its author, as the trigger keeps it. */
async function edit(owner: Database, record: string, n: number): Promise<void> {
  const summary = JSON.stringify({ original: 'en', texts: { en: `Summary ${n}, as it is now` }, outdated: [] })
  for (const table of ['programmes', 'activities'])
    await sql`update ${sql.table(table)} set summary = ${summary}::jsonb where id = ${record}`.execute(owner)
}

/** Two comments and an answer; some edited, some hidden, some removed. */
async function discuss(owner: Database, world: World, record: string, n: number, chance: Dice): Promise<void> {
  const said = [chance.uuid(), chance.uuid(), chance.uuid()]
  for (const [i, id] of said.entries()) {
    const by = world.people[(n + i) % world.people.length]!
    await sql`insert into comments (id, record, parent, person, organisation, written_at)
      values (${id}, ${record}, ${i === 2 ? said[0] : null}, ${by.id}, ${by.home}, now() - ${10 - i} * interval '1 minute')`.execute(
      owner,
    )
    for (let version = 1; version <= 1 + ((n + i) % 2); version++)
      await sql`insert into comment_texts (id, comment, record, version, language, words)
        values (${chance.uuid()}, ${id}, ${record}, ${version}, 'en', ${`Comment ${n}.${i}.${version} <@${by.id}>`})`.execute(
        owner,
      )
  }
  if (n % 4 === 1)
    await sql`update comments set hidden_at = now(), hidden_by = ${world.records[n]!.author.id}, hidden_reason = 'Hidden' where id = ${said[1]}`.execute(
      owner,
    )
  if (n % 4 === 3) {
    await sql`update comments set removed_at = now() where id = ${said[0]}`.execute(owner)
    await sql`delete from comment_texts where comment = ${said[0]}`.execute(owner)
  }
}

async function keepViews(owner: Database, world: World, chance: Dice): Promise<void> {
  for (const [n, person] of world.people.entries())
    for (const shared of [true, false]) {
      const id = chance.uuid()
      await sql`insert into saved_views (id, person, organisation, page, name, query, shared, saved_at)
        values (${id}, ${person.id}, ${person.home}, '/programmes', ${`View ${n}`}, 'themes=border', ${shared}, now() - ${n} * interval '1 minute')`.execute(
        owner,
      )
      if (!shared)
        await sql`insert into view_places (person, view, place, opens) values (${person.id}, ${id}, 1, true)`.execute(
          owner,
        )
    }
}
