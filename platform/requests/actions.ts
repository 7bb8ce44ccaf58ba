import { sql } from 'kysely'
import type { z } from 'zod'
import { organisationRefs } from '../access/organisations.ts'
import type { Call, Tx } from '../database.ts'
import { notify } from '../notices/notify.ts'
import { notFound, Problem } from '../problem.ts'
import { recordHead, recordHeads } from '../records/head.ts'
import { shareRecords } from '../records/make.ts'
import { once } from '../records/once.ts'
import { peopleRefs } from '../records/principals.ts'
import { recordLines } from '../records/titles.ts'
import type * as contract from './contract.ts'
import { type AccessRequest, PATIENCE } from './contract.ts'

type Row = {
  id: string
  record: string
  person: string
  organisation: string
  own: boolean
  gives: AccessRequest['gives']
  reason: string
  asked_at: Date
  lapses_at: Date
  state: AccessRequest['state']
  answered_at: Date | null
  words: string
  given_to: 'person' | 'organisation' | null
  given: AccessRequest['gives'] | null
  given_until: Date | null
}

export async function listRequests(
  tx: Tx,
  { view, record, page, size }: z.output<typeof contract.listRequests.input>,
  call: Call,
): Promise<{ items: AccessRequest[]; total: number }> {
  // Of a record out of sight nothing is looked for: the same is done as for none.
  if (record && !(await recordHeads(tx, [record], call)).has(record)) return { items: [], total: 0 }
  const mine = sql`a.person = viewer_person()`
  const narrowed = sql`
    ${record ? sql`a.record = ${record}` : sql`true`} and ${
      view === 'mine'
        ? mine
        : sql`not ${mine} and access_request_state(a) ${view === 'waiting' ? sql`=` : sql`<>`} 'waiting'`
    }`
  const { rows: counted } = await sql<{ total: number }>`
    select count(*) as total from access_requests a where ${narrowed}`.execute(tx)
  const { rows } = await sql<Row>`
    select a.id, a.record, a.person, a.organisation, a.gives, a.reason, a.asked_at, a.answered_at, a.words,
           ${mine} as own, access_request_state(a) as state, a.asked_at + make_interval(days => ${PATIENCE}) as lapses_at,
           g.grantee_kind as given_to, g.gives as given, g.ends_at as given_until
      from access_requests a
      left join grants g on g.id = a.granted and g.revoked_at is null and (g.ends_at is null or g.ends_at > now())
     where ${narrowed}
     order by a.asked_at desc, a.id limit ${size} offset ${(page - 1) * size}`.execute(tx)
  const { language, viewer } = call
  const records = await recordLines(tx, [...new Set(rows.map((r) => r.record))], language)
  const people = await peopleRefs(
    tx,
    rows.map((r) => r.person),
    language,
  )
  const organisations = await organisationRefs(
    tx,
    rows.map((r) => r.organisation),
    language,
  )
  return {
    total: counted[0]!.total,
    items: rows.map((r) => ({
      id: r.id,
      record: records.get(r.record)!,
      gives: r.gives,
      reason: r.reason,
      by: people.get(r.person)!,
      organisation: organisations.get(r.organisation)!,
      askedAt: r.asked_at.toISOString(),
      lapsesAt: r.lapses_at.toISOString(),
      state: r.state,
      answeredAt: r.answered_at?.toISOString() ?? null,
      words: r.words,
      granted: r.given_to && { to: r.given_to, gives: r.given!, until: r.given_until?.toISOString() ?? null },
      mayAnswer: r.state === 'waiting' && !r.own && viewer.permissions.includes('records:share'),
      mayWithdraw: r.state === 'waiting' && r.own,
    })),
  }
}

