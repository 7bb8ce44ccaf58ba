import { useTexts } from '../../ui/language.tsx'
import { FilterSentence } from '../../ui/table/filter-sentence.tsx'
import { holes } from '../../ui/table/holes.ts'
import { texts } from '../locales/index.ts'

type ShowChoiceProps = {
  /** In words: what is shown unless something else is chosen, and the other. */
  usual: string
  other: { id: string; label: string }
  isOther: boolean
  onChange: (isOther: boolean) => void
}

/** Which of two lists a page shows. */
export function ShowChoice({ usual, other, isOther, onChange }: ShowChoiceProps) {
  const t = useTexts(texts)
  return (
    <FilterSentence
      sentence={t('reviews.show', holes('which'))}
      parts={{
        which: {
          label: other.label,
          any: usual,
          single: true,
          value: isOther ? [other.id] : [],
          onChange: ([id]) => onChange(id === other.id),
          options: [other],
        },
      }}
      onClear={() => onChange(false)}
    />
  )
}
