import { type RawBuilder, sql } from 'kysely'
import { SELDOM } from './seldom-ids.ts'
import type { Check, Rehearsal } from './trials.ts'

/** Whether the owner's statement is refused because of a hold, and not of something that would also be refused without one; nothing is kept. */
async function isHeld({ undoable }: Rehearsal, statement: RawBuilder<unknown>): Promise<boolean> {
  try {
    await undoable.trial(() => undoable.asOwner((owner) => statement.execute(owner)))
    return false
  } catch (error) {
    const { code, message } = error as { code?: string; message?: string }
    if (!code?.startsWith('CC')) throw error
    return message === 'retention.held'
  }
}

/** Of tables that hang on others, and have others hanging on them: a record that has this and no more. */
const BARE: Readonly<Record<string, string>> = {
  recommendations: SELDOM.bare,
  redactions: SELDOM.redacted,
  consents: SELDOM.refused,
}

/** Rows `t` on which nothing hangs that is held as well. */
const ALONE: Readonly<Record<string, RawBuilder<boolean>>> = {
  results: sql`not exists (select from indicators i where i.result = t.id) and not exists (select from results r where r.parent = t.id)`,
  indicators: sql`not exists (select from measurements m where m.indicator = t.id)`,
}

/** What hangs on a held record is not removed, table by table. */
const holds: Check = async (rehearsal) => {
  const { undoable, form, world } = rehearsal
  const kept: string[] = []
  const tables = [['records', { key: 'id', derived: false }] as const, ...form.shareable]
  await undoable.asOwner((owner) =>
    sql`update legal_holds set lifted_at = now(), lifted_by = ${world.people[1]!.id}, lifted_why = 'Closed for the check'
    where lifted_at is null and placed_by <> ${world.people[1]!.id}`.execute(owner),
  )
  for (const [table, { key, derived }] of tables) {
    // What is said of two records goes with either.
    if (derived || table === 'merges' || table === 'distinctions') continue
    // A record with nothing on it, so that nothing else is in the way.
    const { rows } = await undoable.asOwner((owner) =>
      sql<{
        record: string
      }>`select ${sql.ref(key)} as record from ${sql.table(table)} t where ${ALONE[table] ?? sql`true`} order by ${sql.ref(key)} = any (${(table === 'records' ? [SELDOM.confided] : [SELDOM.record, SELDOM.visit, BARE[table]]).filter(Boolean)}::uuid[]) desc limit 1`.execute(
        owner,
      ),
    )
    if (rows.length === 0) continue
    const held = await undoable.trial(async () => {
      await undoable.asOwner((owner) =>
        sql`insert into legal_holds (record, reason, reference, review_on, placed_by)
          values (${rows[0]!.record}, 'A case of the check', 'CHECK', '2098-01-01', ${world.people[0]!.id})`.execute(
          owner,
        ),
      )
      return isHeld(
        rehearsal,
        sql`delete from ${sql.table(table)} t where ${sql.ref(key)} = ${rows[0]!.record} and ${ALONE[table] ?? sql`true`}`,
      )
    })
    if (!held) kept.push(`what is held is removed from ${table}`)
  }
  return kept
}

/** A record that gets, or changes, a level above unclassified is to be reviewed. */
const reviews: Check = ({ undoable, world }) =>
  undoable.asOwner(async (owner) => {
    const org = world.organisations[0]!.id
    const { rows } = await sql<{ id: string }>`
      insert into records (kind, owner_org, level) values ('trial.thing', ${org}, 1), ('trial.thing', ${org}, 0) returning id`.execute(
      owner,
    )
    const [made, raised] = rows
    await sql`update records set level = 1 where id = ${raised!.id}`.execute(owner)
    const { rows: planned } = await sql<{ record: string }>`
      select record from level_reviews where record in (${made!.id}, ${raised!.id}) and outcome is null`.execute(owner)
    return planned.length === 2 ? [] : ['the level of a record is never reviewed']
  })

/** Who is to be erased is erased once that is decided. */
const erased: Check = ({ undoable, world }) =>
  undoable.asOwner(async (owner) => {
    const id = world.people[6]!.id
    await sql`update erasures set outcome = 'done', decided_by = ${world.people[0]!.id}, decided_at = now(), receipt = '[]'
      where person = ${id} and outcome is null`.execute(owner)
    const { rows } = await sql`select from persons where id = ${id} and erased_at is not null`.execute(owner)
    return rows.length === 1 ? [] : ['an erasure is decided and nothing is erased']
  })

/** What triggers of retention must do: said without looking at them. */
export const RETENTION_CONSEQUENCES: readonly Check[] = [holds, reviews, erased]
