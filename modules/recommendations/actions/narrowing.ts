import { type RawBuilder, sql } from 'kysely'
import { organisationIds } from '../../programmes/index.ts'
import type { Narrowing, Order } from '../contract.ts'

/**
 * The part of a query that decides which rows of `recommendations r` are meant, for lists and files alike: of each matter
 * the fullest row that the viewer may read, so that nobody counts one recommendation twice.
 */
export function narrowed(by: Narrowing): RawBuilder<boolean> {
  const conditions: RawBuilder<unknown>[] = [FULLEST]
  const anyOf = (column: string, values: readonly string[]) =>
    conditions.push(sql`${sql.ref(`r.${column}`)} = any (${[...values]}::text[])`)
  if (by.kinds) anyOf('kind', by.kinds)
  if (by.priorities) anyOf('priority', by.priorities)
  if (by.needs) anyOf('need', by.needs)
  if (by.forms) anyOf('form', by.forms)
  if (by.forces) anyOf('force', by.forces)
  if (by.addressees) conditions.push(sql`r.addressees && ${[...by.addressees]}::text[]`)
  if (by.uptake) conditions.push(sql`r.kind = 'report' and (r.uptake <> '[]') = ${by.uptake === 'taken_up'}`)
  if (by.statuses) conditions.push(sql`r.form <> 'need' and r.status = any (${[...by.statuses]}::text[])`)
  if (by.states) conditions.push(sql`r.states && ${organisationIds(by.states)}`)
  if (by.leads) conditions.push(sql`r.leads && ${organisationIds(by.leads)}`)
  if (by.originators) conditions.push(sql`r.originator = any (${organisationIds(by.originators)})`)
  if (by.themes) conditions.push(sql`r.themes && ${[...by.themes]}::text[]`)
  if (by.pillars) conditions.push(sql`r.pillars && ${[...by.pillars]}::text[]`)
  // By way of the assessment itself: how many recommendations a hidden one has must not cost time.
  if (by.assessment) conditions.push(sql`r.assessment = (select a.id from assessments a where a.id = ${by.assessment})`)
  if (by.overdue) conditions.push(OVERDUE)
  for (const word of by.q?.split(/\s+/).filter(Boolean) ?? [])
    conditions.push(sql`search_words(r.code, r.title, r.body) || ' ' || lower(r.resolution)
      like '%' || lower(unaccent(${word.replace(/[\\%_]/g, '\\$&')})) || '%'`)
  return sql<boolean>`(${sql.join(conditions, sql` and `)})`
}

/** Of which nothing but theme and need is disclosed there is no day, and so nothing is past it. */
export const OVERDUE = sql<boolean>`(r.due_on < current_date and r.status not in ('implemented', 'closed', 'withdrawn'))`

const FULLEST = sql`not exists (
  select from recommendations f where f.matter = r.matter and f.id <> r.id
     and (form_rank(f.form) < form_rank(r.form)
       or (f.form = r.form and (select (m.created_at, m.id) from records m where m.id = f.id) > (select (m.created_at, m.id) from records m where m.id = r.id))))`

/** What is missing stands last either way. */
export function orderOf({ sort, dir }: Order, language: string): RawBuilder<unknown> {
  const way = dir === 'desc' ? sql`desc nulls last` : sql`asc nulls last`
  const by = {
    changed: sql`(select m.changed_at from records m where m.id = r.id)`,
    title: sql`coalesce(r.title -> 'texts' ->> ${language}, r.title -> 'texts' ->> (r.title ->> 'original')) collate ${sql.ref(`${language}-x-icu`)}`,
    state: sql`(select o.code from organisations o where o.id = r.states[1])`,
    priority: sql`array_position(array['high', 'medium', 'low'], r.priority)`,
    due: sql`r.due_on`,
    status: sql`array_position(array['not_started', 'under_way', 'implemented', 'closed', 'withdrawn'], r.status)`,
  }[sort]
  return sql`${by} ${way}, r.id`
}
