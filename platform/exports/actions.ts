import { sql } from 'kysely'
import type { z } from 'zod'
import { organisationRefs } from '../access/organisations.ts'
import type { Call, Tx } from '../database.ts'
import { notFound } from '../problem.ts'
import { recordHead } from '../records/head.ts'
import { peopleRefs } from '../records/principals.ts'
import { recordLines } from '../records/titles.ts'
import type * as contract from './contract.ts'
import { DUE, type HeldCopy, type TakenFile } from './contract.ts'

export async function listTaken(
  tx: Tx,
  { view, page, size }: z.output<typeof contract.listTaken.input>,
): Promise<{ items: TakenFile[]; total: number }> {
  const { rows } = await sql<TakenRow>`
    with taken as (
      select e.*, c.* from exports e cross join lateral (
        select count(*)::int as records, count(c.asked_at)::int as asked,
               count(*) filter (where c.due = 'right')::int as "right",
               count(*) filter (where c.due = 'handling')::int as handling,
               count(*) filter (where c.due = 'level')::int as raised
          from copies c where c.export = e.id) c
    )
    select t.id, t.name, t.format, t.level, t.taken_at, t.destroyed_at, t.records, t.asked, t."right", t.handling, t.raised,
           count(*) over ()::int as total
      from taken t
     where ${view === 'due' ? sql`t.destroyed_at is null and t.asked + t."right" + t.handling + t.raised > 0` : sql`true`}
     order by t.taken_at desc, t.id limit ${size} offset ${(page - 1) * size}`.execute(tx)
  const items = rows.map((row) => ({
    ...{ id: row.id, name: row.name, format: row.format, level: row.level, takenAt: row.taken_at.toISOString() },
    ...{ records: row.records, asked: row.asked, destroyedAt: row.destroyed_at?.toISOString() ?? null },
    due: DUE.map((why) => ({ why, count: row[why === 'level' ? 'raised' : why] })).filter(({ count }) => count > 0),
  }))
  return { items, total: rows[0]?.total ?? 0 }
}

type TakenRow = {
  id: string
  name: string
  format: string
  level: number
  taken_at: Date
  destroyed_at: Date | null
} & Record<'records' | 'asked' | 'right' | 'handling' | 'raised' | 'total', number>

export async function confirmDestroyed(tx: Tx, { id }: { id: string }): Promise<{ id: string }> {
  const { rows } = await sql<{ done: boolean }>`select confirm_destroyed(${id}) as done`.execute(tx)
  if (!rows[0]!.done) throw notFound()
  return { id }
}

export async function listHeld(
  tx: Tx,
  { record, state, page, size }: z.output<typeof contract.listHeld.input>,
  call: Call,
): Promise<{ items: HeldCopy[]; total: number }> {
  const { language } = call
  // Copies of what is hidden are looked for as little as those of what is not there.
  if (record) await recordHead(tx, record, call)
  const { rows } = await sql<HeldRow>`
    select c.*, f.person, f.taken_at, f.format, count(*) over ()::int as total
      from copies c cross join lateral taken_by(c.export, c.record) f
     where c.owner_org = viewer_org() and ${record ? sql`c.record = ${record}` : sql`true`}
       and ${state === 'any' ? sql`true` : sql`c.destroyed_at is null`}
       and ${state === 'due' ? sql`(c.due is not null or c.asked_at is not null)` : sql`true`}
     order by f.taken_at desc, c.export, c.record limit ${size} offset ${(page - 1) * size}`.execute(tx)
  const lines = await recordLines(tx, [...new Set(rows.map((row) => row.record))], language)
  const holders = await organisationRefs(
    tx,
    rows.map((row) => row.holder),
    language,
  )
  const people = await peopleRefs(
    tx,
    rows.map((row) => row.person),
    language,
  )
  const items = rows.map((row) => ({
    ...{
      file: row.export,
      record: lines.get(row.record)!,
      holder: holders.get(row.holder)!,
      by: people.get(row.person)!,
    },
    ...{ takenAt: row.taken_at.toISOString(), format: row.format, level: row.level, due: row.due },
    ...{ dueAt: row.due_at?.toISOString() ?? null, askedAt: row.asked_at?.toISOString() ?? null },
    destroyedAt: row.destroyed_at?.toISOString() ?? null,
  }))
  return { items, total: rows[0]?.total ?? 0 }
}

type HeldRow = {
  export: string
  record: string
  holder: string
  level: number
  due: HeldCopy['due']
  due_at: Date | null
  asked_at: Date | null
  destroyed_at: Date | null
  person: string
  taken_at: Date
  format: string
  total: number
}

export async function askToDestroy(
  tx: Tx,
  { record, holder }: z.output<typeof contract.askToDestroy.input>,
  call: Call,
): Promise<{ copies: number }> {
  if (!(await recordHead(tx, record, call)).own) throw notFound()
  const { rows } = await sql<{ copies: number }>`select ask_to_destroy(${record}, ${holder}) as copies`.execute(tx)
  if (rows[0]!.copies === 0) throw notFound()
  return rows[0]!
}
