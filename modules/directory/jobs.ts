import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import type { Job } from '../../platform/module.ts'
import { notify } from '../../platform/notices/notify.ts'

/** Reminders in one step. */
const AT_ONCE = 100

/** Each morning: 60, 30 and 7 days before a focal point is to be confirmed, from that day on each week. */
const remind: Job = {
  name: 'directory.remind',
  cron: '30 5 * * *',
  step: async (tx: Tx) => {
    const { rows } = await sql<{ nomination: string; organisation: string; on: string; people: string[] }>`
      select nomination, organisation, confirm_by as on, array(select people_about_nomination(nomination, 'own')) as people
        from take_reminders(${AT_ONCE})`.execute(tx)
    for (const { nomination, organisation, on, people } of rows)
      await notify(tx, {
        topic: 'directory.confirm_focal_point',
        to: people,
        record: nomination,
        href: `/focal-points/${nomination}`,
        values: { organisation, on },
      })
    return rows.length === AT_ONCE
  },
}

/** Brings the members of groups to what their rules say today: days pass, and with them memberships and participation. */
const followRules: Job = {
  name: 'directory.follow_rules',
  cron: '10 0 * * *',
  step: async (tx: Tx) => {
    await sql`select apply_group_rules()`.execute(tx)
    return false
  },
}

export const jobs: readonly Job[] = [followRules, remind]
