import type { Tx } from '../../../platform/database.ts'
import type { Term } from '../../../platform/imports/importable.ts'
import { LANGUAGES } from '../../../platform/text.ts'
import { importTerms } from '../../programmes/index.ts'
import { texts } from '../locales/index.ts'

/** What tables also say of the three priorities, beside their names. */
const ALSO = {
  high: ['H', 'urgent', 'immediate', 'haute', 'élevé', 'urgente', 'alto', 'высокий', 'срочно', 'عاجلة', 'عالي', '紧急'],
  medium: ['M', 'normal', 'moyen', 'medio', 'normale', 'средний', 'متوسط', '一般'],
  low: ['L', 'basse', 'bas', 'bajo', 'низкий', 'منخفض'],
} as const

const priorities: readonly Term[] = (['high', 'medium', 'low'] as const).map((code, n) => ({
  code,
  names: LANGUAGES.map((language) => texts[language][`priority.${code}`]),
  also: [...ALSO[code], String(n + 1)],
  label: (language) => texts[language][`priority.${code}`],
}))

/** What each lookup may find: the priorities, and what the directory holds. */
export async function termsFor(tx: Tx, lookups: readonly string[]): Promise<Record<string, readonly Term[]>> {
  const found = await importTerms(
    tx,
    lookups.filter((lookup) => lookup !== 'priorities'),
  )
  return { ...found, ...(lookups.includes('priorities') && { priorities }) }
}
