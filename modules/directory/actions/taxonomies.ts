import type { Call, Tx } from '../../../platform/database.ts'
import { show } from '../../../platform/text.ts'

export async function listRegions(tx: Tx, _input: unknown, { language }: Call) {
  const regions = await tx.selectFrom('regions').select(['code', 'level', 'parent', 'names']).orderBy('code').execute()
  const named = await tx
    .selectFrom('named_regions')
    .select(['code', 'basis', 'names', 'members'])
    .orderBy('sort')
    .execute()
  return {
    regions: regions.map(({ names, ...region }) => ({ ...region, name: show(names, language) })),
    named: named.map(({ names, basis, ...region }) => ({
      ...region,
      basis: basis as 'm49' | 'indicative' | 'none',
      name: show(names, language),
    })),
  }
}

export async function listTaxonomies(tx: Tx, _input: unknown, { language }: Call) {
  const pillars = await tx.selectFrom('pillars').selectAll().orderBy('number').execute()
  const themes = await tx.selectFrom('themes').selectAll().orderBy('sort').execute()
  const terms = await tx.selectFrom('vocabulary_terms').selectAll().orderBy('vocabulary').orderBy('sort').execute()
  const vocabularies = Map.groupBy(terms, (term) => term.vocabulary)
  return {
    pillars: pillars.map(({ code, number, names, short, unofficial, paragraphs }) => ({
      code,
      number,
      name: show(names, language),
      short: show(short, language),
      unofficial: unofficial.includes(language),
      paragraphs,
    })),
    themes: themes.map(({ code, names, pillars }) => ({ code, name: show(names, language), pillars })),
    vocabularies: Object.fromEntries(
      [...vocabularies].map(([name, list]) => [
        name,
        list.map(({ code, names }) => ({ code, name: show(names, language) })),
      ]),
    ),
  }
}
