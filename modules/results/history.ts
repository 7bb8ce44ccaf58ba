import type { Field, Names, TableFields } from '../../platform/history/columns.ts'
import { translator } from '../../platform/text.ts'
import { texts } from './locales/index.ts'
import { DIMENSIONS } from './rules.ts'

const kinds: Names = async (_tx, language) => (code) =>
  translator(language, texts[language])(code === 'outcome' ? 'outcome' : 'output')

type Asked = Parameters<Extract<Field, { as: 'own' }>['words']>
/** A number in the reader's own writing. */
async function figureIn(...[, value, language]: Asked): Promise<string[]> {
  return value === null || value === undefined ? [] : [new Intl.NumberFormat(language).format(Number(value))]
}
/** "women: 12". */
async function partsIn(...[, value, language]: Asked): Promise<string[]> {
  const format = new Intl.NumberFormat(language)
  return ((value ?? []) as { of: string; value: number }[]).map((part) => `${part.of}: ${format.format(part.value)}`)
}
const dimensions: Names = async (_tx, language) => {
  const t = translator(language, texts[language])
  return (code) => {
    const known = DIMENSIONS.find((one) => one === code)
    return known ? t(`dimension.${known}`) : code
  }
}
/** One of the chain is named by its words, which stand beside it: an id tells nobody anything. */
const hidden = (column: string): Field => ({ column, label: 'results', as: 'hidden' })
const writes = 'programmes:write'

/** What is told of changes in results chains. */
export const history: readonly TableFields[] = [
  {
    table: 'results',
    writes,
    fields: [
      { column: 'statement', label: 'statement', as: 'written' },
      { column: 'kind', label: 'kind', as: 'term', names: kinds },
      hidden('parent'),
      hidden('place'),
    ],
  },
  {
    table: 'indicators',
    writes,
    fields: [
      hidden('result'),
      hidden('place'),
      { column: 'name', label: 'indicator', as: 'written' },
      { column: 'unit', label: 'unit', as: 'written' },
      { column: 'definition', label: 'definition', as: 'written' },
      { column: 'verification', label: 'verification', as: 'written' },
      { column: 'dimensions', label: 'dimensions', as: 'list', names: dimensions },
      { column: 'baseline', label: 'baseline', as: 'own', words: figureIn },
      { column: 'baseline_on', label: 'baseline.on', as: 'date', precision: 'baseline_precision' },
      { column: 'target', label: 'target', as: 'own', words: figureIn },
      { column: 'target_on', label: 'target.on', as: 'date', precision: 'target_precision' },
    ],
  },
  {
    table: 'measurements',
    writes,
    fields: [
      hidden('indicator'),
      { column: 'measured_on', label: 'measured', as: 'date', precision: 'precision' },
      { column: 'value', label: 'actual', as: 'own', words: figureIn },
      hidden('value_is'),
      { column: 'parts', label: 'parts', as: 'own', words: partsIn },
      { column: 'note', label: 'note', as: 'written' },
    ],
  },
]
