import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import type { Module } from '../../platform/module.ts'
import { notify } from '../../platform/notices/notify.ts'

/** What people are told of focal points. */
export const notices = [
  { topic: 'directory.nominated', usual: 'at_once' },
  { topic: 'directory.confirm_focal_point', usual: 'at_once' },
  { topic: 'directory.took_over', usual: 'at_once' },
  { topic: 'directory.focal_point_ended', usual: 'daily' },
  { topic: 'directory.merge_proposed', usual: 'daily' },
  { topic: 'directory.merged', usual: 'daily' },
  { topic: 'directory.merged_receiver', usual: 'daily' },
] as const satisfies Module['notices']

type News = (typeof notices)[number]['topic'] extends `directory.${infer Name}` ? Name : never

/**
 * Tells of a nomination: its own side (`own`: the person and who keeps the side's accounts), the secretariat, or persons
 * by id. Platform decides who of them may know.
 */
export async function tellOfNomination(
  tx: Tx,
  nomination: string,
  news: News,
  to: readonly string[],
  values: Readonly<Record<string, string>> = {},
): Promise<void> {
  const { rows } = await sql<{ organisation: string; own: string[]; secretariat: string[] }>`
    select owner_org as organisation, array(select people_about_nomination(id, 'own')) as own,
           array(select people_about_nomination(id, 'secretariat')) as secretariat
      from nominations where id = ${nomination}`.execute(tx)
  for (const { organisation, ...people } of rows)
    await notify(tx, {
      topic: `directory.${news}`,
      to: [...new Set(to.flatMap((name) => (name === 'own' || name === 'secretariat' ? people[name] : name)))],
      record: nomination,
      href: `/focal-points/${nomination}`,
      values: { organisation, ...values },
    })
}
