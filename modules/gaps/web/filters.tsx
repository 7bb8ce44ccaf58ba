import { useTexts } from '../../../platform/ui/language.tsx'
import { type FilterPart, FilterSentence } from '../../../platform/ui/table/filter-sentence.tsx'
import { holes } from '../../../platform/ui/table/holes.ts'
import { useStates, useTerms } from '../../programmes/web/terms.ts'
import { NEEDS } from '../../recommendations/fields.ts'
import { texts } from '../locales/index.ts'
import { VERDICTS } from '../rules.ts'
import { KEYS, type Narrowed } from './asked.ts'

type FiltersProps = { view: Narrowed; setView: (change: Partial<Narrowed>) => void }

/** The filter row: a sentence whose parts can be changed. */
export function Filters({ view, setView }: FiltersProps) {
  const t = useTexts(texts)
  const terms = useTerms()
  const states = useStates()
  const options = {
    ...{ states, themes: terms.options('themes'), regions: terms.options('regions') },
    needs: NEEDS.map((id) => ({ id, label: t(`need.${id}`) })),
    verdicts: VERDICTS.map((id) => ({ id, label: t(`verdict.${id}`) })),
    fits: (['theme', 'state'] as const).map((id) => ({ id, label: t(`fit.${id}`) })),
  }
  const parts = Object.fromEntries(
    KEYS.map((key) => [
      key,
      {
        ...{ label: t(`label.${key}`), any: t(`any.${key}`), value: view[key], options: options[key] },
        onChange: (ids: readonly string[]) => setView({ [key]: ids }),
      } as FilterPart,
    ]),
  )
  return (
    <FilterSentence
      sentence={t('filter', holes(...KEYS))}
      parts={parts}
      onClear={() => setView({ states: [], themes: [], regions: [], needs: [], verdicts: [], fits: [] })}
    />
  )
}
