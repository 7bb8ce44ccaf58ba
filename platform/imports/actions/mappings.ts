import type { z } from 'zod'
import type { Call, Tx } from '../../database.ts'
import { notFound } from '../../problem.ts'
import type * as contract from '../contract.ts'
import type { Importable } from '../importable.ts'

type Input<E extends { input: z.ZodType }> = z.output<E['input']>

export async function listMappings(
  tx: Tx,
  { page, size }: Input<typeof contract.listMappings>,
  { language }: Call,
  all: readonly Importable[],
) {
  const { total } = await tx
    .selectFrom('import_mappings')
    .select((of) => of.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const rows = await tx
    .selectFrom('import_mappings')
    .selectAll()
    .orderBy('name')
    .orderBy('id')
    .limit(size)
    .offset((page - 1) * size)
    .execute()
  const items = rows.map(({ id, kind, name, columns, saved_at }) => ({
    ...{ id, kind, name, columns: columns.filter(Boolean).length, savedAt: saved_at.toISOString() },
    label: all.find((one) => one.kind === kind)?.texts[language]['kind'] ?? kind,
  }))
  return { items, total }
}

export async function removeMapping(tx: Tx, { id }: Input<typeof contract.removeMapping>) {
  const removed = await tx.deleteFrom('import_mappings').where('id', '=', id).returning('id').executeTakeFirst()
  if (!removed) throw notFound()
  return removed
}
