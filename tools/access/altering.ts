import { sql } from 'kysely'
import type { Database } from '../../platform/database.ts'
import type { Dice } from './dice.ts'
import { NARROWER } from './rules-comments.ts'
import { DUPLICATES_NARROWER } from './rules-duplicates.ts'
import { RECOMMENDATIONS_NARROWER } from './rules-recommendations.ts'
import { RECORD_NARROWER } from './rules-record.ts'
import { SAFEGUARDS_NARROWER } from './rules-safeguards.ts'
import type { Sight } from './sight.ts'
import type { Form, Row, Snapshot } from './snapshot.ts'
import { FIXED, REACHED, RULES } from './table-rules.ts'

/** How many rows were changed, removed and added, by table: what was never altered was never tested. */
export type Altered = Map<string, number>

export type Altering = {
  owner: Database
  form: Form
  snapshot: Snapshot
  sight: Sight
  dice: Dice
  altered: Altered
}

/** Whether the viewer may see a row, by the rules of this test programme. */
export function sees(form: Form, sight: Sight, table: string, row: Row): boolean {
  const shareable = form.shareable.get(table)
  if (shareable)
    return (
      sight.may('read', row[shareable.key] as string) &&
      [NARROWER, RECORD_NARROWER, RECOMMENDATIONS_NARROWER, DUPLICATES_NARROWER, SAFEGUARDS_NARROWER].every(
        (rules) => rules[table]?.(row, sight) ?? true,
      )
    )
  const rule = RULES[table]
  if (!rule) throw new Error(`no rule says who may see ${table}: add one to table-rules.ts`)
  return rule(row, sight)
}

/**
 * The rows of a table that may be altered. The actors of jobs stay: without them nothing would happen at all; and so does
 * the secretariat, for every nomination names in its audience where that is. So does what the viewer's own acts reach.
 */
export function hiddenRows(a: Altering, table: string): Row[] {
  if (FIXED.includes(table)) return []
  const secretariat = a.snapshot.get('memberships')!.filter((m) => (m['roles'] as string[]).includes('secretariat'))
  const actors = [
    ...a.snapshot.get('persons')!.flatMap((p) => (p['service'] === true ? [p['id']] : [])),
    ...secretariat.map((m) => m['person']),
  ]
  const ofActor = (row: Row) =>
    actors.includes(table === 'memberships' ? row['person'] : table === 'persons' ? row['id'] : '')
  return a.snapshot
    .get(table)!
    .filter((row) => !ofActor(row) && !sees(a.form, a.sight, table, row) && !REACHED[table]?.(row, a.sight))
}

/** Tries one change; what a constraint refuses is not done. */
export async function attempt(a: Altering, table: string, change: ReturnType<typeof sql>): Promise<boolean> {
  try {
    const { numAffectedRows } = await change.execute(a.owner)
    if (!numAffectedRows) return false
  } catch (error) {
    if (!/^(23|CC|22|P0)/.test(String((error as { code?: string }).code))) throw error
    return false
  }
  a.altered.set(table, (a.altered.get(table) ?? 0) + 1)
  return true
}

/** A column as JSON writes it, in a statement that takes any type. */
export const setTo = (column: string, type: string, value: unknown) =>
  sql`${sql.ref(column)} = (select v from jsonb_to_record(${JSON.stringify({ v: value ?? null })}::jsonb) as r(v ${sql.raw(type)}))`

/** Whether `t` is this row. */
export function isRow(form: Form, table: string, row: Row) {
  const { key, columns } = form.tables.get(table)!
  const typeOf = (name: string) => columns.find((c) => c.name === name)!.type
  return sql.join(
    key.map((k) => sql`t.${sql.ref(k)} = ${String(row[k])}::${sql.raw(typeOf(k))}`),
    sql` and `,
  )
}
