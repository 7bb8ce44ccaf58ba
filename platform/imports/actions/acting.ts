import { sql } from 'kysely'
import type { z } from 'zod'
import type { Call, Tx } from '../../database.ts'
import { askJob } from '../../jobs/asked.ts'
import { Problem } from '../../problem.ts'
import { mayHold } from '../../records/make.ts'
import type * as contract from '../contract.ts'
import type { Importable } from '../importable.ts'
import { refuseUnchecked } from '../jobs.ts'
import { below, changed, kindOf, ownImport, refuseBusy, refuseUnless, withinOf } from '../own.ts'
import { readImport } from './reading.ts'

type Input<E extends { input: z.ZodType }> = z.output<E['input']>

export async function checkImport(
  tx: Tx,
  input: Input<typeof contract.checkImport>,
  call: Call,
  all: readonly Importable[],
) {
  const { id, handling, audience } = input
  const of = await ownImport(tx, id, { hold: true })
  refuseUnless(of, 'mapped', 'checked')
  await refuseBusy(tx, of)
  const importable = kindOf(all, of.kind, call.viewer)
  const within = await withinOf(tx, importable, of.within, call)
  const level = input.level ?? within?.level ?? 0
  if (within && (level < within.level || audience.length > 0)) throw new Problem('imports.not_wider', 409)
  await mayHold(tx, level)
  if (audience.length > 0 && !call.viewer.permissions.includes('records:share'))
    throw new Problem('access.denied', 403, { needs: 'records:share' })
  const at = of.columns.indexOf(importable.reference) + 1
  await sql`
    update import_rows set outcome = null, faults = '[]', reference = nullif(left(cells[${at}::int], 200), '') where ${below(of)}`.execute(
    tx,
  )
  const job = await askJob(tx, 'imports.check', { import: id }, call)
  await tx
    .updateTable('imports')
    .set({
      ...{ seen: JSON.stringify({ level, handling, audience }), state: 'mapped', reached: 0, tally: '{}', job },
      ...changed(call),
    })
    .where('id', '=', id)
    .execute()
  return readImport(tx, { id }, call, all)
}

export async function runImport(tx: Tx, { id }: { id: string }, call: Call, all: readonly Importable[]) {
  const of = await ownImport(tx, id, { hold: true })
  refuseUnchecked(of)
  await refuseBusy(tx, of)
  await withinOf(tx, kindOf(all, of.kind, call.viewer), of.within, call)
  const job = await askJob(tx, 'imports.run', { import: id }, call)
  // What was stopped goes on where it was.
  const begins = of.state === 'checked'
  await tx
    .updateTable('imports')
    .set({ state: 'running', job, ...(begins && { reached: 0 }), ...changed(call) })
    .where('id', '=', id)
    .execute()
  return readImport(tx, { id }, call, all)
}

export async function undoImport(tx: Tx, { id }: { id: string }, call: Call, all: readonly Importable[]) {
  const of = await ownImport(tx, id, { hold: true })
  refuseUnless(of, 'running', 'done', 'undoing')
  await refuseBusy(tx, of)
  kindOf(all, of.kind, call.viewer)
  const job = await askJob(tx, 'imports.undo', { import: id }, call)
  await tx
    .updateTable('imports')
    .set({ state: 'undoing', job, ...changed(call) })
    .where('id', '=', id)
    .execute()
  return readImport(tx, { id }, call, all)
}

export async function removeImport(tx: Tx, { id }: { id: string }) {
  const of = await ownImport(tx, id, { hold: true })
  await refuseBusy(tx, of)
  await tx.deleteFrom('imports').where('id', '=', id).execute()
  return { id }
}
