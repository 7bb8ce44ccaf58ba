import { type RawBuilder, sql } from 'kysely'
import type { World } from './build-world.ts'
import { actAs } from './raw-sight.ts'
import { count, n } from './traces.ts'
import type { Check, Rehearsal } from './trials.ts'

export const asOwner = (rehearsal: Rehearsal, statement: RawBuilder<unknown>): Promise<unknown> =>
  rehearsal.undoable.asOwner((owner) => statement.execute(owner))
/** After an act of the owner, none of these is left. */
export const ends =
  (act: (world: World) => RawBuilder<unknown>, left: (world: World) => RawBuilder<unknown>, words: string): Check =>
  async (rehearsal) => {
    const before = await count(rehearsal, n(left(rehearsal.world)))
    if (before === 0) return [`nothing to end: ${words}`]
    await asOwner(rehearsal, act(rehearsal.world))
    return (await count(rehearsal, n(left(rehearsal.world)))) > 0 ? [words] : []
  }

/** A statement that the database must refuse whoever makes it. */
export const refuses =
  (statement: (world: World) => RawBuilder<unknown>, words: string): Check =>
  async (rehearsal) => {
    try {
      await rehearsal.undoable.trial(() => asOwner(rehearsal, statement(rehearsal.world)))
      return [words]
    } catch (error) {
      if (/^42(?!501)/.test(String((error as { code?: string }).code))) throw error
      return []
    }
  }

/** As someone of the world by plain SQL: whether a statement writes. Nothing is kept. */
export const writes = ({ server, world }: Rehearsal, statement: RawBuilder<unknown>, n = 1): Promise<boolean> =>
  actAs(server, { id: world.people[n]!.id, secondFactor: true }, async (tx) => {
    await sql`savepoint service`.execute(tx)
    try {
      return ((await statement.execute(tx)).numAffectedRows ?? 0n) > 0n
    } catch {
      return false
    } finally {
      await sql`rollback to savepoint service`.execute(tx)
    }
  })

export const fails =
  (statement: RawBuilder<unknown>, words: string, n?: number): Check =>
  async (rehearsal) =>
    (await writes(rehearsal, statement, n)) ? [words] : []

export const goes =
  (statement: RawBuilder<unknown>, words: string, n?: number): Check =>
  async (rehearsal) =>
    (await writes(rehearsal, statement, n)) ? [] : [words]

/** After an act of the owner this holds. */
export const brings =
  (act: RawBuilder<unknown>, holds: RawBuilder<{ holds: boolean }>, words: string): Check =>
  ({ undoable }) =>
    undoable.asOwner(async (owner) => {
      await sql`savepoint act`.execute(owner)
      try {
        await act.execute(owner)
      } catch (error) {
        await sql`rollback to savepoint act`.execute(owner)
        if (/^42/.test(String((error as { code?: string }).code))) throw error
        return [`${words}: ${(error as Error).message}`]
      }
      return (await holds.execute(owner)).rows[0]!.holds ? [] : [words]
    })

/** Refused, or done to nothing, for each person of the world. */
export const failsForAll =
  (statement: RawBuilder<unknown>, words: string): Check =>
  async (rehearsal) => {
    for (const n of rehearsal.world.people.keys()) if (await writes(rehearsal, statement, n)) return [words]
    return []
  }