export async function askAccess(
  tx: Tx,
  input: z.output<typeof contract.askAccess.input>,
  call: Call,
): Promise<{ id: string }> {
  const { record, gives, reason } = input
  const id = await once(tx, input, async () => {
    const head = await recordHead(tx, record, call)
    if (head.own || RANKS.indexOf(head.mine) >= RANKS.indexOf(gives)) throw new Problem('requests.held', 409)
    const waiting = await sql`
      select from access_requests a where a.record = ${record} and a.person = viewer_person() and access_request_state(a) = 'waiting'`.execute(
      tx,
    )
    if (waiting.rows.length > 0) throw new Problem('requests.waiting', 409)
    const { id } = await tx
      .insertInto('access_requests')
      .values({ record, gives, reason })
      .returning('id')
      .executeTakeFirstOrThrow()
    const { rows } = await sql<{ person: string }>`select answerers_of(${id}) as person`.execute(tx)
    await notify(tx, {
      topic: 'requests.asked',
      to: rows.map(({ person }) => person),
      record,
      href: '/requests',
      values: { by: call.viewer.person!, organisation: call.viewer.organisation! },
    })
    return id
  })
  return { id }
}

const RANKS = ['discover', 'read', 'comment', 'contribute']

export async function withdrawRequest(
  tx: Tx,
  { id }: z.output<typeof contract.withdrawRequest.input>,
  { at, viewer }: Call,
): Promise<Record<string, never>> {
  const settled = await tx
    .updateTable('access_requests')
    .set({ withdrawn_at: at })
    .where('id', '=', id)
    .where('person', '=', viewer.person)
    .returning('id')
    .executeTakeFirst()
  if (!settled) throw notFound()
  return {}
}

/** An ordinary grant, which says that it answers a request. */
export async function grantAccess(
  tx: Tx,
  { id, to, gives, until, basis, reference, words }: z.output<typeof contract.grantAccess.input>,
  call: Call,
): Promise<Record<string, never>> {
  const asked = await toAnswer(tx, id, call)
  if (basis !== 'decision' && reference.length < 3) throw new Problem('access.reference_needed', 409)
  const grantee = to === 'person' ? asked.person : asked.organisation
  await shareRecords(
    tx,
    [asked.record],
    [
      {
        to: { kind: to, id: grantee },
        gives,
        basis,
        reference: [reference, `request ${id}`].filter(Boolean).join(' · '),
        ...(until && { until }),
      },
    ],
  )
  const grant = await tx
    .selectFrom('grants')
    .select('id')
    .where('record', '=', asked.record)
    .where('grantee', '=', grantee)
    .where('granted_by', '=', call.viewer.person)
    .where('revoked_at', 'is', null)
    .orderBy('granted_at', 'desc')
    .orderBy('id')
    .limit(1)
    .executeTakeFirstOrThrow()
  await answer(tx, { id, answer: 'granted', words, granted: grant.id }, asked)
  return {}
}

export async function refuseAccess(
  tx: Tx,
  { id, words }: z.output<typeof contract.refuseAccess.input>,
  call: Call,
): Promise<Record<string, never>> {
  const asked = await toAnswer(tx, id, call)
  await answer(tx, { id, answer: 'refused', words, granted: null }, asked)
  return {}
}

type Asked = { record: string; person: string; organisation: string }

/** A request on a record of the viewer's organisation; of two who answer at once, the second finds it settled. */
async function toAnswer(tx: Tx, id: string, call: Call): Promise<Asked> {
  const asked = await tx
    .selectFrom('access_requests')
    .select(['record', 'person', 'organisation'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!asked || !(await recordHead(tx, asked.record, call)).own) throw notFound()
  return asked
}

type Answer = { id: string; answer: 'granted' | 'refused'; words: string; granted: string | null }

async function answer(tx: Tx, { id, ...said }: Answer, { record, person }: Asked): Promise<void> {
  await tx.updateTable('access_requests').set(said).where('id', '=', id).execute()
  await notify(tx, {
    topic: 'requests.answered',
    to: [person],
    record,
    needs: 'discover',
    href: '/requests?view=mine',
    values: { answer: said.answer },
  })
}
