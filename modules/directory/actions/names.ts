import { type Expression, type RawBuilder, sql } from 'kysely'
import type { Call, Tx } from '../../../platform/database.ts'
import { notFound } from '../../../platform/problem.ts'
import { LANGUAGES, type Language, show, type Written } from '../../../platform/text.ts'
import { AnyKind, type OrganisationRecord } from '../contract.ts'
import { fold } from '../rules.ts'

/** The day an answer is about: the one asked for, else today. */
export const dayOf = (input: { on?: string | undefined }, call: Call): string =>
  input.on ?? call.at.toISOString().slice(0, 10)

/** The name in use on a day of the organisation that `organisation` and `names` are columns of. */
export const nameOn = (day: string, alias = 'o'): RawBuilder<Written> =>
  sql<Written>`coalesce(name_on(${sql.ref(`${alias}.id`)}, 'short', ${day}::date), ${sql.ref(`${alias}.names`)})`

export const formOn = (form: 'formal' | 'acronym', day: string): RawBuilder<Written | null> =>
  sql<Written | null>`name_on(o.id, ${form}, ${day}::date)`

/** Key of the order of the United Nations. */
export const unOrder = (names: Expression<Written>): RawBuilder<string> => sql<string>`un_order(${names})`

/**
 * Whether an organisation is found under these words: in a name of any language and time, or as a code, also of what
 * was merged into it. Formal names are full of words such as "Republic": they count from the fourth letter on.
 */
export function foundAs(q: string, alias = 'o'): RawBuilder<boolean> {
  const words = `%${fold(q).replace(/[\\%_]/g, '\\$&')}%`
  const id = sql.ref(`${alias}.id`)
  return sql<boolean>`(
    exists (select from organisations e join organisation_names n on n.organisation = e.id
             where ${id} in (e.id, e.merged_into) and n.folded like ${words} and (n.form <> 'formal' or length(${words}) > 5))
    or exists (select from organisations e where ${id} in (e.id, e.merged_into) and lower(e.code) like ${words})
    or exists (select from states s where s.organisation = ${id} and (lower(s.alpha2) = ${fold(q)} or s.m49 = ${q})))`
}

/** Id of the organisation of this code, or of the one it was merged into; the installation itself is not of the directory. */
export async function organisationId(tx: Tx, code: string): Promise<string> {
  const row = await tx
    .selectFrom('organisations')
    .select((eb) => eb.fn.coalesce('merged_into', 'id').as('id'))
    .where('code', '=', code)
    .where('kind', 'in', AnyKind.options)
    .executeTakeFirst()
  if (!row) throw notFound()
  return row.id
}

/** Names an organisation had before the day, latest first. */
export async function formerNames(
  tx: Tx,
  organisation: string,
  day: string,
): Promise<OrganisationRecord['formerNames']> {
  const rows = await tx
    .selectFrom('organisation_names')
    .select(['form', 'names', 'ends_on', 'ends_known'])
    .where('organisation', '=', organisation)
    .where('form', 'in', ['short', 'formal'])
    .where('ends_on', '<', day)
    .orderBy('ends_on', 'desc')
    .execute()
  const formal = new Map(rows.filter((r) => r.form === 'formal').map((r) => [r.ends_on, r.names]))
  return rows
    .filter((r) => r.form === 'short')
    .map((r) => ({
      short: r.names,
      formal: formal.get(r.ends_on) ?? null,
      until: r.ends_on!,
      untilKnown: r.ends_known,
    }))
}

export const showAny = (written: Written | null, language: Language) => (written ? show(written, language) : null)

/** All six; a language that has no text of its own gets the original. */
export const inSix = ({ original, texts }: Written) =>
  Object.fromEntries(LANGUAGES.map((l) => [l, texts[l] ?? texts[original] ?? ''])) as Record<Language, string>
