import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import { organisationRefs } from '../../../platform/access/organisations.ts'
import type { Call, Tx } from '../../../platform/database.ts'
import { type Shown, show } from '../../../platform/text.ts'
import type * as contract from '../contract.ts'
import { type Grouping, inOrder, NONE, type Tally } from '../rules.ts'
import { followed, inGroup, OVERDUE_FIRST, tallied } from './followed.ts'
import { boardRows } from './rows.ts'

/** Rows of a group that stand on the board itself. */
const FIRST = 5

export async function readBoard(
  tx: Tx,
  { by, page, size, ...narrowing }: z.output<typeof contract.readBoard.input>,
  call: Call,
): Promise<contract.Board> {
  const rows = followed(narrowing, by)
  const { all, groups } = await tallied(tx, rows)
  const named = await namedGroups(tx, by, groups, call)
  const shown = named.slice((page - 1) * size, page * size)
  const first = await firstOf(
    tx,
    rows,
    shown.map(({ kept }) => kept),
    FIRST,
  )
  const byId = new Map((await boardRows(tx, [...new Set([...first.values()].flat())], call)).map((r) => [r.head.id, r]))
  return {
    items: shown.map(({ kept, ...group }) => ({
      ...group,
      first: (first.get(kept) ?? []).flatMap((id) => byId.get(id) ?? []),
    })),
    total: named.length,
    all,
    asOf: call.at.toISOString(),
  }
}

type Named = Tally & { key: string; name: Shown | null; kept: string }

/** Groups in their order, with code and name; `kept` is the key as the database has it. */
export async function namedGroups(
  tx: Tx,
  by: Grouping,
  groups: readonly (Tally & { key: string })[],
  call: Pick<Call, 'language'>,
): Promise<Named[]> {
  const named = await namesOf(
    tx,
    by,
    groups.flatMap(({ key }) => (key === NONE ? [] : [key])),
    call,
  )
  return inOrder(
    by,
    groups.map((group) => ({ ...group, name: null, ...named.get(group.key), kept: group.key })),
  )
}

/** Codes and names of States and leads by id, and of themes by code. */
async function namesOf(
  tx: Tx,
  by: Grouping,
  keys: readonly string[],
  { language }: Pick<Call, 'language'>,
): Promise<Map<string, { key: string; name: Shown }>> {
  if (by === 'state' || by === 'lead') {
    const refs = await organisationRefs(tx, keys, language)
    return new Map([...refs].map(([id, { code, name }]) => [id, { key: code, name }]))
  }
  if (by !== 'theme' || keys.length === 0) return new Map()
  const themes = await tx.selectFrom('themes').select(['code', 'names']).where('code', 'in', keys).execute()
  return new Map(themes.map(({ code, names }) => [code, { key: code, name: show(names, language) }]))
}

/** Ids of the first rows of each of these groups. */
export async function firstOf(
  tx: Tx,
  rows: RawBuilder<unknown>,
  keys: readonly string[],
  most: number,
): Promise<Map<string, string[]>> {
  const { rows: found } = await sql<{ key: string; id: string }>`
    with mine as materialized (${rows}),
    placed as (
      select coalesce(k.key, ${NONE}) as key, mine.id,
             row_number() over (partition by k.key order by ${OVERDUE_FIRST}) as place
        from mine left join lateral unnest(mine.keys) k(key) on true)
    select key, id from placed where key = any (${[...keys]}::text[]) and place <= ${most} order by key, place`.execute(
    tx,
  )
  return new Map([...Map.groupBy(found, ({ key }) => key)].map(([key, of]) => [key, of.map(({ id }) => id)]))
}

export async function listGroup(
  tx: Tx,
  { by, key, page, size, ...narrowing }: z.output<typeof contract.listGroup.input>,
  call: Call,
): Promise<z.output<typeof contract.listGroup.output>> {
  const within = sql`from (${followed(narrowing, by)}) mine where ${inGroup(by, key)}`
  const { rows } = await sql<{ id: string }>`
    select id ${within} order by ${OVERDUE_FIRST} limit ${size} offset ${(page - 1) * size}`.execute(tx)
  const { rows: counted } = await sql<{ n: number }>`select count(*)::int as n ${within}`.execute(tx)
  const { rows: kept } = await sql<{
    id: string
  }>`select id::text from organisations where code = ${key.toUpperCase()}`.execute(tx)
  const [named] = (await namesOf(tx, by, by === 'theme' ? [key] : kept.map(({ id }) => id), call)).values()
  const items = await boardRows(
    tx,
    rows.map(({ id }) => id),
    call,
  )
  return { items, total: counted[0]!.n, name: named?.name ?? null }
}
