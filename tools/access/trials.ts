import { sql } from 'kysely'
import { modules } from '../../apps/modules.ts'
import type { Endpoint } from '../../platform/contract.ts'
import type { Database } from '../../platform/database.ts'
import { bookFor } from './book.ts'
import type { Book } from './book-parts.ts'
import { buildWorld, type World } from './build-world.ts'
import { knownIn, withoutFresh } from './crawl.ts'
import { type Asker, type Asking, dropDatabase, type Installation, openInstallation, ownerOf } from './installation.ts'
import { askerOf } from './interference.ts'
import { type Sight, sightOf } from './sight.ts'
import { type Form, readForm, type Snapshot, tableName, takeSnapshot } from './snapshot.ts'
import { openUndoable, type Undoable } from './undoable.ts'
import type { WorldPlan } from './world-plan.ts'

/** A world on a server whose every act can be taken back. */
export type Rehearsal = { world: World; undoable: Undoable; server: Installation; form: Form; snapshot: Snapshot }

export async function openRehearsal(
  plan: WorldPlan,
  arrange?: (owner: Database, world: World) => Promise<void>,
): Promise<Rehearsal & { close: () => Promise<void> }> {
  const world = await buildWorld(plan)
  const arranging = ownerOf(world.database)
  await arrange?.(arranging, world)
  await arranging.destroy()
  const undoable = await openUndoable(world.database)
  const server = await openInstallation(world.database, modules, undoable.db)
  const form = await readForm(server.owner)
  const snapshot = await takeSnapshot(server.owner, form)
  const close = async () => {
    await server.close()
    await dropDatabase(world.database)
  }
  return { world, undoable, server, form, snapshot, close }
}

/** What is wrong, in words; nothing of it is kept. */
export type Check = (rehearsal: Rehearsal) => Promise<string[]>

/** Every endpoint by its name, for `test.each`. */
export const routes = modules.flatMap((m) => m.routes.map(({ endpoint }) => ({ name: endpoint.audit, endpoint })))

/** What one person of a rehearsal asks, and what is there before they do. */
export type Trials = Rehearsal & { asker: Asker; sight: Sight; book: Book; known: ReadonlySet<string>; before: Rows }

export async function trialsOf(rehearsal: Rehearsal, person: number): Promise<Trials> {
  const viewer = rehearsal.world.people[person]!
  const asker = askerOf(viewer)
  const sight = sightOf(rehearsal.snapshot, asker, new Date())
  return {
    ...rehearsal,
    asker,
    sight,
    book: bookFor(rehearsal.world, viewer, sight),
    known: knownIn(rehearsal.snapshot),
    before: await rehearsal.undoable.asOwner((owner) => allRows(owner, rehearsal.form)),
  }
}

/** Up to so many inputs of the book that an endpoint grants; nothing of them is kept. Not those that end the session. */
export async function goodCalls(trials: Trials, endpoint: Endpoint, most: number): Promise<Asking[]> {
  const { server, undoable, asker, book } = trials
  const good: Asking[] = []
  const { inputs, last } = book[endpoint.audit]!
  const plain = last ? [] : inputs.filter((given) => !given.viewAs && !given.language)
  for (const given of plain) {
    if (good.length === most) break
    const { status } = await server.ask(asker, { endpoint, ...given })
    if (status < 300) good.push({ endpoint, ...given })
    if (endpoint.method === 'POST') await undoable.undo()
  }
  return good
}

type Outcome = {
  status: number
  answer: string
  /** Rows that came, changed or went, made comparable; what the audit trail says apart. */
  done: string[]
}

/** What a call answers and does; nothing of it is kept. What reads, and what is refused, is looked at later, all at once. */
export async function outcomeOf(trials: Trials, asking: Asking): Promise<Outcome> {
  const { server, undoable, asker, known, book } = trials
  const { endpoint } = asking
  const reply = await server.ask(asker, asking)
  const acted = endpoint.method === 'POST' && reply.status < 400
  const done = acted ? await changes(trials) : []
  if (endpoint.method === 'POST') await undoable.undo()
  const { blur = [] } = book[endpoint.audit]!
  const answer = blur.reduce((words, secret) => words.replace(secret, '<secret>'), reply.body)
  return {
    status: reply.status,
    answer: withoutFresh(answer, known),
    done: done.map((row) => withoutFresh(row.replace(SECRETS, '"$1": "<secret>"'), known)).sort(),
  }
}

/** Columns whose values are made by chance, each time anew, or of what was asked. */
const SECRETS = /"(hash|secret|backupCodes|token|code|digest)":\s*"[^"]+"/g

/** Rows that came (+), went (-) or became others (both); looked for where something was written. */
export async function changes({ undoable, before }: Trials): Promise<string[]> {
  const written = (await undoable.written()).filter((table) => before.has(table))
  if (written.length === 0) return []
  const now = await undoable.asOwner((owner) => rowsOf(owner, written))
  return written.flatMap((table) => {
    const [then, after] = [before.get(table)!, now.get(table)!]
    return [
      ...[...after].filter(([row, n]) => then.get(row) !== n).map(([row]) => `+ ${table} ${row}`),
      ...[...then].filter(([row, n]) => after.get(row) !== n).map(([row]) => `- ${table} ${row}`),
    ]
  })
}

/** What is written for refused calls too, and by looking: the trail, the register of what left, the counters of tries. */
const TRAIL = ['audit_events', 'auth.attempts', 'auth.verification', 'exports', 'copies']

/** By table, every row with how often it is there. */
type Rows = ReadonlyMap<string, ReadonlyMap<string, number>>

/** Every row of every table but the trail. */
export const allRows = (owner: Database, { tables }: Form): Promise<Rows> =>
  rowsOf(
    owner,
    [...tables.keys()].filter((table) => !TRAIL.includes(table)),
  )

async function rowsOf(owner: Database, tables: readonly string[]): Promise<Rows> {
  const selects = tables.map(
    (table) => sql`select ${table}::text as table, to_jsonb(t)::text as row from ${tableName(table)} t`,
  )
  const { rows } = await sql<{ table: string; row: string }>`${sql.join(selects, sql` union all `)}`.execute(owner)
  const counted = new Map(tables.map((table) => [table, new Map<string, number>()]))
  for (const { table, row } of rows) counted.get(table)!.set(row, (counted.get(table)!.get(row) ?? 0) + 1)
  return counted
}
