import { sql } from 'kysely'
import type { z } from 'zod'
import type { Call, Tx } from '../../database.ts'
import { Problem } from '../../problem.ts'
import type * as contract from '../contract.ts'
import type { Doubt } from '../contract.ts'
import type { Importable } from '../importable.ts'
import { lookupOf, namesFor } from '../lookups.ts'
import { below, changed, headingsIn, kindOf, ownImport, refuseBusy, refuseUnless } from '../own.ts'
import { fold } from '../values/fold.ts'
import { readImport } from './reading.ts'

type Input<E extends { input: z.ZodType }> = z.output<E['input']>

/** Doubts listed at a time, and different words of one column that are looked at. */
const LISTED = 200
const LOOKED_AT = 20_000

export async function listDoubts(
  tx: Tx,
  { id }: Input<typeof contract.listDoubts>,
  call: Call,
  all: readonly Importable[],
) {
  const of = await ownImport(tx, id, { hold: false })
  const importable = kindOf(all, of.kind, call.viewer)
  const names = await namesFor(tx, importable, of.columns)
  const terms = await importable.terms(tx, [...names.keys()])
  const labels = new Map(
    Object.entries(terms).map(([lookup, list]) => [
      lookup,
      new Map(list.map(({ code, label }) => [code, label(call.language)])),
    ]),
  )
  const headings = await headingsIn(tx, of)
  const doubts = new Map<string, Doubt>()
  const sure = new Set<string>()
  for (const [index, key] of of.columns.entries()) {
    const column = importable.columns.find((one) => one.key === key)
    const lookup = column && lookupOf(column)
    if (!lookup) continue
    const known = names.get(lookup)!
    const many = typeof column.holds === 'object' && 'many' in column.holds
    const { rows } = await sql<{ said: string; count: number }>`
      select cells[${index + 1}::int] as said, count(*)::int as count from import_rows
       where ${below(of)} and coalesce(cells[${index + 1}::int], '') <> '' group by 1 order by 2 desc, 1 limit ${LOOKED_AT}`.execute(
      tx,
    )
    for (const { said, count } of rows)
      for (const part of many ? known.split(said) : [said]) {
        const found = known.find(part)
        const place = `${lookup} ${fold(part)}`
        const before = doubts.get(place)
        if (found.sure) sure.add(place)
        else if (before) before.rows += count
        else
          doubts.set(place, {
            ...{ lookup, said: part.slice(0, 500), heading: headings[index] ?? '', rows: count },
            suggestions: found.suggestions.map((code) => ({ code, label: labels.get(lookup)!.get(code) ?? code })),
          })
      }
  }
  const items = [...doubts.values()].slice(0, LISTED)
  const asked = new Set(items.map(({ lookup }) => lookup))
  return {
    ...{ sure: sure.size, items, total: doubts.size },
    terms: Object.fromEntries(
      [...labels]
        .filter(([lookup]) => asked.has(lookup))
        .map(([lookup, list]) => [lookup, [...list].map(([code, label]) => ({ code, label }))]),
    ),
  }
}

export async function confirmNames(
  tx: Tx,
  { id, choices }: Input<typeof contract.confirmNames>,
  call: Call,
  all: readonly Importable[],
) {
  const of = await ownImport(tx, id, { hold: true })
  refuseUnless(of, 'mapped', 'checked')
  await refuseBusy(tx, of)
  const importable = kindOf(all, of.kind, call.viewer)
  const lookups = new Set(importable.columns.flatMap((column) => lookupOf(column) ?? []))
  if (choices.some(({ lookup }) => !lookups.has(lookup))) throw new Problem('imports.no_such_term', 400)
  const terms = await importable.terms(tx, [...new Set(choices.map(({ lookup }) => lookup))])
  for (const { lookup, said, code } of choices) {
    if (code !== null && !terms[lookup]?.some((term) => term.code === code))
      throw new Problem('imports.no_such_term', 400)
    const folded = fold(said)
    if (folded === '') throw new Problem('imports.no_such_term', 400)
    await tx
      .insertInto('import_choices')
      .values({ lookup, said: folded, code })
      .onConflict((there) => there.columns(['organisation', 'lookup', 'said']).doUpdateSet({ code, saved_at: call.at }))
      .execute()
  }
  await tx
    .updateTable('imports')
    .set({ state: 'mapped', ...changed(call) })
    .where('id', '=', id)
    .execute()
  return readImport(tx, { id }, call, all)
}
