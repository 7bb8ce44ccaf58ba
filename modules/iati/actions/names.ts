import { sql } from 'kysely'
import type { Tx } from '../../../platform/database.ts'
import { LANGUAGES, type Written } from '../../../platform/text.ts'
import type { Organisation, Words } from '../kinds.ts'
import type { Found } from './understand.ts'

/** The identifier of an organisation that gave none: its code, which is nobody else's here. */
export const referenceOf = (code: string): string => `CONCORD-${code}`

const fold = (name: string): string =>
  name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim()

/** Names and codes by which a file names organisations, States, regions and themes. */
export async function findIn(tx: Tx, home: string): Promise<Found> {
  const { rows: organisations } = await sql<{ id: string; code: string; names: Written[] }>`
    select o.id, o.code, array_remove(array_agg(n.names), null) || array[o.names] as names
      from organisations o left join organisation_names n on n.organisation = o.id
     where o.merged_into is null group by o.id, o.code, o.names`.execute(tx)
  const states = await tx
    .selectFrom('states')
    .innerJoin('organisations', 'organisations.id', 'states.organisation')
    .select(['alpha2', 'code'])
    .execute()
  const themes = await tx.selectFrom('themes').select('code').execute()
  const { rows: regions } = await sql<{ code: string }>`select code from named_regions`.execute(tx)
  const codes = new Set(organisations.map(({ code }) => code))
  const named = new Map<string, string | null>()
  for (const { code, names } of organisations)
    for (const text of names.flatMap(({ texts }) => Object.values(texts))) {
      const key = fold(text)
      // A name that two bear says neither.
      named.set(key, (named.get(key) ?? code) === code ? code : null)
    }
  const alpha3 = new Map(states.map(({ alpha2, code }) => [alpha2, code]))
  const known = { themes: new Set(themes.map((t) => t.code)), regions: new Set(regions.map((r) => r.code)) }
  return {
    organisation: ({ code, ref, names }: Organisation) => {
      if (codes.has(code)) return code
      const said = /^CONCORD-(.+)$/.exec(ref)?.[1] ?? ''
      if (codes.has(said)) return said
      const found = Object.values(names).map((name) => named.get(fold(name)))
      return found.find((one) => one !== undefined && one !== null) ?? null
    },
    state: (alpha2) => alpha3.get(alpha2) ?? null,
    region: (m49) => Object.entries(STANDARD).find(([, code]) => code === m49)?.[0] ?? null,
    has: (list, code) => known[list].has(code),
    home,
  }
}

/** Named regions that are one region of the standard M49. */
export const STANDARD: Readonly<Record<string, string>> = {
  africa: '002',
  west_africa: '011',
  central_africa: '017',
  asia: '142',
  central_asia: '143',
  south_asia: '034',
  south_east_asia: '035',
  caribbean: '029',
  north_america: '021',
  western_europe: '155',
  oceania: '009',
}

/** Names in all languages of organisations by id and of themes, pillars and regions by `list code`. */
export async function namesIn(tx: Tx): Promise<(key: string) => Words> {
  const { rows } = await sql<{ key: string; names: Written }>`
    select id::text as key, names from organisations
    union all select 'themes ' || code, names from themes
    union all select 'pillars ' || code, names from pillars
    union all select 'regions ' || code, names from named_regions`.execute(tx)
  const all = new Map(rows.map(({ key, names }) => [key, names]))
  return (key) =>
    Object.fromEntries(LANGUAGES.flatMap((l) => (all.get(key)?.texts[l] ? [[l, all.get(key)!.texts[l]!]] : [])))
}
