import { sql } from 'kysely'
import type { z } from 'zod'
import type { Call, Tx } from '../../../platform/database.ts'
import { notFound } from '../../../platform/problem.ts'
import type * as contract from '../contract.ts'
import { candidatesOf, type Kind, twinsNear } from './candidates.ts'
import { mergesOf } from './merges.ts'
import { likely, pairsOf, ruledSides, sidesOf } from './sides.ts'

export async function listPairs(
  tx: Tx,
  { kind, themes, states, entities, page, size }: z.output<typeof contract.listPairs.input>,
  call: Call,
): Promise<z.output<typeof contract.listPairs.output>> {
  const { pairs, records, isCut } = await candidatesOf(tx, kind, { themes, states, entities })
  const both = (of: readonly { one: string; other: string }[]) => of.flatMap(({ one, other }) => [one, other])
  const found = likely(pairs, await ruledSides(tx, kind, [...new Set(both(pairs))]))
  const shown = found.slice((page - 1) * size, page * size)
  return {
    items: await pairsOf(tx, shown, await sidesOf(tx, kind, both(shown), call), call),
    total: found.length,
    coverage: { records, isCut, asOf: call.at.toISOString() },
  }
}

/** So many twins stand on the page of a record. */
const SHOWN = 5

export async function readDuplicates(
  tx: Tx,
  { id }: z.output<typeof contract.readDuplicates.input>,
  call: Call,
): Promise<z.output<typeof contract.readDuplicates.output>> {
  const kind = await kindOf(tx, id)
  const { rows } = await sql<{ id: string }>`
    select a.id from merged_away a where a.other = ${id} order by a.done_at, a.id limit 1`.execute(tx)
  const away = rows[0]
  const came = await tx
    .selectFrom('merges')
    .select('id')
    .where('kept', '=', id)
    .where('done_at', 'is not', null)
    .where('ended', 'is', null)
    .orderBy('done_at')
    .orderBy('id')
    .execute()
  const merges = await mergesOf(tx, [...(away ? [away.id] : []), ...came.map((merge) => merge.id)], call)
  const near = away ? [] : await twinsNear(tx, [id])
  const both = near.flatMap(({ one, other }) => [one, other])
  const found = likely(near, await ruledSides(tx, kind, [...new Set(both)])).slice(0, SHOWN)
  return {
    into: (away && merges.find((merge) => merge.id === away.id)) ?? null,
    merged: merges.filter((merge) => merge.id !== away?.id),
    twins: await pairsOf(
      tx,
      found,
      await sidesOf(
        tx,
        kind,
        found.flatMap(({ one, other }) => [one, other]),
        call,
      ),
      call,
    ),
  }
}

/** Of these records, all of one kind, those that the rule finds like others, by whom: likeliest first. */
export async function alikeTo(tx: Tx, ids: readonly string[]): Promise<Map<string, string[]>> {
  const kind = await kindOf(tx, ids[0]!)
  const near = await twinsNear(tx, ids)
  const own = new Set(ids)
  const found = likely(near, await ruledSides(tx, kind, [...new Set(near.flatMap(({ one, other }) => [one, other]))]))
  const alike = new Map<string, string[]>()
  for (const { one, other } of found) {
    const [id, twin] = own.has(one) ? [one, other] : [other, one]
    alike.set(id, [...(alike.get(id) ?? []), twin])
  }
  return alike
}

/** @throws Problem not_found where it is no programme or activity that the viewer reads */
export async function kindOf(tx: Tx, id: string): Promise<Kind> {
  const row = await tx.selectFrom('presence').select('kind').where('record', '=', id).executeTakeFirst()
  if (!row) throw notFound()
  return row.kind as Kind
}
