import type { Names, TableFields } from '../../platform/history/columns.ts'
import { translator } from '../../platform/text.ts'
import { texts } from './locales/index.ts'
import type { Figure } from './rules.ts'

const figures: Names = async (_tx, language) => (code) =>
  translator(language, texts[language])(`figure.${code as Figure}`)

/** What is told of changes in what a stated total is a total of. */
export const history: readonly TableFields[] = [
  {
    table: 'activities',
    writes: 'programmes:write',
    fields: [{ column: 'total_of', label: 'total.of', as: 'term', names: figures }],
  },
]
