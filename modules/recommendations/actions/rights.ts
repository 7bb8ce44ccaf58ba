import { sql } from 'kysely'
import type { Call, Tx } from '../../../platform/database.ts'

/** What the viewer may do with an original, or an assessment: keep it, or answer for the State that controls it. */
export async function rightsOn(tx: Tx, id: string, call: Call): Promise<{ mayWrite: boolean; controls: boolean }> {
  const { rows } = await sql<{ keeps: boolean; controls: boolean }>`
    select viewer_keeps(r.id) as keeps, viewer_controls(r.id) and r.owner_org <> viewer_org() as controls from records r where r.id = ${id}`.execute(
    tx,
  )
  const alone = call.viewer.preview === null
  return { mayWrite: alone && rows[0]?.keeps === true, controls: alone && rows[0]?.controls === true }
}
