import type { Tx } from '../../../platform/database.ts'
import { type Language, show } from '../../../platform/text.ts'

/** The name of a term of a list: `statuses`, `themes`, `regions` …; a code without name stands for itself. */
export type Terms = (list: string, code: string | null) => string

/** The directory's lists in one language. */
export async function termsIn(tx: Tx, language: Language): Promise<Terms> {
  const terms = await tx.selectFrom('vocabulary_terms').select(['vocabulary as list', 'code', 'names']).execute()
  const themes = await tx.selectFrom('themes').select(['code', 'names']).execute()
  const regions = await tx.selectFrom('named_regions').select(['code', 'names']).execute()
  const all = [
    ...terms,
    ...themes.map((theme) => ({ ...theme, list: 'themes' })),
    ...regions.map((region) => ({ ...region, list: 'regions' })),
  ]
  const names = new Map(all.map(({ list, code, names }) => [`${list} ${code}`, show(names, language).text]))
  return (list, code) => (code === null ? '' : (names.get(`${list} ${code}`) ?? code))
}
