import type { Tx } from '../../../platform/database.ts'
import { notFound } from '../../../platform/problem.ts'
import { type Language, show, type Written } from '../../../platform/text.ts'
import type { Standing } from '../contract.ts'

type GroupRef = Standing['group']

export const groupRef = (
  g: { id: string; code: string; kind: string; names: Written },
  language: Language,
): GroupRef => ({
  id: g.id,
  code: g.code,
  kind: g.kind as GroupRef['kind'],
  name: show(g.names, language),
})

/** Those of these groups that the viewer may know of, by id. */
export async function groupRefs(tx: Tx, ids: readonly string[], language: Language): Promise<Map<string, GroupRef>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('groups')
    .select(['id', 'code', 'kind', 'names'])
    .where('id', 'in', [...ids])
    .execute()
  return new Map(rows.map((g) => [g.id, groupRef(g, language)]))
}

/** Id of the group of this code. */
export async function groupId(tx: Tx, code: string): Promise<string> {
  const row = await tx.selectFrom('groups').select('id').where('code', '=', code).executeTakeFirst()
  if (!row) throw notFound()
  return row.id
}
