import { sql } from 'kysely'
import type { z } from 'zod'
import type { Call, Tx } from '../../database.ts'
import { askJob } from '../../jobs/asked.ts'
import { notify } from '../../notices/notify.ts'
import { notFound, Problem } from '../../problem.ts'
import { once } from '../../records/once.ts'
import { peopleRefs } from '../../records/principals.ts'
import type * as contract from '../rights-contract.ts'
import type { Erasure } from '../rights-contract.ts'
import { rulesFor, type TableTitles } from './rules.ts'

export async function readMyData(
  tx: Tx,
  _input: object,
  call: Call,
  titles: TableTitles,
): Promise<z.output<typeof contract.readMyData.output>> {
  const { rows } = await sql<{ table_name: string; rows: number }>`
    select * from count_visible_rows() union all select * from count_own_rows()`.execute(tx)
  const counts = new Map(rows.map((row) => [row.table_name, row.rows]))
  const { rows: holds } = await sql<{ held: boolean }>`
    select exists (select from legal_holds where lifted_at is null and (person = viewer_person()
       or organisation in (select organisation from memberships where person = viewer_person()))) as held`.execute(tx)
  return {
    held: holds[0]!.held,
    items: (await rulesFor(tx, call, titles))
      .map((rule) => ({ ...rule, rows: counts.get(rule.table) ?? 0 }))
      .filter(({ rows }) => rows > 0),
  }
}

export async function askMyData(tx: Tx, _input: object, call: Call): Promise<{ job: string }> {
  return { job: await askJob(tx, 'retention.my_data', {}, call) }
}

/**
 * Asks for the erasure of oneself, or for another who wrote a letter.
 *
 * @throws Problem not_found, retention.asked_already
 */
export async function askErasure(
  tx: Tx,
  input: z.output<typeof contract.askErasure.input>,
  { viewer }: Call,
): Promise<{ id: string }> {
  const { person, reason, reference } = input
  const who = person ?? viewer.person!
  const isOwn = who === viewer.person
  if (!isOwn && !viewer.permissions.includes('retention:decide')) throw new Problem('access.denied', 403)
  const id = await once(tx, input, async () => {
    const there = await tx
      .selectFrom('persons')
      .select('id')
      .where('id', '=', who)
      .where('service', '=', false)
      .where('erased_at', 'is', null)
      .executeTakeFirst()
    if (!there) throw notFound()
    const asked = await tx
      .selectFrom('erasures')
      .select('id')
      .where('person', '=', who)
      .where('outcome', 'is', null)
      .executeTakeFirst()
    if (asked) throw new Problem('retention.asked_already', 409)
    const made = await tx
      .insertInto('erasures')
      .values({ person: who, reason, reference: isOwn ? '' : reference })
      .returning('id')
      .executeTakeFirstOrThrow()
    const { rows } = await sql<{ person: string }>`select erasure_deciders(${made.id}) as person`.execute(tx)
    await notify(tx, {
      topic: 'retention.erasure_asked',
      to: rows.map((row) => row.person),
      href: '/retention/erasures',
    })
    return made.id
  })
  return { id }
}

export async function withdrawErasure(tx: Tx, { id }: { id: string }): Promise<Record<string, never>> {
  await sql`select withdraw_erasure(${id})`.execute(tx)
  return {}
}

/** Erases, or says why not. What was done stands in the receipt. */
export async function decideErasure(
  tx: Tx,
  { id, erase, words }: z.output<typeof contract.decideErasure.input>,
): Promise<Record<string, never>> {
  await sql`select decide_erasure(${id}, ${erase}, ${erase ? '' : words})`.execute(tx)
  const { person } = await tx.selectFrom('erasures').select('person').where('id', '=', id).executeTakeFirstOrThrow()
  if (!erase) await notify(tx, { topic: 'retention.erasure_refused', to: [person], href: '/account/data' })
  return {}
}

export async function listErasures(
  tx: Tx,
  { view, page, size }: z.output<typeof contract.listErasures.input>,
  { viewer, language }: Call,
  titles: TableTitles,
): Promise<{ items: Erasure[]; total: number }> {
  const found = tx
    .selectFrom('erasures')
    .$if(view === 'waiting', (query) => query.where('outcome', 'is', null))
    .$if(view === 'settled', (query) => query.where('outcome', 'is not', null))
    .$if(view === 'mine', (query) => query.where('person', '=', viewer.person))
  const { total } = await found.select((of) => of.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await found
    .selectAll()
    .orderBy('asked_at', 'desc')
    .orderBy('id')
    .limit(size)
    .offset((page - 1) * size)
    .execute()
  const named = rows.flatMap((r) => [r.person, r.asked_by, r.decided_by].filter((id) => id !== null))
  const people = await peopleRefs(tx, named, language)
  const decides = viewer.permissions.includes('retention:decide')
  return {
    total,
    items: rows.map((r) => {
      const own = r.person === viewer.person || r.asked_by === viewer.person
      return {
        id: r.id,
        person: people.get(r.person)!,
        reason: r.reason,
        reference: r.reference,
        askedBy: people.get(r.asked_by)!,
        askedAt: r.asked_at.toISOString(),
        state: (r.outcome ?? 'waiting') as Erasure['state'],
        words: r.words,
        decidedBy: (r.decided_by && people.get(r.decided_by)) || null,
        decidedAt: r.decided_at?.toISOString() ?? null,
        receipt: r.receipt?.map((line) => ({ ...line, title: titles(line.table, language) })) ?? null,
        mayDecide: r.outcome === null && decides && !own,
        mayWithdraw: r.outcome === null && own,
      }
    }),
  }
}
