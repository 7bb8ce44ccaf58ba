import { sql } from 'kysely'
import type { Database } from '../../platform/database.ts'
import type { World } from './build-world.ts'
import type { Dice } from './dice.ts'
import type { Sight } from './sight.ts'
import type { Row } from './snapshot.ts'

type Rule = (row: Row, sight: Sight) => boolean

const ownerOf = (id: unknown, sight: Sight) => sight.snapshot.get('records')!.find((r) => r['id'] === id)?.['owner_org']
const readsBoth =
  (one: string, other: string): Rule =>
  (row, sight) =>
    sight.may('read', row[one] as string) && sight.may('read', row[other] as string)

/** That two records are one, or are not, is for who reads both; what is only asked or is over, for who asked and the originators. */
export const DUPLICATES_NARROWER: Readonly<Record<string, Rule>> = {
  merges: (row, sight) =>
    readsBoth('kept', 'other')(row, sight) &&
    ((row['done_at'] !== null && row['ended'] === null) ||
      (!sight.preview &&
        sight.organisation !== null &&
        [row['asked_org'], ownerOf(row['kept'], sight), ownerOf(row['other'], sight)].includes(sight.organisation))),
  distinctions: readsBoth('one', 'other'),
}

export const DUPLICATES_ANCHORS: Readonly<Record<string, readonly string[]>> = {
  merges: ['kept', 'other', 'asked_org', 'kept_agreed', 'other_agreed', 'done_at', 'ended', 'ended_at', 'taken'],
  distinctions: ['one', 'other', 'said_org'],
  // Follows from what records say.
  twin_blocks: ['block', 'record'],
}

export const DUPLICATES_WRITING: Readonly<Record<string, { changes?: Rule; removes?: Rule; adds?: Rule }>> = {
  distinctions: {
    adds: (row, sight) =>
      !sight.preview &&
      sight.permissions.has('programmes:write') &&
      readsBoth('one', 'other')(row, sight) &&
      row['said_by'] === sight.person,
    removes: (row, sight) =>
      !sight.preview && sight.permissions.has('programmes:write') && row['said_org'] === sight.organisation,
  },
}

/** Pairs in sight and out of it: said not to be the same, asked to be merged, merged, declined. */
export async function fillDuplicates(owner: Database, world: World, chance: Dice): Promise<void> {
  for (const kind of ['programme', 'activity']) {
    const records = world.records.filter((record) => record.kind === kind)
    for (const [n, { id, author }] of records.entries()) {
      // Every second with one of the same author's, who may then decide on it.
      const own = records.filter((record) => record.author.id === author.id && record.id !== id)
      const other = (n % 2 === 0 && own[n % own.length]) || records[(n + 3) % records.length]!
      if (other.id === id) continue
      if (n % 3 === 0)
        await sql`insert into distinctions (id, one, other, said_by, said_org, reason)
          values (${chance.uuid()}, least(${id}::uuid, ${other.id}::uuid), greatest(${id}::uuid, ${other.id}::uuid), ${author.id}, ${author.home}, ${chance.word()})
          on conflict do nothing`.execute(owner)
      const state = ['waiting', 'done', null, 'declined', 'done', null, 'waiting', null][n % 8]
      if (!state) continue
      const done = state === 'done' ? sql`now() - interval '1 day'` : sql`null`
      const ended = state === 'declined' ? sql`'declined'` : sql`null`
      await sql`insert into merges (id, kept, other, reason, asked_by, asked_org, kept_agreed, done_at, ended, ended_at)
        values (${chance.uuid()}, ${id}, ${other.id}, ${`Twice ${chance.word()}`}, ${author.id}, ${author.home},
                ${state === 'waiting' ? null : author.id}, ${done}, ${ended}, case when ${ended}::text is not null then now() end)`.execute(
        owner,
      )
    }
    await makeAlike(owner, kind === 'programme' ? 'programmes' : 'activities', records)
  }
}

/** Two of one author's of which nothing was said yet say the same. */
async function makeAlike(owner: Database, table: string, records: World['records']): Promise<void> {
  const { rows } = await sql<{ one: string; other: string }>`
    select a.id as one, b.id as other from ${sql.table(table)} a join ${sql.table(table)} b on a.owner_org = b.owner_org and a.id < b.id
     where a.id = any (${records.map(({ id }) => id)}::uuid[]) and b.id = any (${records.map(({ id }) => id)}::uuid[]) and a.level = 0 and b.level = 0
       and not exists (select from merges m where (m.kept, m.other) in ((a.id, b.id), (b.id, a.id)))
       and not exists (select from merges m where m.other in (a.id, b.id))
       and not exists (select from distinctions d where (d.one, d.other) = (a.id, b.id))
     order by a.code, b.code limit 1`.execute(owner)
  for (const { one, other } of rows)
    await sql`update ${sql.table(table)} set ${sql.raw(table === 'programmes' ? `hosts = '{}',` : '')} (title, states, start_on, start_precision, end_on, end_precision)
      = (select title, states, start_on, start_precision, end_on, end_precision from ${sql.table(table)} where id = ${one})
      where id = ${other}`.execute(owner)
}
