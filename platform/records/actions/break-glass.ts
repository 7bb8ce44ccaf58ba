import { sql } from 'kysely'
import type { z } from 'zod'
import type { Call, Tx } from '../../database.ts'
import { sendMail } from '../../mail/send.ts'
import { type Language, translator } from '../../text.ts'
import type * as contract from '../contract.ts'
import type { BreakGlass } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { once } from '../once.ts'
import { peopleRefs } from '../principals.ts'

/** Asks for an emergency reading. Whether there is such a record makes no difference to anything that happens here. */
export async function askBreakGlass(
  tx: Tx,
  { record, reason, hours, request }: z.output<typeof contract.askBreakGlass.input>,
): Promise<{ id: string }> {
  const id = await once(tx, request, async () => {
    const made = await tx
      .insertInto('break_glass')
      .values({ record, reason, hours })
      .returning('id')
      .executeTakeFirstOrThrow()
    return made.id
  })
  return { id }
}

/** Decides another's request. Where it opens a record, those who decide about it at its originator are told at once. */
export async function decideBreakGlass(
  tx: Tx,
  { id, approve }: z.output<typeof contract.decideBreakGlass.input>,
): Promise<Record<string, never>> {
  await sql`select decide_break_glass(${id}, ${approve})`.execute(tx)
  const { rows } = await sql<{ person: string; language: Language; record: string }>`
    select person, language, record from break_glass_notices(${id})`.execute(tx)
  for (const { person, language, record } of rows) {
    const t = translator(language, texts[language])
    await sendMail(tx, { to: person, subject: t('notice.subject'), text: t('notice.text', { record }), language })
  }
  return {}
}

type Row = {
  id: string
  record: string
  reason: string
  hours: number
  requested_by: string
  requested_at: Date
  decided_by: string | null
  decided_at: Date | null
  state: BreakGlass['state']
  until: Date | null
  own: boolean
}

export async function listBreakGlass(
  tx: Tx,
  { page, size }: z.output<typeof contract.listBreakGlass.input>,
  call: Call,
): Promise<{ items: BreakGlass[]; total: number }> {
  const { rows } = await sql<Row>`
    select id, record, reason, hours, requested_by, requested_at, decided_by, decided_at,
           case when approved then 'approved' when not approved then 'refused'
                when requested_at < now() - interval '24 hours' then 'over' else 'open' end as state,
           case when approved then decided_at + make_interval(hours => hours) end as until,
           requested_by = viewer_person() as own
      from break_glass order by requested_at desc, id limit ${size} offset ${(page - 1) * size}`.execute(tx)
  const { total } = await tx
    .selectFrom('break_glass')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const people = await peopleRefs(
    tx,
    rows.flatMap((r) => [r.requested_by, r.decided_by].filter((p) => p !== null)),
    call.language,
  )
  return {
    total,
    items: rows.map((r) => ({
      id: r.id,
      record: r.record,
      reason: r.reason,
      hours: r.hours,
      requestedBy: people.get(r.requested_by)!,
      requestedAt: r.requested_at.toISOString(),
      state: r.state,
      decidedBy: r.decided_by ? people.get(r.decided_by)! : null,
      decidedAt: r.decided_at?.toISOString() ?? null,
      until: r.until?.toISOString() ?? null,
      own: r.own,
    })),
  }
}
