import { sql } from 'kysely'
import type { z } from 'zod'
import type { Call, Tx } from '../database.ts'
import { notFound, Problem } from '../problem.ts'
import { once } from '../records/once.ts'
import { peopleRefs } from '../records/principals.ts'
import type * as contract from './contract.ts'
import type { SavedView } from './contract.ts'

/** Views that one person keeps for one page. */
const MOST = 50

type Input<E extends { input: z.ZodType }> = z.output<E['input']>

export async function listViews(
  tx: Tx,
  { page }: Input<typeof contract.listViews>,
  { viewer, language }: Call,
): Promise<{ items: SavedView[] }> {
  const rows = await tx
    .selectFrom('saved_views as v')
    .leftJoin('view_places as p', (join) => join.onRef('p.view', '=', 'v.id').on('p.person', '=', viewer.person))
    .select(['v.id', 'v.name', 'v.query', 'v.shared', 'v.person', 'p.opens'])
    .where('v.page', '=', page)
    // Those not put anywhere come last: the own before the others', the oldest first.
    .orderBy(sql`p.place nulls last`)
    .orderBy(sql`v.person <> viewer_person()`)
    .orderBy('v.saved_at')
    .orderBy('v.id')
    .execute()
  const people = await peopleRefs(
    tx,
    rows.map(({ person }) => person),
    language,
  )
  return {
    items: rows.map(({ id, name, query, shared, person, opens }) => {
      const own = person === viewer.person
      return {
        id,
        name,
        query,
        shared,
        opens: opens === true,
        by: own ? null : people.get(person)!,
        mayRemove: own || viewer.permissions.includes('access:organisation'),
      }
    }),
  }
}

export async function saveView(
  tx: Tx,
  input: Input<typeof contract.saveView>,
  { viewer }: Call,
): Promise<{ id: string }> {
  const id = await once(tx, input, async (view) => {
    const { kept } = await tx
      .selectFrom('saved_views')
      .select(({ fn }) => fn.countAll<number>().as('kept'))
      .where('page', '=', view.page)
      .where('person', '=', viewer.person)
      .executeTakeFirstOrThrow()
    if (kept >= MOST) throw new Problem('views.too_many', 409, { most: MOST })
    const { id } = await tx.insertInto('saved_views').values(view).returning('id').executeTakeFirstOrThrow()
    return id
  })
  return { id }
}

export async function changeView(
  tx: Tx,
  { id, name, shared, query }: Input<typeof contract.changeView>,
): Promise<Record<string, never>> {
  const changed = await tx
    .updateTable('saved_views')
    .set({ name, shared, ...(query !== undefined && { query }) })
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst()
  if (!changed) throw notFound()
  return {}
}

export async function removeView(tx: Tx, { id }: Input<typeof contract.removeView>): Promise<Record<string, never>> {
  const removed = await tx.deleteFrom('saved_views').where('id', '=', id).returning('id').executeTakeFirst()
  if (!removed) throw notFound()
  return {}
}

export async function arrangeViews(
  tx: Tx,
  { page, ids, opens }: Input<typeof contract.arrangeViews>,
): Promise<Record<string, never>> {
  const placed = [...new Set(ids)]
  const seen = await tx.selectFrom('saved_views').select('id').where('page', '=', page).execute()
  const ofPage = seen.map(({ id }) => id)
  if (placed.some((id) => !ofPage.includes(id)) || (opens && !placed.includes(opens))) throw notFound()
  if (ofPage.length > 0) await tx.deleteFrom('view_places').where('view', 'in', ofPage).execute()
  if (placed.length > 0)
    await tx
      .insertInto('view_places')
      .values(placed.map((view, i) => ({ view, place: i + 1, opens: view === opens })))
      .execute()
  return {}
}
