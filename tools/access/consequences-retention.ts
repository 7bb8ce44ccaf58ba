import { type RawBuilder, sql } from 'kysely'
import type { Check, Rehearsal } from './trials.ts'
import { stillFire } from './undoable.ts'

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

/** What hangs on a held record is not removed, table by table; with nothing else in the way. */
const holds: Check = async (rehearsal) => {
  const { undoable, form, world } = rehearsal
  const kept: string[] = []
  await undoable.asOwner((owner) =>
    sql`update legal_holds set lifted_at = now(), lifted_by = ${world.people[1]!.id}, lifted_why = 'Closed for the check'
    where lifted_at is null and placed_by <> ${world.people[1]!.id}`.execute(owner),
  )
  for (const [table, { key, derived }] of [['records', { key: 'id', derived: false }] as const, ...form.shareable]) {
    // What is said of two records goes with either.
    if (derived || table === 'merges' || table === 'distinctions') continue
    const held = await undoable.trial(async () => {
      const { rows } = await undoable.asOwner((owner) =>
        sql<{ record: string }>`
          insert into legal_holds (record, reason, reference, review_on, placed_by)
          select ${sql.ref(key)}, 'A case of the check', 'CHECK', '2098-01-01', ${world.people[0]!.id} from ${sql.table(table)} limit 1
          returning record`.execute(owner),
      )
      await undoable.asSuperuser(`set local session_replication_role = replica; ${stillFire(table, ['aa_held'])}`)
      return isHeld(rehearsal, sql`delete from ${sql.table(table)} where ${sql.ref(key)} = ${rows[0]!.record}`)
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
