import { sql } from 'kysely'
import type { z } from 'zod'
import type { Call, Tx } from '../../../platform/database.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { show, type Written } from '../../../platform/text.ts'
import { claimWork } from '../../programmes/index.ts'
import type * as contract from '../contract.ts'
import type { Link } from '../contract.ts'
import { CHAINED, type LinkKind } from '../rules.ts'

type Row = {
  id: string
  kind: LinkKind
  way: Link['way']
  other: string
  of: 'programme' | 'activity'
  code: string
  title: Written
  status: string
}

/** A link stands on the pages of both its ends, for who reads both: the policy of the table says so. */
export async function listLinks(tx: Tx, { id }: { id: string }, call: Pick<Call, 'language'>) {
  const known = await tx.selectFrom('presence').select('record').where('record', '=', id).executeTakeFirst()
  if (!known) throw notFound()
  const { rows } = await sql<Row>`
    with mine as (
      select l.id, l.kind, 'to' as way, l.other from links l where l.record = ${id}
      union all select l.id, l.kind, 'from', l.record from links l where l.other = ${id}
    )
    select m.id, m.kind, m.way, m.other, p.kind as of, p.code, p.status, coalesce(pr.title, a.title) as title
      from mine m join presence p on p.record = m.other
      left join programmes pr on pr.id = m.other left join activities a on a.id = m.other
     order by array_position(array['part_of', 'follows', 'contributes_to'], m.kind), m.way desc, p.starts_on, p.code, m.id`.execute(
    tx,
  )
  const items = rows.map(({ other, of, code, title, status, ...link }) => ({
    ...link,
    other: { id: other, kind: of, code, status, title: show(title, call.language) },
  }))
  return { items, total: items.length }
}

export async function addLink(tx: Tx, input: z.output<typeof contract.addLink.input>, call: Call) {
  const { id, version, kind, other } = input
  const { kind: from } = await claimWork(tx, { id, version, current: () => listLinks(tx, { id }, call) }, call)
  const to = await tx.selectFrom('presence').select('kind').where('record', '=', other).executeTakeFirst()
  if (!to) throw notFound()
  if (other === id) throw new Problem('particulars.link_to_itself', 409)
  // An activity names its programme in its own form: one place for one fact.
  if (kind === 'part_of' && from !== to.kind) throw new Problem('particulars.part_of_same_kind', 409)
  if (CHAINED.includes(kind)) await refuseCircle(tx, input)
  await tx
    .insertInto('links')
    .values({ record: id, kind, other })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return listLinks(tx, { id }, call)
}

/**
 * Whether the other leads back here, along what the writer sees: a refusal for the sake of a hidden link would tell of
 * it. A circle that closes behind records nobody reads together shows to nobody, and no reader follows chains blindly.
 */
async function refuseCircle(tx: Tx, { id, kind, other }: { id: string; kind: LinkKind; other: string }): Promise<void> {
  const { rows } = await sql<{ found: boolean }>`
    with recursive ahead (record) as (
      select ${other}::uuid
      union select l.other from links l join ahead on l.record = ahead.record where l.kind = ${kind}
    )
    select exists (select from ahead where record = ${id}) as found`.execute(tx)
  if (rows[0]!.found) throw new Problem('particulars.circle', 409)
}

export async function removeLink(tx: Tx, input: z.output<typeof contract.removeLink.input>, call: Call) {
  const { id, version, link } = input
  await claimWork(tx, { id, version, current: () => listLinks(tx, { id }, call) }, call)
  const removed = await tx
    .deleteFrom('links')
    .where('id', '=', link)
    .where('record', '=', id)
    .returning('id')
    .executeTakeFirst()
  if (!removed) throw notFound()
  return listLinks(tx, { id }, call)
}
