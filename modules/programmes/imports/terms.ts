import type { Tx } from '../../../platform/database.ts'
import type { Term } from '../../../platform/imports/importable.ts'
import { LANGUAGES, type Language, show, type Written } from '../../../platform/text.ts'

const textsIn = (...names: (Written | null)[]): string[] =>
  names.flatMap((name) => (name ? Object.values(name.texts) : []))
const termOf = (code: string, names: Written, more: readonly string[] = []): Term => ({
  code,
  names: [...textsIn(names), ...more],
  label: (language) => show(names, language).text,
})

/** Names in use that are neither the United Nations' nor in Unicode's tables, by alpha-2 code: offered, never taken as said. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  CI: ['Ivory Coast'],
  MM: ['Burma'],
  SZ: ['Swaziland'],
  CZ: ['Czech Republic'],
  TL: ['East Timor'],
  CV: ['Cape Verde'],
  MK: ['Macedonia', 'FYROM'],
  GB: ['UK', 'Great Britain', 'England'],
  US: ['USA', 'America'],
  KR: ['Korea', 'South Korea'],
  KP: ['Korea', 'North Korea'],
  CD: ['DRC', 'RDC', 'DR Congo', 'Congo Kinshasa'],
  CG: ['Congo Brazzaville'],
  AE: ['UAE'],
  NL: ['Holland'],
}

/** What each lookup may find: the directory's lists, and everyone in it by any of their names, now and before. */
export async function termsFor(tx: Tx, lookups: readonly string[]): Promise<Record<string, Term[]>> {
  const found: Record<string, Term[]> = {}
  const vocabularies = await tx
    .selectFrom('vocabulary_terms')
    .select(['vocabulary', 'code', 'names'])
    .where('vocabulary', 'in', [...lookups])
    .orderBy('sort')
    .execute()
  for (const lookup of lookups)
    found[lookup] = vocabularies
      .filter(({ vocabulary }) => vocabulary === lookup)
      .map(({ code, names }) => termOf(code, names))
  if (lookups.includes('themes'))
    found['themes'] = (await tx.selectFrom('themes').select(['code', 'names']).orderBy('sort').execute()).map(
      ({ code, names }) => termOf(code, names),
    )
  if (lookups.includes('regions'))
    found['regions'] = (await tx.selectFrom('named_regions').select(['code', 'names']).orderBy('sort').execute()).map(
      ({ code, names }) => termOf(code, names),
    )
  if (lookups.includes('pillars')) found['pillars'] = await pillars(tx)
  if (lookups.includes('states') || lookups.includes('organisations')) {
    const all = await organisations(tx)
    if (lookups.includes('states')) found['states'] = all.filter(({ isState }) => isState)
    if (lookups.includes('organisations')) found['organisations'] = all
  }
  return found
}

async function pillars(tx: Tx): Promise<Term[]> {
  const rows = await tx.selectFrom('pillars').select(['code', 'number', 'names', 'short']).orderBy('number').execute()
  return rows.map(({ code, number, names, short }) => ({
    ...termOf(code, names, [
      ...textsIn(short),
      String(number),
      `Pillar ${code}`,
      `Pilier ${code}`,
      `Pilar ${code}`,
      `Pillar ${number}`,
      `Pilier ${number}`,
      `Pilar ${number}`,
      `Компонент ${code}`,
      `الركيزة ${number}`,
      `支柱${number}`,
    ]),
    label: (language) => `${code}. ${show(short, language).text}`,
  }))
}

async function organisations(tx: Tx): Promise<(Term & { isState: boolean })[]> {
  const rows = await tx
    .selectFrom('organisations as o')
    .leftJoin('states as s', 's.organisation', 'o.id')
    .select(['o.id', 'o.code', 'o.names', 's.alpha2'])
    .where('o.kind', '<>', 'installation')
    .where('o.merged_into', 'is', null)
    .orderBy('o.code')
    .execute()
  const names = await tx.selectFrom('organisation_names').select(['organisation', 'names']).execute()
  const byId = Map.groupBy(names, ({ organisation }) => organisation)
  return rows.map(({ id, code, names, alpha2 }) => ({
    ...termOf(
      code,
      names,
      (byId.get(id) ?? [])
        .flatMap((of) => textsIn(of.names))
        .map((name) => name.replace(/^(?:the|la|le|el|les|los) |^l['’]/i, '')),
    ),
    ...(alpha2 && {
      also: [...LANGUAGES.flatMap((language) => commonName(alpha2, language)), ...(ALSO[alpha2] ?? [])],
    }),
    isState: alpha2 !== null,
  }))
}

/** What Unicode calls a country, which is not always what the United Nations does. */
const commonName = (alpha2: string, language: Language): string[] =>
  UNICODE[language].flatMap((names) => names.of(alpha2) ?? [])

const UNICODE = Object.fromEntries(
  LANGUAGES.map((language) => [
    language,
    (['long', 'short'] as const).map((style) => new Intl.DisplayNames(language, { type: 'region', style })),
  ]),
) as Record<Language, Intl.DisplayNames[]>
