import { sql } from 'kysely'
import type { z } from 'zod'
import { organisationRefs } from '../../../platform/access/organisations.ts'
import type { Call, Tx } from '../../../platform/database.ts'
import { peopleRefs } from '../../../platform/records/principals.ts'
import { recordLines } from '../../../platform/records/titles.ts'
import type * as contract from '../contract.ts'
import type { Merge } from '../contract.ts'

type Row = {
  id: string
  kept: string
  other: string
  taken: string[]
  reason: string
  asked_by: string | null
  asked_org: string | null
  asked_at: Date
  done_at: Date | null
  ended: 'withdrawn' | 'declined' | 'undone' | null
  ended_at: Date | null
  ended_why: string
  kept_org: string
  other_org: string
  kept_agreed: boolean
  other_agreed: boolean
  /** The viewer contributes to it. */
  mine_kept: boolean
  mine_other: boolean
}

/** These merges in this order, as far as the viewer sees them: whoever reads both records. */
export async function mergesOf(tx: Tx, ids: readonly string[], call: Call): Promise<Merge[]> {
  if (ids.length === 0) return []
  const { language, viewer } = call
  const { rows } = await sql<Row>`
    select m.id, m.kept, m.other, m.taken, m.reason, m.asked_by, m.asked_org, m.asked_at, m.done_at, m.ended, m.ended_at, m.ended_why,
           m.owner_org as kept_org, p.owner_org as other_org, m.kept_agreed is not null as kept_agreed, m.other_agreed is not null as other_agreed,
           viewer_sees(m.kept, 'contribute') as mine_kept, viewer_sees(m.other, 'contribute') as mine_other
      from merges m join presence p on p.record = m.other where m.id = any (${[...ids]}::uuid[])`.execute(tx)
  const records = await recordLines(tx, [...new Set(rows.flatMap(({ kept, other }) => [kept, other]))], language)
  const organisations = await organisationRefs(
    tx,
    rows.flatMap((row) => [row.asked_org ?? [], row.kept_org, row.other_org].flat()),
    language,
  )
  const people = await peopleRefs(
    tx,
    rows.flatMap(({ asked_by }) => asked_by ?? []),
    language,
  )
  const own = viewer.organisation
  const mayWrite = viewer.permissions.includes('programmes:write') && viewer.preview === null
  const byId = new Map(
    rows.map((row): [string, Merge] => {
      const isOpen = row.done_at === null && row.ended === null
      const ours = [
        ...(row.kept_org === own && row.mine_kept ? ['kept'] : []),
        ...(row.other_org === own && row.mine_other ? ['other'] : []),
      ]
      const mayName = [row.kept_org, row.other_org, own].includes(row.asked_org)
      const waiting = [
        ...(row.kept_agreed ? [] : [row.kept_org]),
        ...(row.other_agreed ? [] : [row.other_org]),
      ].flatMap((id) => organisations.get(id) ?? [])
      return [
        row.id,
        {
          id: row.id,
          kept: records.get(row.kept)!,
          other: records.get(row.other)!,
          reason: row.reason,
          by: (mayName && row.asked_by && people.get(row.asked_by)) || null,
          organisation: (mayName && row.asked_org && organisations.get(row.asked_org)) || null,
          askedAt: row.asked_at.toISOString(),
          state: row.ended ?? (row.done_at ? 'done' : 'waiting'),
          doneAt: row.done_at?.toISOString() ?? null,
          endedAt: row.ended_at?.toISOString() ?? null,
          endedWhy: row.ended_why,
          taken: row.taken,
          waitsFor: isOpen ? [...new Map(waiting.map((of) => [of.id, of])).values()] : [],
          mayAgree:
            mayWrite &&
            isOpen &&
            ((ours.includes('kept') && !row.kept_agreed) || (ours.includes('other') && !row.other_agreed)),
          mayEnd:
            mayWrite &&
            row.ended === null &&
            (ours.length > 0 || (row.asked_org === own && row.mine_kept && row.mine_other)),
        },
      ]
    }),
  )
  return ids.flatMap((id) => byId.get(id) ?? [])
}

export async function listMerges(
  tx: Tx,
  { state, page, size }: z.output<typeof contract.listMerges.input>,
  call: Call,
): Promise<z.output<typeof contract.listMerges.output>> {
  const narrowed = tx
    .selectFrom('merges as m')
    .innerJoin('presence as p', 'p.record', 'm.other')
    .where((e) =>
      state === 'waiting'
        ? e.and([e('m.done_at', 'is', null), e('m.ended', 'is', null)])
        : e.or([e('m.done_at', 'is not', null), e('m.ended', 'is not', null)]),
    )
  const { total } = await narrowed.select((e) => e.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await narrowed
    .select('m.id')
    .orderBy(sql`coalesce(m.ended_at, m.done_at, m.asked_at)`, 'desc')
    .orderBy('m.id')
    .limit(size)
    .offset((page - 1) * size)
    .execute()
  return {
    items: await mergesOf(
      tx,
      rows.map(({ id }) => id),
      call,
    ),
    total,
  }
}
