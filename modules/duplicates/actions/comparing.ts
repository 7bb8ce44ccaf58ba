import { sql } from 'kysely'
import type { z } from 'zod'
import { organisationRefs } from '../../../platform/access/organisations.ts'
import type { Call, Tx } from '../../../platform/database.ts'
import { type Changed, changesReader } from '../../../platform/history/changes.ts'
import { columnsOf, type Field } from '../../../platform/history/columns.ts'
import { texts as historyTexts } from '../../../platform/history/locales/index.ts'
import { notFound } from '../../../platform/problem.ts'
import { recordHeads } from '../../../platform/records/head.ts'
import { type Named, peopleRefs, principalKey, principalRefs } from '../../../platform/records/principals.ts'
import { translator } from '../../../platform/text.ts'
import { particulars } from '../../particulars/index.ts'
import { programmes } from '../../programmes/index.ts'
import type * as contract from '../contract.ts'
import type { ComparedField, Distinction } from '../contract.ts'
import { companionsOf, isChosen, likeness } from '../rules.ts'
import type { Kind } from './candidates.ts'
import { mergesOf } from './merges.ts'
import { namesIn, reasonOf, sidesOf } from './sides.ts'
import { kindOf } from './suggesting.ts'

export async function comparePair(
  tx: Tx,
  { one, other }: z.output<typeof contract.comparePair.input>,
  call: Call,
): Promise<z.output<typeof contract.comparePair.output>> {
  const kind = await kindOf(tx, one)
  if (one === other || (await kindOf(tx, other)) !== kind) throw notFound()
  const sides = await sidesOf(tx, kind, [one, other], call)
  const heads = await recordHeads(tx, [one, other], call)
  const [a, b] = [sides.get(one)!, sides.get(other)!]
  const found = likeness(a.ruled, b.ruled)
  const names = await namesIn(tx, found?.reasons ?? [], call)
  const open = await tx
    .selectFrom('merges')
    .select('id')
    .where('ended', 'is', null)
    .where(sql<boolean>`(kept, other) in ((${one}, ${other}), (${other}, ${one}))`)
    .executeTakeFirst()
  const contributes = [one, other].every((id) => heads.get(id)!.mine === 'contribute')
  return {
    one: { side: a.side, head: heads.get(one)! },
    other: { side: b.side, head: heads.get(other)! },
    reasons: (found?.reasons ?? []).map((reason) => reasonOf(reason, names)),
    fields: await fieldsOf(tx, kind, one, other, call),
    apart: await distinctionOf(tx, one, other, call),
    merge: open ? ((await mergesOf(tx, [open.id], call))[0] ?? null) : null,
    mayMerge: !open && contributes && call.viewer.permissions.includes('programmes:write') && !call.viewer.preview,
    ...(await obstacles(tx, one, other, call)),
  }
}

/** Who would lose the one that takes values, and where checks stand worse, for either way. */
async function obstacles(tx: Tx, one: string, other: string, { language }: Call) {
  const { rows } = await sql<{ one: Named[] | null; other: Named[] | null; worse: boolean; also: boolean }>`
    select merge_losers(${one}, ${other}) as one, merge_losers(${other}, ${one}) as other,
           checks_worse(${one}, ${other}) <> '{}' as worse, checks_worse(${other}, ${one}) <> '{}' as also`.execute(tx)
  const said = rows[0]!
  const refs = await principalRefs(tx, [...(said.one ?? []), ...(said.other ?? [])], language)
  const named = (losers: Named[] | null) => losers?.map((loser) => refs.get(principalKey(loser))!) ?? null
  return {
    losers: { one: named(said.one), other: named(said.other) },
    unsafe: { one: said.worse, other: said.also },
  }
}

async function distinctionOf(tx: Tx, one: string, other: string, call: Call): Promise<Distinction | null> {
  const row = await tx
    .selectFrom('distinctions')
    .select(['id', 'said_by', 'said_org', 'said_at', 'reason'])
    .where('one', '=', sql<string>`least(${one}::uuid, ${other}::uuid)`)
    .where('other', '=', sql<string>`greatest(${one}::uuid, ${other}::uuid)`)
    .executeTakeFirst()
  if (!row) return null
  const people = await peopleRefs(tx, row.said_by ? [row.said_by] : [], call.language)
  const organisations = await organisationRefs(tx, row.said_org ? [row.said_org] : [], call.language)
  return {
    id: row.id,
    by: (row.said_by && people.get(row.said_by)) || null,
    organisation: (row.said_org && organisations.get(row.said_org)) || null,
    at: row.said_at.toISOString(),
    reason: row.reason,
    own: row.said_org === call.viewer.organisation,
  }
}

type Told = { field: Field; label: string }

/** Fields of the kind's table that hold content, under their names. */
function told(kind: Kind, { language }: Call): Told[] {
  const table = tableOf(kind)
  return [programmes, particulars].flatMap((module) =>
    (module.history ?? [])
      .filter((of) => of.table === table)
      .flatMap(({ fields }) => fields)
      .filter(({ column, as }) => as !== 'hidden' && isChosen(column))
      .map((field) => ({ field, label: translator(language, module.texts[language])(field.label) })),
  )
}

/** Columns of the kind's table that a merge may take. */
export const takeable = (kind: Kind, call: Call): Map<string, string[]> =>
  new Map(
    told(kind, call).map(({ field }) => [field.column, [...columnsOf(field), ...companionsOf(field.column)]] as const),
  )

const tableOf = (kind: Kind) => (kind === 'programme' ? 'programmes' : 'activities')

async function fieldsOf(tx: Tx, kind: Kind, one: string, other: string, call: Call): Promise<ComparedField[]> {
  const table = tableOf(kind)
  const { rows } = await sql<{ id: string; content: Record<string, unknown> }>`
    select c.id, to_jsonb(c) as content
      from (select ${sql.join(columnsToRead(kind, call).map((column) => sql.ref(column)))} from ${sql.table(table)} where id in (${one}, ${other})) c`.execute(
    tx,
  )
  const [a, b] = [one, other].map((id) => rows.find((row) => row.id === id)!.content) as [Content, Content]
  const changesOf = changesReader(tx, call, translator(call.language, historyTexts[call.language]))
  const compared: ComparedField[] = []
  for (const { field, label } of told(kind, call)) {
    const columns = [...columnsOf(field), ...companionsOf(field.column)]
    const of = (content: Content) =>
      changesOf({ table, label, field, changed: fromNothing(content, columnsOf(field), field) }, false)
    const [said, also] = [await of(a), await of(b)]
    const isSame = columns.every((column) => JSON.stringify(a[column]) === JSON.stringify(b[column]))
    if (said.length + also.length > 0) compared.push({ column: field.column, label, one: said, other: also, isSame })
  }
  return compared
}

type Content = Readonly<Record<string, unknown>>

const columnsToRead = (kind: Kind, call: Call): string[] => [
  'id',
  ...new Set([...takeable(kind, call).values()].flat()),
]

/** What a record says, as a difference from a record that says nothing. */
const fromNothing = (content: Content, columns: readonly string[], field: Field): Changed =>
  Object.fromEntries(columns.map((column) => [column, [field.as === 'list' ? [] : null, content[column]] as const]))
