import { sql } from 'kysely'
import type { Tx } from '../database.ts'
import { refusalOf } from '../refusal.ts'

/** Of a part that was refused, how much is tried next. */
const SMALLER = 4

/**
 * Does something with many rows together, each part all or nothing. A part that is refused leaves nothing and is tried again
 * in smaller ones, down to the row that is to blame: `refused` is told of that one, and parts grow again behind it. So the
 * outcome is that of one row at a time, at the price of a few more tries around each row that is refused. `act` gives what
 * is to be done once its part stands.
 *
 * @throws what is neither a refusal nor the doing of a row
 */
export async function inParts<Row>(
  tx: Tx,
  rows: readonly Row[],
  refused: (row: Row, error: Error) => void,
  act: (part: readonly Row[]) => Promise<() => void>,
): Promise<void> {
  let size = rows.length
  for (let at = 0; at < rows.length; ) {
    const part = rows.slice(at, at + size)
    await sql`savepoint import_part`.execute(tx)
    try {
      const done = await act(part)
      await sql`release savepoint import_part`.execute(tx)
      done()
      at += part.length
      size *= 2
    } catch (error) {
      if (!isOfRow(error as Error)) throw error
      await sql`rollback to savepoint import_part; release savepoint import_part`.execute(tx)
      if (part.length > 1) size = Math.ceil(part.length / SMALLER)
      else {
        refused(part[0]!, error as Error)
        at++
      }
    }
  }
}

/** A refusal, or data that the database cannot hold (classes 22 and 23); everything else is not the row's doing. */
const isOfRow = (error: Error & { code?: string }): boolean =>
  refusalOf(error) !== undefined || /^2[23]/.test(error.code ?? '')
