import { sql } from 'kysely'
import type { Endpoint } from '../../platform/contract.ts'
import type { Database } from '../../platform/database.ts'
import type { Book } from './book-parts.ts'
import { withoutFresh } from './crawl.ts'
import type { Asker, Asking, Installation, Reply } from './installation.ts'
import { type Form, tableName } from './snapshot.ts'
import type { Undoable } from './undoable.ts'

/** A server whose every act can be taken back, and what it holds. */
export type Trials = { server: Installation; undoable: Undoable; asker: Asker; form: Form; known: ReadonlySet<string> }

/**
 * Up to so many inputs of the book that an endpoint grants the viewer; nothing of them is kept. Not those that end a
 * session: signing in and out has connections of its own, which do not undo.
 */
export async function goodCalls(
  { server, undoable, asker }: Trials,
  endpoint: Endpoint,
  book: Book,
  most: number,
): Promise<Asking[]> {
  const good: Asking[] = []
  const { inputs, last } = book[endpoint.audit]!
  const plain = last ? [] : inputs.filter((given) => !given.viewAs && !given.language)
  for (const given of plain) {
    if (good.length === most) break
    const { status } = await server.ask(asker, { endpoint, ...given })
    if (status < 300) good.push({ endpoint, ...given })
    if (endpoint.method === 'POST' && status < 300) await undoable.undo()
  }
  return good
}

export type Outcome = {
  status: number
  answer: string
  /** Rows that came, changed or went, made comparable; what the audit trail says apart. */
  done: string[]
}

/** What is written for refused calls too. */
const TRAIL = ['audit_events', 'auth.attempts', 'auth.verification']

/** What a call answers and does; nothing of it is kept. What reads, and what is refused, is looked at later, all at once. */
export async function outcomeOf(trials: Trials, asking: Asking, before: Rows): Promise<Outcome> {
  const { server, undoable, asker, known } = trials
  const reply = await server.ask(asker, asking)
  const comparable = (words: string) => withoutFresh(words, known).replace(/"hash":\s*"[^"]+"/g, '"hash"')
  const acted = asking.endpoint.method === 'POST' && reply.status < 400
  const done = acted ? (await changesSince(trials, before)).map(comparable).sort() : []
  if (acted) await undoable.undo()
  return { status: reply.status, answer: comparable(answerOf(reply)), done }
}

/** Rows that came (+), went (-) or became others (both). */
export async function changesSince({ undoable, form }: Trials, before: Rows): Promise<string[]> {
  const after = await undoable.asOwner((owner) => allRows(owner, form))
  return [
    ...[...after].filter(([row, n]) => before.get(row) !== n).map(([row]) => `+ ${row}`),
    ...[...before].filter(([row, n]) => after.get(row) !== n).map(([row]) => `- ${row}`),
  ]
}

const answerOf = ({ body }: Reply): string => body.replace(/concord_[\w-]{43}/g, '<key>')

export type Rows = ReadonlyMap<string, number>

/** Every row of every table but the trail, with how often it is there. */
export async function allRows(owner: Database, form: Form): Promise<Rows> {
  const tables = [...form.tables.keys()].filter((table) => !TRAIL.includes(table))
  const selects = tables.map(
    (table) => sql`select ${table}::text || ' ' || to_jsonb(t)::text as row from ${tableName(table)} t`,
  )
  const { rows } = await sql<{ row: string }>`${sql.join(selects, sql` union all `)}`.execute(owner)
  const counted = new Map<string, number>()
  for (const { row } of rows) counted.set(row, (counted.get(row) ?? 0) + 1)
  return counted
}
