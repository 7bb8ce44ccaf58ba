import { type RawBuilder, sql } from 'kysely'
import type { World } from './build-world.ts'
import type { Installation } from './installation.ts'
import { actAs } from './raw-sight.ts'
import type { Snapshot } from './snapshot.ts'

/**
 * One statement by plain SQL, as the person named by place in a world's cast, or as the actor of a job; `scopes` as by a
 * token of theirs that gives no more than these permissions.
 */
export type Act = { name: string; as: number | string; statement: RawBuilder<unknown>; scopes?: readonly string[] }

/** Places of people in a world's cast. */
export const [SECRETARIAT, OFFICER, SECOND, FOCAL_POINT, OTHER_FOCAL_POINT, DONOR, ADMINISTRATOR] = [
  0, 1, 2, 3, 4, 5, 6,
] as const

/** How many rows a statement wrote or gave, and in what words it was refused; nothing of it is kept. */
export type Outcome = { rows: bigint; refusal: string | null }

export async function outcomeOf(server: Installation, world: World, snapshot: Snapshot, act: Act): Promise<Outcome> {
  const { name, as, statement, scopes } = act
  const asker =
    typeof as === 'number'
      ? { id: world.people[as]!.id, secondFactor: true }
      : { id: actorOf(snapshot, as), secondFactor: false }
  return actAs(server, asker, async (tx) => {
    await sql`savepoint trial`.execute(tx)
    if (scopes) await sql`select set_config('concord.permissions', ${[...scopes]}::text[]::text, true)`.execute(tx)
    try {
      const { numAffectedRows, rows } = await statement.execute(tx)
      return { rows: numAffectedRows ?? BigInt(rows.length), refusal: null }
    } catch (error) {
      const code = String((error as { code?: string }).code)
      // A statement that PostgreSQL does not understand would prove nothing.
      if (/^(42(?!501|P17)|22)/.test(code)) throw new Error(name, { cause: error })
      return { rows: 0n, refusal: `${code} ${(error as Error).message}` }
    } finally {
      await sql`rollback to savepoint trial`.execute(tx)
    }
  })
}

const actorOf = (snapshot: Snapshot, job: string): string =>
  snapshot.get('persons')!.find((p) => p['service'] === true && p['mail'] === `${job}@concord.invalid`)!['id'] as string
