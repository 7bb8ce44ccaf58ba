import { type RawBuilder, sql } from 'kysely'
import type { Narrowing } from '../contract.ts'
import type { Role } from '../fields.ts'
import { OFFICE_TYPES } from '../rules.ts'

/** The part of a query that decides which rows of `presence p` are meant: of lists, matrix and exports alike. */
export function narrowed(kind: 'programme' | 'activity', by: Narrowing): RawBuilder<boolean> {
  // Of two records that are one, whoever reads both finds the one that stays.
  const conditions: RawBuilder<unknown>[] = [
    sql`p.kind = ${kind}`,
    sql`p.record not in (select m.other from merged_away m)`,
  ]
  if (!by.aggregates) conditions.push(sql`not p.aggregate`)
  if (by.entities) conditions.push(takesPart(rolesOf(by), organisationIds(by.entities)))
  if (by.states) conditions.push(sql`p.states && ${organisationIds(by.states)}`)
  if (by.themes) conditions.push(sql`p.themes && ${by.themes}::text[]`)
  if (by.pillars) conditions.push(sql`p.pillars && ${by.pillars}::text[]`)
  if (by.regions) conditions.push(sql`p.regions && ${by.regions}::text[]`)
  if (by.types) conditions.push(sql`p.type = any (${by.types}::text[])`)
  if (by.statuses) conditions.push(sql`p.status = any (${[...by.statuses]}::text[])`)
  if (by.until !== undefined) conditions.push(sql`p.starts_on <= make_date(${by.until}, 12, 31)`)
  if (by.from !== undefined) conditions.push(sql`p.ends_on >= make_date(${by.from}, 1, 1)`)
  if (by.on !== undefined)
    conditions.push(
      sql`p.status not in ('proposed', 'planned') and p.starts_on <= ${by.on}::date and p.ends_on >= ${by.on}::date`,
    )
  if (by.hosts)
    conditions.push(
      sql`p.type = any (${[...OFFICE_TYPES]}::text[]) and p.record in (select o.id from programmes o where o.hosts && ${organisationIds(by.hosts)})`,
    )
  // A programme that is hidden from the viewer has no activities for the viewer either.
  if (by.programme)
    conditions.push(
      sql`p.record in (select a.id from activities a where a.programme in (
        select of.id from programmes of where of.id = ${by.programme}
        union select m.other from merged_away m where m.kept = ${by.programme}))`,
    )
  const words = by.q?.split(/\s+/).filter(Boolean) ?? []
  if (words.length > 0) conditions.push(says(kind, words))
  return sql<boolean>`(${sql.join(conditions, sql` and `)})`
}

/** Ids of organisations by code; codes that do not exist are nobody's. */
export const organisationIds = (codes: readonly string[]): RawBuilder<string[]> =>
  sql`array(select coalesce(o.merged_into, o.id) from organisations o where o.code = any (${[...codes]}::text[]))`

export const rolesOf = ({ roles }: Pick<Narrowing, 'roles'>): readonly Role[] =>
  roles.length > 0 ? roles : ['lead', 'partner']

const PARTS = { lead: sql.ref('p.leads'), partner: sql.ref('p.partners'), funder: sql.ref('p.funders') }

function takesPart(roles: readonly Role[], who: RawBuilder<string[]>): RawBuilder<unknown> {
  const parts = [...new Set(roles)].map((role) => sql`${PARTS[role]} && ${who}`)
  return sql`(${sql.join(parts, sql` or `)})`
}

/** Every one of the words stands somewhere in it. */
function says(kind: 'programme' | 'activity', words: readonly string[]): RawBuilder<unknown> {
  const table = sql.table(kind === 'programme' ? 'programmes' : 'activities')
  const literal = words.map((word) => word.replace(/[\\%_]/g, '\\$&'))
  return sql`p.record in (select c.id from ${table} c where c.words like all (
    array(select '%' || lower(unaccent(word)) || '%' from unnest(${literal}::text[]) word)))`
}
