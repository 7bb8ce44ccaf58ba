import { sql } from 'kysely'
import type { z } from 'zod'
import { organisationRefs } from '../access/organisations.ts'
import { today } from '../clock.ts'
import type { Call, Tx } from '../database.ts'
import { notify } from '../notices/notify.ts'
import { notFound, Problem } from '../problem.ts'
import { recordHead } from '../records/head.ts'
import { once } from '../records/once.ts'
import { peopleRefs } from '../records/principals.ts'
import { recordLines } from '../records/titles.ts'
import type * as contract from './contract.ts'
import type { Task } from './contract.ts'

type Input<E extends { input: z.ZodType }> = z.output<E['input']>

export async function listTasks(tx: Tx, input: Input<typeof contract.listTasks>, call: Call) {
  const { of, status, due, record, sort, dir, page, size } = input
  // Before tasks are looked for: a record out of sight is answered, and worked for, like none.
  if (record) await recordHead(tx, record, call)
  const parts = [
    record ? sql`record = ${record}` : sql`true`,
    of === 'mine' ? sql`owner = viewer_person()` : of === 'asked' ? sql`asked_by = viewer_person()` : sql`true`,
    status === 'any' ? sql`true` : status === 'open' ? sql`status = 'open'` : sql`status <> 'open'`,
    due === 'any'
      ? sql`true`
      : due === 'overdue'
        ? sql`status = 'open' and due_on < ${today()}`
        : sql`due_on between ${today()}::date and ${today()}::date + 7`,
  ]
  const narrowed = sql.join(parts, sql` and `)
  const way = dir === 'desc' ? sql`desc nulls last` : sql`asc nulls last`
  const by = { due: sql`due_on`, asked: sql`asked_at`, title: sql`lower(title)` }[sort]
  const { rows: ids } = await sql<{ id: string }>`
    select id from tasks where ${narrowed} order by ${by} ${way}, asked_at desc, id limit ${size} offset ${(page - 1) * size}`.execute(
    tx,
  )
  const { rows } = await sql<{ total: number; overdue: number }>`
    select count(*)::int as total, count(*) filter (where status = 'open' and due_on < ${today()})::int as overdue
      from tasks where ${narrowed}`.execute(tx)
  const found = await tasksOf(
    tx,
    ids.map(({ id }) => id),
    call,
  )
  return { items: ids.map(({ id }) => found.get(id)!), ...rows[0]! }
}

export async function readTask(tx: Tx, { id }: Input<typeof contract.readTask>, call: Call): Promise<Task> {
  const found = (await tasksOf(tx, [id], call)).get(id)
  if (!found) throw notFound()
  return found
}

export async function addTask(tx: Tx, input: Input<typeof contract.addTask>, call: Call): Promise<Task> {
  const { record, title, words, dueOn } = input
  const owner = input.owner ?? call.viewer.person!
  const id = await once(tx, input, async () => {
    const made = await tx
      .insertInto('tasks')
      .values({ record: record ?? null, title: storable(title), words: storable(words), owner, due_on: dueOn })
      .returning('id')
      .executeTakeFirstOrThrow()
    await tellOwner(tx, { id: made.id, owner, record: record ?? null, due_on: dueOn }, call)
    return made.id
  })
  return readTask(tx, { id }, call)
}

export async function editTask(tx: Tx, input: Input<typeof contract.editTask>, call: Call): Promise<Task> {
  const { id, version, title, words, dueOn } = input
  const before = await changeable(tx, id, call)
  const changed = await tx
    .updateTable('tasks')
    .set({ title: storable(title), words: storable(words), due_on: dueOn, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (changed.numUpdatedRows !== 1n) throw new Problem('edit_conflict', 409, {}, { current: before })
  return readTask(tx, { id }, call)
}

export async function settleTask(tx: Tx, { id, status, reason }: Input<typeof contract.settleTask>, call: Call) {
  const before = await changeable(tx, id, call)
  if (before.status === status) return before
  await tx
    .updateTable('tasks')
    .set((e) => ({
      ...{ status, reason: status === 'dropped' ? storable(reason) : '' },
      ...{ settled_at: status === 'open' ? null : call.at, version: e('version', '+', 1) },
    }))
    .where('id', '=', id)
    .execute()
  const to = [before.owner.id, before.askedBy?.id].filter((who) => who !== undefined)
  await notify(tx, {
    ...{ topic: 'tasks.settled', to, href: hrefTo(id), values: { by: call.viewer.person!, status } },
    ...(before.record && { record: before.record.id }),
  })
  return readTask(tx, { id }, call)
}

/** A task that the viewer sees and may change. */
async function changeable(tx: Tx, id: string, call: Call): Promise<Task> {
  const task = await readTask(tx, { id }, call)
  if (!task.mine) throw new Problem('tasks.not_yours', 403)
  return task
}

type Told = { id: string; owner: string; record: string | null; due_on: string | null }

/** Tells an owner of a task that it is theirs now. */
export const tellOwner = (tx: Tx, { id, owner, record, due_on }: Told, { viewer }: Pick<Call, 'viewer'>) =>
  notify(tx, {
    topic: 'tasks.assigned',
    to: [owner],
    href: hrefTo(id),
    ...(record && { record }),
    values: { by: viewer.person!, dated: due_on ? 'yes' : 'no', ...(due_on && { on: due_on }) },
  })

export const hrefTo = (id: string) => `/tasks/${id}` as const

/** These tasks, as far as the viewer sees them. */
async function tasksOf(tx: Tx, ids: readonly string[], { language }: Call): Promise<Map<string, Task>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<Row>`
    select id, organisation, record, title, words, owner, due_on, status, reason, version, asked_by, asked_at, settled_at,
           owner = viewer_person() or asked_by is not distinct from viewer_person() or viewer_may('access:organisation') as mine
      from tasks where id = any (${[...ids]}::uuid[])`.execute(tx)
  const people = await peopleRefs(
    tx,
    rows.flatMap(({ owner, asked_by }) => [owner, asked_by ?? owner]),
    language,
  )
  const lines = await recordLines(
    tx,
    rows.flatMap(({ record }) => record ?? []),
    language,
  )
  const organisations = await organisationRefs(
    tx,
    rows.map(({ organisation }) => organisation),
    language,
  )
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        title: row.title,
        words: row.words,
        record: (row.record && lines.get(row.record)) || null,
        owner: people.get(row.owner)!,
        dueOn: row.due_on,
        status: row.status,
        reason: row.reason,
        askedBy: row.asked_by === null ? null : people.get(row.asked_by)!,
        askedFor: organisations.get(row.organisation)!,
        askedAt: row.asked_at.toISOString(),
        settledAt: row.settled_at?.toISOString() ?? null,
        version: row.version,
        mine: row.mine,
      },
    ]),
  )
}

type Row = {
  id: string
  organisation: string
  record: string | null
  title: string
  words: string
  owner: string
  due_on: string | null
  status: Task['status']
  reason: string
  version: number
  asked_by: string | null
  asked_at: Date
  settled_at: Date | null
  mine: boolean
}

/** PostgreSQL keeps neither the character zero nor half of a surrogate pair. */
const storable = (text: string): string => text.replaceAll('\0', '').toWellFormed()
