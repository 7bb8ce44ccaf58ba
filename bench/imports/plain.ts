import { sql } from 'kysely'
import type { Database } from '../../platform/database.ts'
import { backendOf, type Cost, costOf } from '../cost.ts'

/**
 * Inserts such records as the owner of the database may: a few statements for all of them, past every check of the program
 * and of the policies, though not past what triggers do for each row. What that cost; taken back.
 */
export async function insertPlainly(owner: Database, originator: string, rows: number): Promise<Cost> {
  const cost = await costOf(await backendOf(owner), () =>
    owner.transaction().execute(async (tx) => {
      await sql`create temp table made on commit drop as
        select n, gen_random_uuid() as id from generate_series(1, ${rows}::integer) n`.execute(tx)
      await sql`insert into records (id, kind, owner_org) select id, 'programmes.programme', ${originator} from made`.execute(
        tx,
      )
      await sql`insert into grants (record, grantee_kind, grantee, gives)
        select id, 'circle', circle_id('everyone'), 'read' from made`.execute(tx)
      await sql`insert into programmes (id, code, title, summary, type, status, leads, partners, pillars, states, start_on, start_precision)
        select m.id, 'P-' || m.n, ${TEXT('Programme on border security justice support victims')}::jsonb, ${TEXT(SUMMARY)}::jsonb,
               'project', 'planned', array[${originator}::uuid], array[p.id], array[(array['I', 'II', 'III', 'IV'])[1 + m.n % 4]],
               array[s.organisation], '2020-03-15', 'day'
          from made m join (select organisation, row_number() over (order by organisation) as n from states) s on s.n = 1 + m.n % 100
          join organisations p on p.code = 'UNDP'`.execute(tx)
    }),
  )
  await sql`delete from records where id in (select id from programmes where code like 'P-%')`.execute(owner)
  return cost
}

const TEXT = (said: string) => JSON.stringify({ original: 'en', outdated: [], texts: { en: said } })
const SUMMARY =
  'It does what terrorism financing prevention training prosecutors judges aviation prisons youth women community rule law evidence digital return fighters border security justice support ask for.'
