import { sql } from 'kysely'
import type { z } from 'zod'
import type { Call, Tx } from '../../../platform/database.ts'
import { notFound } from '../../../platform/problem.ts'
import { show } from '../../../platform/text.ts'
import type * as contract from '../contract.ts'
import type { State, StateRecord } from '../contract.ts'
import { standingsOf } from './memberships.ts'
import { dayOf, formerNames, formOn, foundAs, inSix, nameOn, unOrder } from './names.ts'

export async function listStates(tx: Tx, input: z.output<typeof contract.listStates.input>, call: Call) {
  const day = dayOf(input, call)
  const { q, regions, development, page, size } = input
  let wanted = tx.selectFrom('states as s').innerJoin('organisations as o', 'o.id', 's.organisation')
  if (q) wanted = wanted.where(foundAs(q))
  if (regions?.length)
    wanted = wanted.where((eb) =>
      eb.or([
        eb('s.region', 'in', regions),
        eb('s.subregion', 'in', regions),
        eb('s.intermediate', 'in', regions),
        sql<boolean>`exists (select from named_regions r where r.code = any (${regions}::text[]) and o.code = any (r.members))`,
      ]),
    )
  if (development) wanted = wanted.where(`s.${development}`, '=', true)
  const { total } = await wanted.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await wanted
    .select([
      'o.id',
      'o.code',
      'o.kind',
      's.alpha2',
      's.m49',
      's.region',
      's.subregion',
      's.intermediate',
      's.ldc',
      's.lldc',
      's.sids',
    ])
    .select([nameOn(day).as('names'), formOn('formal', day).as('formal')])
    .orderBy(unOrder(nameOn(day)))
    .limit(size)
    .offset((page - 1) * size)
    .execute()
  const items = rows.map(({ names, formal, kind, ...row }) => ({
    ...row,
    kind: kind as State['kind'],
    names: inSix(names),
    formal: inSix(formal ?? names),
  }))
  return { items, total }
}

export async function readState(
  tx: Tx,
  input: z.output<typeof contract.readState.input>,
  call: Call,
): Promise<z.input<typeof StateRecord>> {
  const day = dayOf(input, call)
  const row = await tx
    .selectFrom('states as s')
    .innerJoin('organisations as o', 'o.id', 's.organisation')
    .leftJoin('organisation_details as d', 'd.organisation', 'o.id')
    .select(['o.id', 'o.code', 'o.kind', 'o.joined_on', 'o.left_on', 'd.version'])
    .select([
      's.alpha2',
      's.m49',
      's.region',
      's.subregion',
      's.intermediate',
      's.ldc',
      's.lldc',
      's.sids',
      's.articles',
    ])
    .select([nameOn(day).as('names'), formOn('formal', day).as('formal')])
    .where((eb) => eb.or([eb('o.code', '=', input.code), eb('s.alpha2', '=', input.code)]))
    .executeTakeFirst()
  if (!row) throw notFound()
  const { id, code, kind, alpha2, m49, ldc, lldc, sids, articles, names, formal } = row
  return {
    id,
    code,
    kind: kind as State['kind'],
    alpha2,
    m49,
    ldc,
    lldc,
    sids,
    articles,
    names: inSix(names),
    formal: inSix(formal ?? names),
    formerNames: await formerNames(tx, id, day),
    regions: await regionsOf(tx, [row.region, row.subregion, row.intermediate], call),
    namedRegions: await namedRegionsOf(tx, code, call),
    groups: await standingsOf(tx, id, call),
    participation: { from: row.joined_on, until: row.left_on },
    version: row.version ?? 0,
  }
}

async function regionsOf(tx: Tx, codes: readonly (string | null)[], { language }: Call) {
  const wanted = codes.filter((code) => code !== null)
  const rows = await tx.selectFrom('regions').select(['code', 'level', 'names']).where('code', 'in', wanted).execute()
  return wanted.map((code) => {
    const { level, names } = rows.find((r) => r.code === code)!
    return { code, level, name: show(names, language) }
  })
}

async function namedRegionsOf(tx: Tx, code: string, { language }: Call) {
  const rows = await tx
    .selectFrom('named_regions')
    .select(['code', 'basis', 'names'])
    .where(sql<boolean>`${code} = any (members)`)
    .orderBy('sort')
    .execute()
  return rows.map((r) => ({
    code: r.code,
    basis: r.basis as 'm49' | 'indicative' | 'none',
    name: show(r.names, language),
  }))
}
